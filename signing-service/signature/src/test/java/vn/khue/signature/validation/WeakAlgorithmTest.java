package vn.khue.signature.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.itextpdf.kernel.pdf.PdfDictionary;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.path.Rfc5280PathValidator;
import vn.khue.pki.policy.PkiPolicy;
import vn.khue.pki.trust.TrustAnchor;
import vn.khue.pki.trust.TrustClass;
import vn.khue.pki.trust.TrustStore;
import vn.khue.signature.ForeignSigner;
import vn.khue.signature.SamplePdf;

/** What is too weak for Thông tư 15/2025 fails with that reason, even where the certificate itself is trusted (T15, R2.24). */
class WeakAlgorithmTest {

    @TempDir
    private static Path folder;

    private static Path plain;

    @BeforeAll
    static void write() throws Exception {
        plain = folder.resolve("plain.pdf");
        SamplePdf.CLASSIC_1_4.write(plain);
    }

    private static ValidationReport judge(ForeignSigner signer, String algorithm) throws Exception {
        Path file = signer.sign(plain, folder.resolve("signed.pdf"), algorithm, "Foreign", new PdfDictionary());
        TrustStore trust = TrustStore.of(TrustAnchor.of(signer.certificate(), TrustClass.INTERNAL, "Somebody", "test"));
        return new SignatureValidator()
                .validate(
                        file,
                        ValidationContext.offline(
                                trust,
                                new Rfc5280PathValidator(PkiPolicy.vn2026(), CryptoProviders.fastest()),
                                Instant.now()));
    }

    @ParameterizedTest
    @CsvSource({
        "RSA, 1024, SHA256withRSA, RSA of at least 2048 bits expected, 1024",
        "RSA, 1024, SHA256withRSAandMGF1, RSA of at least 2048 bits expected, 1024",
        "RSA, 2048, SHA1withRSA, expected one of the allowed hashes, SHA1",
        "EC, 256, SHA1withECDSA, expected one of the allowed hashes, SHA1"
    })
    void failsAndSaysWhy(String type, int bits, String algorithm, String expected, String found) throws Exception {
        String certifiedWith = type.equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
        ValidationReport report = judge(ForeignSigner.of(type, bits, certifiedWith), algorithm);
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.TOTAL_FAILED);
        assertThat(report.subIndication()).contains(SubIndication.ALGORITHM_WEAK);
        assertThat(report.signatures().get(0).findings())
                .filteredOn(f -> f.check() == Check.ALGORITHM)
                .isNotEmpty()
                .first()
                .satisfies(f -> assertThat(f.detail()).contains(expected).contains(found));
        assertThat(new ReportText(Locale.forLanguageTag("vi")).plain(report)).contains("Không hợp lệ");
    }

    @Test
    void theSameKeysOfAllowedSizeAndHashAreNoReason() throws Exception {
        for (String algorithm : new String[] {"SHA256withRSA", "SHA256withRSAandMGF1", "SHA512withRSA"}) {
            ValidationReport report = judge(ForeignSigner.of("RSA", 2048, "SHA256withRSA"), algorithm);
            assertThat(report.signatures().get(0).findings())
                    .as("%s", algorithm)
                    .noneMatch(f -> f.check() == Check.ALGORITHM);
            assertThat(report.signatures().get(0).integrity()).isEqualTo(SignatureReport.Integrity.INTACT);
            assertThat(report.subIndication()).isNotEqualTo(Optional.of(SubIndication.ALGORITHM_WEAK));
        }
    }
}
