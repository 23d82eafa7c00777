package vn.khue.signature.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.revocation.RevocationSource;
import vn.khue.pki.timestamp.InProcessTimestampClient;
import vn.khue.signature.SamplePdf;
import vn.khue.signature.SetClock;
import vn.khue.signature.SigningWorld;
import vn.khue.signature.SilentRevocation;
import vn.khue.signature.pades.PadesLevel;
import vn.khue.signature.pades.PdfSigner;
import vn.khue.signature.pades.SigningRequest;
import vn.khue.signature.pades.SigningServices;

/** A thief signs with a key that was revoked, and puts answers from before the revocation into the file. */
class NewerRevocationTest {

    @TempDir
    private Path folder;

    private SigningWorld world;
    private Path stolen;

    /** Says for ever what it was told first. */
    private static final class Recorded implements RevocationSource {
        private final RevocationSource source;
        private final Map<X509Certificate, Optional<byte[]>> answers = new HashMap<>();
        private final Map<X509Certificate, Optional<byte[]>> lists = new HashMap<>();

        Recorded(RevocationSource source) {
            this.source = source;
        }

        @Override
        public Optional<byte[]> ocsp(X509Certificate certificate, X509Certificate issuer) {
            return answers.computeIfAbsent(certificate, c -> source.ocsp(c, issuer));
        }

        @Override
        public Optional<byte[]> crl(X509Certificate certificate) {
            return lists.computeIfAbsent(certificate, source::crl);
        }
    }

    @BeforeEach
    void sign() throws Exception {
        SetClock clock = new SetClock();
        world = new SigningWorld(folder.resolve("ca"), clock);
        Path plain = folder.resolve("plain.pdf");
        SamplePdf.CLASSIC_1_4.write(plain);
        Recorded recorded = new Recorded(world.revocation);
        PdfSigner thief = new PdfSigner(new SigningServices(
                new InProcessTimestampClient(world.authority), recorded, world.paths, world.trust(), world.clock));
        thief.sign(SigningRequest.invisible(plain, folder.resolve("before.pdf"), PadesLevel.B_LT), world.principal);
        clock.setAhead(Duration.ofMinutes(5));
        world.revokePrincipal();
        clock.setAhead(Duration.ofMinutes(10));
        stolen = folder.resolve("stolen.pdf");
        thief.sign(SigningRequest.invisible(plain, stolen, PadesLevel.B_LT), world.principal);
    }

    private static ValidationReport judge(Path file, ValidationContext context) throws Exception {
        return new SignatureValidator().validate(file, context);
    }

    @Test
    void whereSomebodyCanBeAskedTheRevocationWins() throws Exception {
        ValidationReport report = judge(stolen, world.online());
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.TOTAL_FAILED);
        assertThat(report.subIndication()).contains(SubIndication.REVOKED);
        assertThat(report.signatures().get(0).validAtSigning()).isEqualTo(SignatureReport.ValidAtSigning.REVOKED);
    }

    @Test
    void theSignatureFromBeforeTheRevocationStaysGood() throws Exception {
        assertThat(judge(folder.resolve("before.pdf"), world.online()).indication())
                .isEqualTo(Indication.TOTAL_PASSED);
    }

    @Test
    void offlineTheReportSaysHowOldTheEvidenceIs() throws Exception {
        ValidationReport report = judge(stolen, world.offline());
        assertThat(report.indication()).isEqualTo(Indication.TOTAL_PASSED);
        SignatureReport signature = report.signatures().get(0);
        assertThat(signature.revocationKnownAt())
                .hasValueSatisfying(known ->
                        assertThat(known).isBefore(signature.signingTime().orElseThrow()));
        assertThat(new ReportJson().write(report))
                .contains("\"revocationKnownAt\":\""
                        + signature.revocationKnownAt().get() + "\"");
        ReportText text = new ReportText(Locale.forLanguageTag("vi"));
        assertThat(text.plain(report))
                .contains("Tình trạng thu hồi biết đến: "
                        + text.moment(signature.revocationKnownAt().get()));
    }

    @Test
    void whereNobodyAnswersTheFileStandsAlone() throws Exception {
        ValidationReport report = judge(
                folder.resolve("before.pdf"),
                new ValidationContext(
                        world.trust(), world.paths, Optional.of(new SilentRevocation()), world.clock.instant()));
        assertThat(report.indication()).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(report.signatures().get(0).level()).isEqualTo("PAdES-BASELINE-LT");
    }
}
