package vn.khue.signature.cades;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.khue.pki.Certificates;
import vn.khue.pki.PkiException;
import vn.khue.pki.SignatureAlgorithm;
import vn.khue.pki.SigningKey;
import vn.khue.pki.ca.CertificateRequest;
import vn.khue.pki.keystore.KeySpec;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.SigningWorld;
import vn.khue.signature.SilentRevocation;
import vn.khue.signature.Tools;
import vn.khue.signature.pades.SigningServices;
import vn.khue.signature.validation.Indication;
import vn.khue.signature.validation.SignatureReport;
import vn.khue.signature.validation.SignatureValidator;
import vn.khue.signature.validation.TimeSource;
import vn.khue.signature.validation.ValidationContext;
import vn.khue.signature.validation.ValidationReport;
import vn.khue.signature.xml.DetachedContents;

/** Detached signatures at every level, in one go and in two phases, and every way in which they are refused. */
class CadesSignerTest {

    @TempDir
    private static Path folder;

    private static SigningWorld world;
    private static CadesSigner signer;
    private static Path marks;

    @BeforeAll
    static void found() throws Exception {
        world = new SigningWorld(folder.resolve("ca"), Clock.systemUTC());
        signer = new CadesSigner(world.services());
        marks = Files.writeString(folder.resolve("bang-diem.csv"), "họ tên;toán;văn\nLê An;9;8\n");
    }

    private static ValidationReport judge(Path signature) throws Exception {
        return judge(signature, world.online());
    }

    private static ValidationReport judge(Path signature, ValidationContext context) throws Exception {
        return new SignatureValidator().validate(signature, name -> Optional.of(Files.newInputStream(marks)), context);
    }

    @Test
    void aSignatureIsJudgedWithTheFileOfItsNameBesideIt() throws Exception {
        Path file = folder.resolve("bang-diem.csv.p7s");
        signer.sign(new CadesRequest(marks, file, CadesLevel.B_LT), world.principal);
        ValidationReport beside =
                new SignatureValidator().validate(file, DetachedContents.beside(file), world.offline());
        assertThat(beside.indication()).as("%s", beside).isEqualTo(Indication.TOTAL_PASSED);
        Path alone = Files.copy(file, folder.resolve("khac.p7s"));
        ValidationReport missing =
                new SignatureValidator().validate(alone, DetachedContents.beside(alone), world.offline());
        assertThat(missing.indication()).isEqualTo(Indication.INDETERMINATE);
    }

    private static void refuses(SignatureFailure.Reason reason, CadesSigner by, CadesLevel level) {
        Path target = folder.resolve("refused.p7s");
        assertThatThrownBy(() -> by.sign(new CadesRequest(marks, target, level), world.principal))
                .isInstanceOfSatisfying(
                        SignatureFailure.class, e -> assertThat(e.reason()).isEqualTo(reason));
        assertThat(target).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource(CadesLevel.class)
    void eachLevelIsJudgedToBeWhatItClaims(CadesLevel level) throws Exception {
        Path file = folder.resolve(level + ".p7s");
        SignedMessage made = signer.sign(new CadesRequest(marks, file, level), world.principal);
        assertThat(made.timestamp().isPresent()).isEqualTo(level != CadesLevel.B_B);
        boolean longTerm = level.compareTo(CadesLevel.B_LT) >= 0;
        ValidationReport report = judge(file, longTerm ? world.offline() : world.online());
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(report.format()).isEqualTo("CMS");
        SignatureReport signature = report.signatures().get(0);
        assertThat(signature.level()).isEqualTo("CAdES-BASELINE-" + level.name().substring(2));
        assertThat(signature.timeSource())
                .isEqualTo(level == CadesLevel.B_B ? TimeSource.CLAIMED : TimeSource.TIMESTAMP);
        assertThat(signature.coversWholeDocument()).isTrue();
        assertThat(signature.integrity()).isEqualTo(SignatureReport.Integrity.INTACT);
    }

    @ParameterizedTest
    @EnumSource(
            value = KeySpec.class,
            names = {"EC_P384", "RSA_3072"})
    void otherKeysSignAsWell(KeySpec spec) throws Exception {
        SigningKey key = world.open(world.hierarchy
                .authority("people")
                .issue(
                        CertificateRequest.person(
                                world.vault.generate(spec),
                                UUID.fromString("5b0e7f3c-6a53-4f6b-9c39-0b7f6f2f9b07"),
                                "Trần Văn Bảy",
                                "th-thi-tran-cu-chi",
                                "Trường Tiểu học Thị Trấn Củ Chi"),
                        world.register));
        Path file = folder.resolve(spec + ".p7s");
        signer.sign(new CadesRequest(marks, file, CadesLevel.B_LTA), key);
        ValidationReport report = judge(file);
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(report.signatures().get(0).level()).isEqualTo("CAdES-BASELINE-LTA");
        assertThat(key.algorithm()).isIn(SignatureAlgorithm.ECDSA_SHA384, SignatureAlgorithm.RSA_PSS_SHA256);
    }

    @ParameterizedTest
    @EnumSource(CadesLevel.class)
    void opensslAcceptsIt(CadesLevel level) throws Exception {
        assumeTrue(Tools.has("openssl"), "openssl is not installed");
        Path file = folder.resolve("openssl-" + level + ".p7s");
        signer.sign(new CadesRequest(marks, file, level), world.principal);
        Path root = Files.writeString(folder.resolve("root.pem"), Certificates.pem(world.hierarchy.root()));
        String said = Tools.run(
                "openssl",
                "cms",
                "-verify",
                "-cades",
                "-binary",
                "-inform",
                "DER",
                "-in",
                file.toString(),
                "-content",
                marks.toString(),
                "-CAfile",
                root.toString(),
                "-purpose",
                "any",
                "-out",
                folder.resolve("out.csv").toString());
        assertThat(said).containsIgnoringCase("Verification successful");
    }

    @Test
    void aPreparedSignatureIsCompletedOnce() throws Exception {
        CadesRequest request = new CadesRequest(marks, folder.resolve("once.p7s"), CadesLevel.B_LT);
        PreparedSignature prepared = signer.prepare(request, world.principal.chain(), world.principal.algorithm());
        byte[] value = world.principal.signDigest(prepared.digestToSign());
        signer.embed(request, prepared, value);
        assertThat(judge(request.target()).indication()).isEqualTo(Indication.TOTAL_PASSED);
        assertThatThrownBy(() -> signer.embed(request, prepared, value))
                .isInstanceOfSatisfying(
                        SignatureFailure.class,
                        e -> assertThat(e.reason()).isEqualTo(SignatureFailure.Reason.PREPARED_DOCUMENT_SPENT));
    }

    @Test
    void aPreparedSignatureExpires() throws Exception {
        CadesRequest request = new CadesRequest(marks, folder.resolve("late.p7s"), CadesLevel.B_B);
        PreparedSignature prepared = signer.prepare(request, world.principal.chain(), world.principal.algorithm());
        byte[] value = world.principal.signDigest(prepared.digestToSign());
        CadesSigner later = with(Clock.fixed(prepared.expires().plusSeconds(1), ZoneOffset.UTC));
        assertThatThrownBy(() -> later.embed(request, prepared, value))
                .isInstanceOfSatisfying(
                        SignatureFailure.class,
                        e -> assertThat(e.reason()).isEqualTo(SignatureFailure.Reason.PREPARED_DOCUMENT_SPENT));
        assertThat(request.target()).doesNotExist();
    }

    @Test
    void theValueOfAnotherKeyIsRefused() throws Exception {
        CadesRequest request = new CadesRequest(marks, folder.resolve("other.p7s"), CadesLevel.B_B);
        PreparedSignature prepared = signer.prepare(request, world.principal.chain(), world.principal.algorithm());
        byte[] foreign = world.seal.signDigest(prepared.digestToSign());
        assertThatThrownBy(() -> signer.embed(request, prepared, foreign))
                .isInstanceOfSatisfying(
                        SignatureFailure.class,
                        e -> assertThat(e.reason()).isEqualTo(SignatureFailure.Reason.KEY_REFUSED));
        assertThat(request.target()).doesNotExist();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString())).noneMatch(n -> n.startsWith(".draft"));
        }
    }

    @Test
    void aRevokedCertificateSignsNothing() throws Exception {
        SigningWorld other = new SigningWorld(folder.resolve("other-ca"), Clock.systemUTC());
        other.revokePrincipal();
        CadesSigner by = new CadesSigner(other.services());
        assertThatThrownBy(() -> by.sign(
                        new CadesRequest(marks, folder.resolve("revoked.p7s"), CadesLevel.B_B), other.principal))
                .isInstanceOfSatisfying(
                        SignatureFailure.class,
                        e -> assertThat(e.reason()).isEqualTo(SignatureFailure.Reason.CERTIFICATE_NOT_USABLE));
    }

    @Test
    void anExpiredCertificateSignsNothing() {
        Clock late = Clock.fixed(
                world.principal.certificate().getNotAfter().toInstant().plus(Duration.ofDays(1)), ZoneOffset.UTC);
        refuses(SignatureFailure.Reason.CERTIFICATE_NOT_USABLE, with(late), CadesLevel.B_B);
    }

    @Test
    void withoutRevocationDataOrTimestampNothingIsSigned() {
        SigningServices now = world.services();
        refuses(
                SignatureFailure.Reason.REVOCATION_UNAVAILABLE,
                new CadesSigner(new SigningServices(
                        now.timestamps(), new SilentRevocation(), now.paths(), now.trust(), now.clock())),
                CadesLevel.B_B);
        refuses(
                SignatureFailure.Reason.TIMESTAMP_UNAVAILABLE,
                new CadesSigner(new SigningServices(
                        (algorithm, digest) -> {
                            throw new PkiException(PkiException.Fault.REMOTE, "no answer");
                        },
                        now.revocation(),
                        now.paths(),
                        now.trust(),
                        now.clock())),
                CadesLevel.B_T);
    }

    @Test
    void aFileThatIsNotThereIsNotSigned() {
        CadesRequest request =
                new CadesRequest(folder.resolve("nothing.csv"), folder.resolve("nothing.p7s"), CadesLevel.B_B);
        assertThatThrownBy(() -> signer.sign(request, world.principal))
                .isInstanceOfSatisfying(
                        SignatureFailure.class,
                        e -> assertThat(e.reason()).isEqualTo(SignatureFailure.Reason.UNREADABLE_FILE));
    }

    private static CadesSigner with(Clock clock) {
        SigningServices now = world.services();
        return new CadesSigner(
                new SigningServices(now.timestamps(), now.revocation(), now.paths(), now.trust(), clock));
    }
}
