package vn.khue.signature.cades;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.khue.pki.policy.PkiPolicy;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.SigningWorld;
import vn.khue.signature.validation.Indication;
import vn.khue.signature.validation.SignatureReport;
import vn.khue.signature.validation.SignatureValidator;
import vn.khue.signature.validation.ValidationContext;
import vn.khue.signature.validation.ValidationReport;

/** CAdES messages from every level to every higher one, renewed in time, and nothing that does not pass. */
class CadesExtenderTest {

    @TempDir
    private Path folder;

    private SigningWorld world;
    private Path marks;
    private Path signed;
    private Path extended;

    @BeforeEach
    void found() throws Exception {
        world = new SigningWorld(folder.resolve("ca"), Clock.systemUTC());
        marks = Files.writeString(folder.resolve("marks.csv"), "họ tên;toán\nLê An;9\n");
        signed = folder.resolve("signed.p7s");
        extended = folder.resolve("extended.p7s");
    }

    private static CadesExtender extender(SigningWorld world) {
        return new CadesExtender(world.services(), PkiPolicy.vn2026().algorithms());
    }

    private void sign(CadesLevel level) throws Exception {
        new CadesSigner(world.services()).sign(new CadesRequest(marks, signed, level), world.principal);
    }

    private ValidationReport judge(Path file, ValidationContext context) throws Exception {
        return new SignatureValidator().validate(file, name -> Optional.of(Files.newInputStream(marks)), context);
    }

    private static List<String> levels(ValidationReport report) {
        return report.signatures().stream().map(SignatureReport::level).toList();
    }

    /** Everything of the signer but what is unsigned. */
    private static void signsTheSame(Path before, Path after) throws Exception {
        SignerInformation old = signer(before);
        SignerInformation now = signer(after);
        assertThat(now.getSignature()).isEqualTo(old.getSignature());
        assertThat(now.getEncodedSignedAttributes()).isEqualTo(old.getEncodedSignedAttributes());
        assertThat(now.toASN1Structure().getSID().toASN1Primitive().getEncoded(ASN1Encoding.DER))
                .isEqualTo(old.toASN1Structure().getSID().toASN1Primitive().getEncoded(ASN1Encoding.DER));
    }

    private static SignerInformation signer(Path message) throws Exception {
        return new CMSSignedData(Files.readAllBytes(message))
                .getSignerInfos()
                .iterator()
                .next();
    }

    @ParameterizedTest
    @CsvSource({"B_B, B_T", "B_B, B_LT", "B_B, B_LTA", "B_T, B_LT", "B_T, B_LTA", "B_LT, B_LTA", "B_LTA, B_LTA"})
    void everyStepIsAddedToWhatIsThere(CadesLevel from, CadesLevel to) throws Exception {
        sign(from);
        ExtendedMessage made = extender(world).extend(signed, Optional.of(marks), extended, to);
        assertThat(extended).hasBinaryContent(made.der());
        assertThat(made.timestampUntil()).isAfter(made.at());
        assertThat(made.der().length).isGreaterThan((int) Files.size(signed));
        signsTheSame(signed, extended);
        ValidationReport report = judge(extended, to == CadesLevel.B_T ? world.online() : world.offline());
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(levels(report)).containsExactly("CAdES-BASELINE-" + to.name().substring(2));
        leavesNoDraft();
    }

    @ParameterizedTest
    @CsvSource({"B_LT, B_T", "B_LT, B_LT", "B_LTA, B_LT", "B_T, B_T"})
    void whatHasTheLevelStaysAsItIs(CadesLevel from, CadesLevel to) throws Exception {
        sign(from);
        extender(world).extend(signed, Optional.of(marks), extended, to);
        assertThat(extended).hasSameBinaryContentAs(signed);
    }

    @Test
    void whatDoesNotPassIsNotExtended() throws Exception {
        sign(CadesLevel.B_T);
        Path other = Files.writeString(folder.resolve("other.csv"), "họ tên;toán\nLê An;10\n");
        for (Optional<Path> content : List.of(Optional.of(other), Optional.<Path>empty())) {
            assertThatThrownBy(() -> extender(world).extend(signed, content, extended, CadesLevel.B_LTA))
                    .isInstanceOfSatisfying(
                            SignatureFailure.class,
                            e -> assertThat(e.reason()).isEqualTo(SignatureFailure.Reason.NOT_EXTENDABLE));
            assertThat(extended).doesNotExist();
        }
        world.revokePrincipal();
        assertThatThrownBy(() -> extender(world).extend(signed, Optional.of(marks), extended, CadesLevel.B_LT))
                .isInstanceOf(SignatureFailure.class);
        assertThat(extended).doesNotExist();
        leavesNoDraft();
    }

    @Test
    void aRenewedMessagePassesWhenItsFirstTimestampAuthorityIsLongOver() throws Exception {
        sign(CadesLevel.B_LTA);
        Instant end = extender(world)
                .extend(signed, Optional.of(marks), folder.resolve("first.p7s"), CadesLevel.B_LTA)
                .timestampUntil();
        Clock shortBefore = Clock.fixed(end.minus(Duration.ofDays(20)), ZoneOffset.UTC);
        Clock longAfter = Clock.fixed(end.plus(Duration.ofDays(300)), ZoneOffset.UTC);
        SigningWorld next = world.at(shortBefore);
        extender(next).extend(signed, Optional.of(marks), extended, CadesLevel.B_LTA);
        signsTheSame(signed, extended);
        ValidationContext later = ValidationContext.offline(next.trust(), next.paths, longAfter.instant());
        ValidationReport report = judge(extended, later);
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(levels(report)).containsExactly("CAdES-BASELINE-LTA");
        assertThat(judge(signed, later).indication()).as("not renewed").isNotEqualTo(Indication.TOTAL_PASSED);
    }

    private void leavesNoDraft() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString())).noneMatch(n -> n.startsWith(".draft"));
        }
    }
}
