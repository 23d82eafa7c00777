package vn.khue.ecard.photo;

import java.util.Locale;
import java.util.ResourceBundle;

/** What people read about a photograph, in their language. Safe for use by many threads. */
public final class PhotoText {

    private final ResourceBundle texts;

    /** @param locale Vietnamese where it is neither that nor English */
    public PhotoText(Locale locale) {
        texts = ResourceBundle.getBundle(
                "vn.khue.ecard.photo.messages",
                locale,
                PhotoText.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** Why a file was refused and what to do. */
    public String of(PhotoProblem problem) {
        return texts.getString("problem." + problem);
    }

    /** What to look at. */
    public String of(PhotoDoubt doubt) {
        return texts.getString("doubt." + doubt);
    }

    /** What became of a file of an archive. */
    public String of(PhotoMatch.Kind kind) {
        return texts.getString("match." + kind);
    }

    /** Why an archive was not read to its end. */
    public String of(ArchiveProblem problem) {
        return texts.getString("archive." + problem);
    }
}
