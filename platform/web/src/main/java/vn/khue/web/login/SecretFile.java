package vn.khue.web.login;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import vn.khue.web.WebException;

/** A secret kept in a file of its own; read at each use, so that it can be changed without a restart. */
public record SecretFile(Path path) {

    private static final long LONGEST = 4_096;

    /**
     * The first line.
     *
     * @throws WebException if the file cannot be read, is empty or is far too long
     */
    public String read() {
        try {
            if (Files.size(path) > LONGEST) {
                throw new WebException("expected a secret of one line in " + path + ", found more than " + LONGEST
                        + " bytes; check what the file is");
            }
            String secret = Files.readString(path).strip();
            if (secret.isEmpty()) {
                throw new WebException(
                        "expected a secret in " + path + ", found an empty file; run the launcher again");
            }
            return secret;
        } catch (IOException e) {
            throw new WebException("expected a readable secret file " + path + "; run the launcher again", e);
        }
    }

    /** Names the file, never the secret. */
    @Override
    public String toString() {
        return path.toString();
    }
}
