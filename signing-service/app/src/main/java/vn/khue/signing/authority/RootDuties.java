package vn.khue.signing.authority;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khue.pki.PkiException;
import vn.khue.pki.ca.Hierarchy;
import vn.khue.pki.ca.RootDuty;

/** Writes down what the root has to sign and could not, where {@code ./khue up} finds it. */
public final class RootDuties {
    private static final Logger LOG = LoggerFactory.getLogger(RootDuties.class);

    private final Path file;

    /** @param file absent where the root has nothing to do */
    public RootDuties(Path file) {
        this.file = file;
    }

    /** Has the hierarchy brought up, and tells what waits for the root, or what cannot go on without it. */
    public Hierarchy tell(Supplier<Hierarchy> bringUp) {
        try {
            Hierarchy hierarchy = bringUp.get();
            String duties = hierarchy.duties().stream().map(RootDuties::words).collect(Collectors.joining("\n"));
            if (!duties.isEmpty()) {
                LOG.warn("the root has to sign, run ./khue ca sign: {}", duties);
            }
            write(duties);
            return hierarchy;
        } catch (PkiException e) {
            if (e.fault() == PkiException.Fault.KEY) {
                write(e.getMessage());
            }
            throw e;
        }
    }

    private static String words(RootDuty duty) {
        return duty.what() + " < " + duty.until();
    }

    private void write(String text) {
        try {
            if (text.isEmpty()) {
                Files.deleteIfExists(file);
                return;
            }
            Files.createDirectories(file.getParent());
            Path draft = file.resolveSibling(file.getFileName() + ".tmp");
            Files.writeString(draft, text + "\n", StandardCharsets.UTF_8);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("what the root has to sign could not be written to " + file, e);
        }
    }
}
