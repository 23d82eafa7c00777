package vn.khue.signature.pades;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vn.khue.pki.policy.AlgorithmPolicy;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.validation.Indication;
import vn.khue.signature.validation.SignatureReport;
import vn.khue.signature.validation.SignatureValidator;
import vn.khue.signature.validation.ValidationContext;
import vn.khue.signature.validation.ValidationReport;
import vn.khue.signature.xml.DetachedContents;

/**
 * The signatures of a file of which every one passes now. Evidence cannot make a bad signature good, so only such a file is extended.
 * Thread-safe.
 */
public final class PassedSignatures {

    private final SigningServices services;
    private final SignatureValidator validator;

    /**
     * @param services revocation data, trust and clock
     * @param algorithms that signatures may use
     */
    public PassedSignatures(SigningServices services, AlgorithmPolicy algorithms) {
        this.services = services;
        this.validator = new SignatureValidator(algorithms);
    }

    /**
     * In the order of the file; at least one.
     *
     * @param contents files that were signed and lie outside of the signature
     * @throws SignatureFailure NOT_EXTENDABLE
     * @throws IOException if the bytes cannot be read from the disk
     */
    public List<SignatureReport> of(Path file, DetachedContents contents) throws SignatureFailure, IOException {
        ValidationReport report = validator.validate(
                file,
                contents,
                new ValidationContext(
                        services.trust().get(),
                        services.paths(),
                        Optional.of(services.revocation()),
                        services.clock().instant()));
        if (report.indication() != Indication.TOTAL_PASSED) {
            throw new SignatureFailure(
                    SignatureFailure.Reason.NOT_EXTENDABLE,
                    "expected a file of which every signature passes, found " + report.indication()
                            + report.subIndication()
                                    .map(why -> " (" + why + ")")
                                    .orElse("")
                            + "; have it validated and signed again");
        }
        return report.signatures();
    }
}
