package vn.khue.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.khue.pki.CertifiedKey;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.PrivateKeySigner;
import vn.khue.pki.SignatureAlgorithm;
import vn.khue.pki.SigningKey;
import vn.khue.pki.ca.CertificateRequest;
import vn.khue.pki.ca.IssuedCertificate;
import vn.khue.pki.ca.Subject;
import vn.khue.pki.keystore.KeySpec;
import vn.khue.signature.decision.Decision;
import vn.khue.signature.decision.DecisionLayout;
import vn.khue.signature.pades.PadesLevel;
import vn.khue.signature.pades.SigningRequest;
import vn.khue.signature.validation.Indication;
import vn.khue.signature.validation.SignatureValidator;
import vn.khue.signature.validation.ValidationReport;

/** RSA as Thông tư 15/2025 has it (PSS), and as tokens in use have it (PKCS #1 v1.5), at every level, judged twice. */
class RsaTest {

    private static final UUID HOLDER = UUID.fromString("5b0e7f3c-6a53-4f6b-9c39-0b7f6f2f9b07");
    private static final String NAME = "Trần Văn Bảy";
    private static final String UNIT = "th-thi-tran-cu-chi";
    private static final String UNIT_NAME = "Trường Tiểu học Thị Trấn Củ Chi";

    @TempDir
    private static Path folder;

    private static SigningWorld world;
    private static Path decision;
    private static SigningKey inVault;
    private static KeyPair onToken;
    private static IssuedCertificate tokenCertificate;

    @BeforeAll
    static void found() throws Exception {
        world = new SigningWorld(folder.resolve("ca"), Clock.systemUTC());
        decision = folder.resolve("decision.pdf");
        new DecisionLayout().write(sample(), decision);
        inVault = world.open(world.hierarchy
                .authority("people")
                .issue(
                        CertificateRequest.person(
                                world.vault.generate(KeySpec.RSA_3072), HOLDER, NAME, UNIT, UNIT_NAME),
                        world.register));
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(3072);
        onToken = generator.generateKeyPair();
        tokenCertificate = world.hierarchy
                .authority("people")
                .issue(
                        new CertificateRequest(
                                "person-signing",
                                Subject.person(NAME, HOLDER, UNIT_NAME, UNIT),
                                onToken.getPublic(),
                                Optional.empty(),
                                Optional.of(HOLDER),
                                Optional.of(UNIT),
                                Optional.empty()),
                        world.register);
    }

    private static SigningKey token(SignatureAlgorithm algorithm) {
        return new CertifiedKey(
                tokenCertificate.chain(),
                new PrivateKeySigner(algorithm, onToken::getPrivate, CryptoProviders.fastest(), new SecureRandom()));
    }

    @ParameterizedTest
    @CsvSource({
        "RSA_PSS_SHA256, B_B",
        "RSA_PSS_SHA256, B_T",
        "RSA_PSS_SHA256, B_LT",
        "RSA_PSS_SHA256, B_LTA",
        "RSA_PSS_SHA384, B_LT",
        "RSA_PSS_SHA512, B_LTA",
        "RSA_PKCS1_SHA256, B_B",
        "RSA_PKCS1_SHA256, B_T",
        "RSA_PKCS1_SHA256, B_LT",
        "RSA_PKCS1_SHA256, B_LTA",
        "RSA_PKCS1_SHA512, B_LT"
    })
    void passesAtEachLevel(SignatureAlgorithm algorithm, PadesLevel level) throws Exception {
        SigningKey key = algorithm == SignatureAlgorithm.RSA_PSS_SHA256 ? inVault : token(algorithm);
        assertThat(key.algorithm()).isEqualTo(algorithm);
        Path file = folder.resolve(algorithm + "-" + level + ".pdf");
        world.signer.sign(SigningRequest.invisible(decision, file, level), key);
        boolean longTerm = level.compareTo(PadesLevel.B_LT) >= 0;
        ValidationReport ours = new SignatureValidator().validate(file, longTerm ? world.offline() : world.online());
        assertThat(ours.indication()).as("%s", ours).isEqualTo(Indication.TOTAL_PASSED);
        String claimed = "PAdES-BASELINE-" + level.name().substring(2);
        assertThat(ours.signatures().get(0).level()).isEqualTo(claimed);
        Judgement.Signature theirs = new Oracle(List.of(world.hierarchy.root()))
                .judge(file)
                .signatures()
                .get(0);
        assertThat(theirs.level()).isEqualTo(claimed);
        assertThat(theirs.signedBy()).isEqualTo(NAME);
        if (longTerm) {
            assertThat(theirs.indication()).as("%s", theirs).isEqualTo("TOTAL_PASSED");
        } else {
            assertThat(theirs.subIndication()).as("%s", theirs).isIn("TRY_LATER", "CERTIFICATE_CHAIN_GENERAL_FAILURE");
        }
    }

    private static Decision sample() {
        return new Decision(
                "Ủy ban nhân dân xã Củ Chi",
                UNIT_NAME,
                "QĐ-THTTCC",
                "Củ Chi",
                "Về việc khen thưởng học sinh",
                "Hiệu trưởng " + UNIT_NAME,
                List.of("Căn cứ Điều lệ Trường tiểu học;"),
                List.of("Khen thưởng các em có tên trong danh sách."),
                List.of("Lưu: VT"),
                List.of("HIỆU TRƯỞNG"),
                NAME);
    }
}
