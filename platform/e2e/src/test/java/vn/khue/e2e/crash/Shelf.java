package vn.khue.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import vn.khue.e2e.stack.KhueStack;
import vn.khue.launcher.Texts;
import vn.khue.launcher.home.StateDirectory;
import vn.khue.launcher.verify.OfflineVerification;
import vn.khue.launcher.verify.TrustFiles;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.path.Rfc5280PathValidator;
import vn.khue.pki.policy.PkiPolicy;
import vn.khue.signature.validation.Indication;
import vn.khue.signature.validation.SignatureKind;
import vn.khue.signature.validation.ValidationReport;

/** The files of the signing service as they lie on the disk. */
final class Shelf {
    private final Path files;
    private final OfflineVerification verification;

    Shelf(KhueStack khue) {
        this.files = khue.state().resolve("data/signing/files");
        this.verification = new OfflineVerification(
                new TrustFiles(Texts.launcher("en")).in(new StateDirectory(khue.state()).trust()),
                new Rfc5280PathValidator(PkiPolicy.vn2026(), CryptoProviders.fastest()),
                Instant.now());
    }

    /** How many people and seals have signed the file of this SHA-256 (hexadecimal); each of them must have done so well. */
    int signatures(String sha256) {
        try {
            ValidationReport report =
                    verification.judge(files.resolve(sha256.substring(0, 2)).resolve(sha256));
            int count = (int) report.signatures().stream()
                    .filter(signature -> signature.kind() != SignatureKind.DOCUMENT_TIMESTAMP)
                    .count();
            assertThat(report.indication())
                    .as("%s with %s signatures: %s", sha256, count, report.findings())
                    .isEqualTo(count == 0 ? Indication.NOT_SIGNED : Indication.TOTAL_PASSED);
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
