package vn.khue.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vn.khue.pki.CertifiedKey;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.PrivateKeySigner;
import vn.khue.pki.SignatureAlgorithm;
import vn.khue.pki.SigningKey;
import vn.khue.pki.ca.CertificateRequest;
import vn.khue.pki.ca.IssuedCertificate;
import vn.khue.pki.ca.Subject;
import vn.khue.pki.keystore.KeySpec;
import vn.khue.signature.asic.AsicRequest;
import vn.khue.signature.asic.AsicSigner;
import vn.khue.signature.asic.DataFile;
import vn.khue.signature.cades.CadesLevel;
import vn.khue.signature.cades.CadesRequest;
import vn.khue.signature.cades.CadesSigner;
import vn.khue.signature.validation.Indication;
import vn.khue.signature.validation.SignatureValidator;
import vn.khue.signature.validation.ValidationReport;

/** EU DSS judges our signatures on files that are no PDF: every level is what it claims to be, with every algorithm. */
class CadesOracleTest {

    private static final UUID HOLDER = UUID.fromString("5b0e7f3c-6a53-4f6b-9c39-0b7f6f2f9b07");
    private static final String UNIT = "th-thi-tran-cu-chi";
    private static final String UNIT_NAME = "Trường Tiểu học Thị Trấn Củ Chi";

    @TempDir
    private static Path folder;

    private static SigningWorld world;
    private static CadesSigner signer;
    private static AsicSigner containers;
    private static Path marks;
    private static List<DataFile> files;

    @BeforeAll
    static void found() throws Exception {
        world = new SigningWorld(folder.resolve("ca"), Clock.systemUTC());
        signer = new CadesSigner(world.services());
        containers = new AsicSigner(world.services());
        marks = Files.writeString(folder.resolve("marks.csv"), "họ tên;toán\nLê An;9\n");
        Path list = Files.writeString(folder.resolve("list.txt"), "lớp 5A");
        files = List.of(new DataFile("bảng điểm.csv", marks, "text/csv"), new DataFile("list.txt", list, "text/plain"));
    }

    private static Oracle oracle() {
        return new Oracle(List.of(world.hierarchy.root()));
    }

    private static void isWhatItClaims(Judgement.Signature signature, CadesLevel level) {
        assertThat(signature.level())
                .as("%s", signature)
                .isEqualTo("CAdES-BASELINE-" + level.name().substring(2));
        if (level.compareTo(CadesLevel.B_LT) >= 0) {
            assertThat(signature.indication()).as("%s", signature).isEqualTo("TOTAL_PASSED");
        } else {
            // Without revocation data in the file an offline judge cannot conclude; nothing may have failed.
            assertThat(signature.indication()).as("%s", signature).isEqualTo("INDETERMINATE");
            assertThat(signature.subIndication())
                    .as("%s", signature)
                    .isIn("TRY_LATER", "CERTIFICATE_CHAIN_GENERAL_FAILURE");
        }
    }

    @ParameterizedTest
    @EnumSource(CadesLevel.class)
    void eachDetachedLevelIsWhatItClaims(CadesLevel level) throws Exception {
        Path file = folder.resolve(level + ".p7s");
        signer.sign(new CadesRequest(marks, file, level), world.principal);
        Judgement judgement = oracle().judge(file, List.of(marks));
        assertThat(judgement.signatures()).hasSize(1);
        isWhatItClaims(judgement.signatures().get(0), level);
    }

    @ParameterizedTest
    @EnumSource(CadesLevel.class)
    void eachLevelInAContainerIsWhatItClaims(CadesLevel level) throws Exception {
        Path file = folder.resolve(level + ".asice");
        containers.sign(new AsicRequest.NewContainer(files, file, level), world.principal);
        Judgement judgement = oracle().judge(file);
        assertThat(judgement.signatures()).hasSize(1);
        isWhatItClaims(judgement.signatures().get(0), level);
    }

    @Test
    void severalSignaturesInAContainerPassTogether() throws Exception {
        Path one = folder.resolve("one.asice");
        Path two = folder.resolve("two.asice");
        Path three = folder.resolve("three.asice");
        containers.sign(new AsicRequest.NewContainer(files, one, CadesLevel.B_LT), world.principal);
        containers.sign(new AsicRequest.FurtherSignature(one, two, CadesLevel.B_LTA), world.seal);
        containers.sign(new AsicRequest.FurtherSignature(two, three, CadesLevel.B_LTA), world.principal);
        Judgement judgement = oracle().judge(three);
        assertThat(judgement.indication()).as("%s", judgement).isEqualTo("TOTAL_PASSED");
        assertThat(judgement.signatures()).hasSize(3);
        judgement.signatures().forEach(each -> isWhatItClaims(each, CadesLevel.B_LTA));
    }

    @Test
    void changedContentFailsSoTheOracleCanSayNo() throws Exception {
        Path file = folder.resolve("to-change.p7s");
        signer.sign(new CadesRequest(marks, file, CadesLevel.B_LT), world.principal);
        Path other = Files.writeString(folder.resolve("other.csv"), "họ tên;toán\nLê An;10\n");
        assertThat(oracle().judge(file, List.of(other)).indication()).isEqualTo("TOTAL_FAILED");
    }

    @ParameterizedTest
    @CsvSource({"RSA_PKCS1_SHA256", "RSA_PSS_SHA256", "RSA_PSS_SHA512", "ECDSA_SHA384"})
    void otherAlgorithmsPassAsWell(SignatureAlgorithm algorithm) throws Exception {
        SigningKey key = key(algorithm);
        Path file = folder.resolve(algorithm + ".p7s");
        signer.sign(new CadesRequest(marks, file, CadesLevel.B_LTA), key);
        isWhatItClaims(oracle().judge(file, List.of(marks)).signatures().get(0), CadesLevel.B_LTA);
        passesWithUs(new SignatureValidator()
                .validate(file, name -> Optional.of(Files.newInputStream(marks)), world.offline()));
        Path container = folder.resolve(algorithm + ".asice");
        containers.sign(new AsicRequest.NewContainer(files, container, CadesLevel.B_LTA), key);
        isWhatItClaims(oracle().judge(container).signatures().get(0), CadesLevel.B_LTA);
        passesWithUs(new SignatureValidator().validate(container, world.offline()));
    }

    private static void passesWithUs(ValidationReport report) {
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(report.signatures().get(0).level()).endsWith("CAdES-BASELINE-LTA");
    }

    private static SigningKey key(SignatureAlgorithm algorithm) throws Exception {
        if (algorithm == SignatureAlgorithm.ECDSA_SHA384) {
            return world.open(world.hierarchy
                    .authority("people")
                    .issue(
                            CertificateRequest.person(
                                    world.vault.generate(KeySpec.EC_P384), HOLDER, "Trần Văn Bảy", UNIT, UNIT_NAME),
                            world.register));
        }
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(3072);
        KeyPair pair = generator.generateKeyPair();
        IssuedCertificate certificate = world.hierarchy
                .authority("people")
                .issue(
                        new CertificateRequest(
                                "person-signing",
                                Subject.person("Trần Văn Bảy", HOLDER, UNIT_NAME, UNIT),
                                pair.getPublic(),
                                Optional.empty(),
                                Optional.of(HOLDER),
                                Optional.of(UNIT),
                                Optional.empty()),
                        world.register);
        return new CertifiedKey(
                certificate.chain(),
                new PrivateKeySigner(algorithm, pair::getPrivate, CryptoProviders.fastest(), new SecureRandom()));
    }
}
