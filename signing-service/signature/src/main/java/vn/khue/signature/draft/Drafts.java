package vn.khue.signature.draft;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files beside a target that become it or are deleted. */
public final class Drafts {
    private Drafts() {}

    /** A new empty file in the target's directory. */
    public static Path beside(Path target) throws IOException {
        return Files.createTempFile(target.toAbsolutePath().getParent(), ".draft-", ".part");
    }

    /** @param drafts gets it, to be deleted at the end */
    public static Path beside(Path target, List<Path> drafts) throws IOException {
        Path draft = beside(target);
        drafts.add(draft);
        return draft;
    }

    /** Deletes it where it is there still. */
    public static void delete(Path draft) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            // A draft left behind harms nobody; what went wrong before is what the caller has to hear.
            System.getLogger(Drafts.class.getName()).log(System.Logger.Level.WARNING, "a draft was left behind", e);
        }
    }
}
