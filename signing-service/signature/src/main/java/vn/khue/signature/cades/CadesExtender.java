package vn.khue.signature.cades;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.khue.pki.policy.AlgorithmPolicy;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.draft.Drafts;
import vn.khue.signature.draft.WholeFile;
import vn.khue.signature.pades.PassedSignatures;
import vn.khue.signature.pades.SigningServices;
import vn.khue.signature.validation.SignatureReport;
import vn.khue.signature.xml.DetachedContents;

/**
 * Raises CAdES signatures to a higher level (ETSI EN 319 122-1, 5.3 to 5.5) and renews what would become unprovable, without those who
 * signed. Only a message of which every signature passes is extended, and only what passes afterwards too is written. Thread-safe.
 */
public final class CadesExtender {

    private final SigningServices services;
    private final MessageRaise raise;
    private final PassedSignatures passed;

    /**
     * @param services timestamps, revocation data, trust and clock
     * @param algorithms that signatures to be extended may use
     */
    public CadesExtender(SigningServices services, AlgorithmPolicy algorithms) {
        this.services = services;
        this.raise = new MessageRaise(services);
        this.passed = new PassedSignatures(services, algorithms);
    }

    /**
     * Extends every signature of a message to at least a level. One that has the level already is given a fresh archive timestamp where
     * B_LTA is asked for, with the evidence for the one before it: that is its renewal; otherwise it stays as it is.
     *
     * @param message left as it is
     * @param content the file that was signed, where it is not in the message
     * @param target written at once and whole; as it was where this throws
     * @param level B_T, B_LT or B_LTA
     * @throws SignatureFailure NOT_EXTENDABLE where a signature does not pass or is of another form; UNREADABLE_FILE,
     *     TIMESTAMP_UNAVAILABLE, REVOCATION_UNAVAILABLE, CERTIFICATE_NOT_USABLE where evidence is missing that can no longer be had
     */
    public ExtendedMessage extend(Path message, Optional<Path> content, Path target, CadesLevel level)
            throws SignatureFailure {
        if (level == CadesLevel.B_B) {
            throw new IllegalArgumentException("a level above B_B expected; a signature cannot be less than that");
        }
        DetachedContents beside =
                name -> content.isPresent() ? Optional.of(Files.newInputStream(content.get())) : Optional.empty();
        try {
            List<String> levels = passed.of(message, beside).stream()
                    .map(SignatureReport::level)
                    .toList();
            HashedContent hashed =
                    content.isPresent() ? HashedContent.of(content.get()) : HashedContent.of(new byte[0]);
            byte[] der = raise.raise(Files.readAllBytes(message), hashed, levels, level);
            Path draft = Drafts.beside(target);
            try {
                Files.write(draft, der);
                passed.of(draft, beside);
            } finally {
                Drafts.delete(draft);
            }
            Instant until = raise.timestampUntil();
            WholeFile.write(target, out -> out.write(der));
            return new ExtendedMessage(der, services.clock().instant(), until);
        } catch (IOException e) {
            throw CadesSigner.unreadable(e);
        }
    }
}
