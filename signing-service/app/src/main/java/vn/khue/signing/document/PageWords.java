package vn.khue.signing.document;

import java.util.List;
import vn.khue.signature.preview.FilledField;

/**
 * What a page says to who cannot see its picture. All of it is text to be escaped.
 *
 * @param text what the page itself draws
 * @param fields what was filled into its form, in reading order
 */
public record PageWords(String text, List<FilledField> fields) {
    public PageWords {
        fields = List.copyOf(fields);
    }
}
