package vn.khue.signature.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.trust.TrustClass;
import vn.khue.pki.trust.TrustStore;
import vn.khue.signature.SamplePdf;
import vn.khue.signature.SetClock;
import vn.khue.signature.SigningWorld;
import vn.khue.signature.SilentRevocation;
import vn.khue.signature.pades.PadesLevel;
import vn.khue.signature.pades.SigningRequest;

/** Who is trusted, when, and for what (T13, T16; R1.20, R2.22, R2.23, R2.27). */
class TrustAndTimeTest {

    @TempDir
    private Path folder;

    private final SetClock clock = new SetClock();
    private SigningWorld world;
    private Path signedB;
    private Path sealed;

    @BeforeEach
    void sign() throws Exception {
        world = new SigningWorld(folder.resolve("ca"), clock);
        Path plain = folder.resolve("plain.pdf");
        SamplePdf.CLASSIC_1_4.write(plain);
        signedB = folder.resolve("b.pdf");
        world.signer.sign(SigningRequest.invisible(plain, signedB, PadesLevel.B_B), world.principal);
        Path one = folder.resolve("one.pdf");
        sealed = folder.resolve("sealed.pdf");
        world.signer.sign(SigningRequest.invisible(plain, one, PadesLevel.B_LT), world.principal);
        world.signer.sign(SigningRequest.invisible(one, sealed, PadesLevel.B_LT), world.seal);
    }

    private static ValidationReport judge(Path file, ValidationContext context) throws Exception {
        return new SignatureValidator().validate(file, context);
    }

    @Test
    void whereNobodyAnswersNothingIsGreen() throws Exception {
        ValidationContext silent = new ValidationContext(
                world.trust(), world.paths, Optional.of(new SilentRevocation()), world.clock.instant());
        ValidationReport report = judge(signedB, silent);
        assertThat(report.indication()).isEqualTo(Indication.INDETERMINATE);
        assertThat(report.subIndication()).contains(SubIndication.TRY_LATER);
        assertThat(new ReportText(Locale.forLanguageTag("vi")).verdict(report.indication()))
                .isEqualTo("Chưa xác định");
        assertThat(judge(signedB, world.online()).indication()).isEqualTo(Indication.TOTAL_PASSED);
    }

    @Test
    void aSignatureFromBeforeTheRevocationStaysGood() throws Exception {
        clock.setAhead(Duration.ofMinutes(5));
        world.revokePrincipal();
        assertThat(judge(sealed, world.online()).indication()).isEqualTo(Indication.TOTAL_PASSED);
        // Without a timestamp nobody can tell which came first.
        ValidationReport unproven = judge(signedB, world.online());
        assertThat(unproven.indication()).isEqualTo(Indication.INDETERMINATE);
        assertThat(unproven.subIndication()).contains(SubIndication.REVOKED_NO_POE);
    }

    @Test
    void aTimestampedSignatureOutlivesItsCertificateAndAnotherDoesNot() throws Exception {
        Instant later = world.principal.certificate().getNotAfter().toInstant().plus(Duration.ofDays(30));
        ValidationContext then = ValidationContext.offline(world.trust(), world.paths, later);
        assertThat(judge(sealed, then).indication()).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(judge(signedB, then).indication()).isEqualTo(Indication.INDETERMINATE);
        assertThat(judge(signedB, then).subIndication()).contains(SubIndication.OUT_OF_BOUNDS_NO_POE);
    }

    @Test
    void anUnknownIssuerIsNeverGreen() throws Exception {
        ValidationReport report =
                judge(sealed, ValidationContext.offline(TrustStore.of(), world.paths, world.clock.instant()));
        assertThat(report.indication()).isEqualTo(Indication.INDETERMINATE);
        assertThat(report.subIndication()).contains(SubIndication.NO_CERTIFICATE_CHAIN_FOUND);
        assertThat(report.signatures().get(0).integrity()).isEqualTo(SignatureReport.Integrity.INTACT);
    }

    @Test
    void anInternalCertificateGivesNoAdministrativeValue() throws Exception {
        ValidationReport internal = judge(sealed, world.offline());
        assertThat(internal.indication()).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(internal.officialDocument())
                .isEqualTo(new OfficialDocument(true, false, List.of(OfficialDocument.Reason.TRUST_CLASS)));
        assertThat(new ReportText(Locale.forLanguageTag("vi")).official(internal.officialDocument()))
                .contains("không có giá trị văn bản hành chính");
        ValidationReport official = judge(
                sealed,
                ValidationContext.offline(world.trust(TrustClass.OFFICIAL), world.paths, world.clock.instant()));
        assertThat(official.officialDocument()).isEqualTo(new OfficialDocument(true, true, List.of()));
    }

    @Test
    void theSevenFactsAreSaidInBothLanguages() throws Exception {
        ValidationReport report = judge(sealed, world.offline());
        ReportText vietnamese = new ReportText(Locale.forLanguageTag("vi"));
        assertThat(vietnamese.facts(report.signatures().get(0)))
                .extracting(ReportText.Fact::label)
                .containsExactly(
                        "Người ký",
                        "Cơ quan quản lý",
                        "Nơi cấp chứng thư",
                        "Thời gian ký",
                        "Tính toàn vẹn",
                        "Hiệu lực khi ký",
                        "Thời hạn chứng thư");
        assertThat(vietnamese.facts(report.signatures().get(0)))
                .extracting(ReportText.Fact::value)
                .contains("Nguyễn Thị Lan", "Không bị sửa sau khi ký", "Còn hạn, không bị thu hồi");
        assertThat(vietnamese.plain(report)).contains("Hợp lệ", "Cả hai chữ ký có hiệu lực khi ký.");
        assertThat(new ReportText(Locale.ENGLISH).plain(report)).contains("Valid", "Both signatures were valid");
    }

    @Test
    void everyValueHasATextInBothLanguages() {
        TreeSet<String> keys = new TreeSet<>();
        for (Indication value : Indication.values()) {
            keys.add("verdict." + value);
        }
        for (SubIndication value : SubIndication.values()) {
            keys.add("sub." + value);
        }
        for (Check value : Check.values()) {
            keys.add("check." + value);
        }
        for (Change.Kind value : Change.Kind.values()) {
            keys.add("change." + value);
        }
        for (OfficialDocument.Reason value : OfficialDocument.Reason.values()) {
            keys.add("official." + value);
        }
        for (TrustClass value : TrustClass.values()) {
            keys.add("trust." + value);
        }
        for (Locale locale : List.of(Locale.forLanguageTag("vi"), Locale.ENGLISH)) {
            ResourceBundle bundle = ResourceBundle.getBundle("vn.khue.signature.validation.validation", locale);
            assertThat(bundle.keySet()).containsAll(keys);
        }
    }

    @Test
    void theJsonHasTheNamesOfTheContract() throws Exception {
        String json = new ReportJson().write(judge(sealed, world.offline()));
        assertThat(json)
                .doesNotContain("\n")
                .startsWith("{\"file\":\"sealed.pdf\",\"format\":\"PDF\"")
                .contains(
                        "\"indication\":\"TOTAL_PASSED\",\"subIndication\":null,\"signatures\":[{\"id\":\"",
                        "\"level\":\"PAdES-BASELINE-LT\"",
                        "\"signer\":\"Nguyễn Thị Lan\"",
                        "\"signingTime\":\"",
                        "\"timeSource\":\"TIMESTAMP\"",
                        "\"trustClass\":\"INTERNAL\"",
                        "\"coversWholeDocument\":true",
                        "\"changesAfter\":[",
                        "\"officialDocument\":{\"complete\":true");
    }
}
