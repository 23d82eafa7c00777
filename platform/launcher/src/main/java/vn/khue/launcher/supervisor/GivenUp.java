package vn.khue.launcher.supervisor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import vn.khue.launcher.home.StateDirectory;
import vn.khue.launcher.part.Part;

/**
 * Which parts the supervisor starts no more, as marks beside the records of what runs. The supervisor sets a mark; whoever takes it away
 * asks the supervisor to try once more. Thread-safe.
 *
 * @param state where the supervisor works
 */
public record GivenUp(StateDirectory state) {
    /** Whether the supervisor has given this part up. */
    public boolean has(Part part) {
        return Files.exists(mark(part.name()));
    }

    /** The supervisor gives this part up. */
    void add(Part part) {
        StateDirectory.writeOwnerOnly(mark(part.name()), "");
    }

    /** Asks for one more try; does nothing where the part is not given up. */
    public void forgive(Part part) {
        try {
            Files.deleteIfExists(mark(part.name()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path mark(String part) {
        return state.run().resolve(part + ".given-up");
    }
}
