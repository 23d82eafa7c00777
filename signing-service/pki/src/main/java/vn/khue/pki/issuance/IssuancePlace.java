package vn.khue.pki.issuance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import vn.khue.audit.ledger.LogKey;
import vn.khue.audit.ledger.LogKeyFile;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;

/**
 * Where the log's tree and its key lie.
 *
 * @param log directory of the tiles and the checkpoint
 * @param keyFile the key that signs checkpoints, encrypted; made where there is none
 * @param publicKeyFile where verifiers look for the public key (vkey, C2SP signed-note)
 */
public record IssuancePlace(Path log, Path keyFile, Path publicKeyFile) {
    private static final int LEAST_PASSPHRASE = 16;

    /** As everything else lies under a state directory. */
    public static IssuancePlace in(Path state) {
        Path data = state.resolve("data").resolve("issuance");
        return new IssuancePlace(
                data.resolve("log"), data.resolve("key"), state.resolve("trust").resolve("khue-issuance.vkey"));
    }

    /**
     * Opens the key, or makes it, and puts its public half where verifiers look.
     *
     * @param origin name of a new log: its address without a scheme; an old one keeps its name
     * @param passphraseFile one line of at least 16 characters
     * @throws PkiException fault KEY where the passphrase file cannot be read or is too short
     * @throws vn.khue.audit.ledger.LedgerException where the key file does not open
     */
    public LogKey key(String origin, Path passphraseFile) {
        char[] passphrase = passphrase(passphraseFile);
        try {
            Files.createDirectories(keyFile.toAbsolutePath().getParent());
            LogKey key =
                    LogKeyFile.openOrCreate(keyFile, LogKeyFile.nameOf(keyFile).orElse(origin), passphrase);
            publish(key.publicKey().vkey() + "\n");
            return key;
        } catch (IOException e) {
            throw new PkiException(
                    Fault.STORE,
                    "the key of the issuance log cannot be kept beside " + keyFile + "; check its rights",
                    e);
        } finally {
            Arrays.fill(passphrase, '\0');
        }
    }

    /**
     * The public key, from where it was put for verifiers.
     *
     * @throws PkiException fault STORE where it is not there
     */
    public String vkey() {
        try {
            return Files.readString(publicKeyFile, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new PkiException(
                    Fault.STORE,
                    "the public key of the issuance log expected in " + publicKeyFile
                            + ", found none; start Khuê once, or put it back from where you keep it",
                    e);
        }
    }

    private static char[] passphrase(Path file) {
        try {
            String line = Files.readString(file, StandardCharsets.UTF_8).strip();
            if (line.length() < LEAST_PASSPHRASE) {
                throw new PkiException(
                        Fault.KEY,
                        "at least " + LEAST_PASSPHRASE + " characters expected in " + file + ", found "
                                + line.length());
            }
            return line.toCharArray();
        } catch (IOException e) {
            throw new PkiException(
                    Fault.KEY, "the passphrase file " + file + " cannot be read; is it there, mode 0600?", e);
        }
    }

    private void publish(String vkey) throws IOException {
        Files.createDirectories(publicKeyFile.toAbsolutePath().getParent());
        Path draft = publicKeyFile.resolveSibling(publicKeyFile.getFileName() + ".tmp");
        Files.writeString(draft, vkey, StandardCharsets.US_ASCII);
        Files.move(draft, publicKeyFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
