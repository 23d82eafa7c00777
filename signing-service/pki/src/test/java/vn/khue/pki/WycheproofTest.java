package vn.khue.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every signature algorithm we accept, against Wycheproof's valid and malformed values, with both provider choices. */
class WycheproofTest {
    private static final Map<String, SignatureAlgorithm> FILES = Map.of(
            "ecdsa_secp256r1_sha256_test.json", SignatureAlgorithm.ECDSA_SHA256,
            "rsa_signature_2048_sha256_test.json", SignatureAlgorithm.RSA_PKCS1_SHA256,
            "rsa_signature_3072_sha256_test.json", SignatureAlgorithm.RSA_PKCS1_SHA256,
            "rsa_pss_2048_sha256_mgf1_32_test.json", SignatureAlgorithm.RSA_PSS_SHA256,
            "rsa_pss_3072_sha256_mgf1_32_test.json", SignatureAlgorithm.RSA_PSS_SHA256);

    static Stream<Arguments> files() {
        return FILES.keySet().stream()
                .sorted()
                .flatMap(file -> Stream.of(
                        Arguments.of(file, CryptoProviders.fastest()), Arguments.of(file, CryptoProviders.portable())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void agrees(String file, CryptoProviders providers) throws IOException, GeneralSecurityException {
        Path path = Vectors.folder("wycheproof").resolve("testvectors_v1").resolve(file);
        assertThat(path).exists();
        AlgorithmIdentifier algorithm = FILES.get(file).identifier();
        SignatureVerifier verifier = new SignatureVerifier(providers);
        List<String> wrong = new ArrayList<>();
        int tests = 0;
        for (JsonNode group :
                JsonMapper.builder().build().readTree(Files.readAllBytes(path)).get("testGroups")) {
            PublicKey key = key(group);
            for (JsonNode test : group.get("tests")) {
                tests++;
                boolean verified = verifier.verifies(
                        algorithm,
                        key,
                        hex(test.get("msg").asString()),
                        hex(test.get("sig").asString()));
                String expected = test.get("result").asString();
                if (expected.equals("valid") != verified && !expected.equals("acceptable")) {
                    wrong.add(test.get("tcId").asInt() + " " + expected + " "
                            + test.get("comment").asString());
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(tests).isGreaterThan(50);
    }

    private static PublicKey key(JsonNode group) throws GeneralSecurityException {
        String type = group.get("type").asString().startsWith("Ecdsa") ? "EC" : "RSA";
        // A PSS key may name its parameters; the plain RSA form of the same key is what certificates carry.
        JsonNode encoded = group.get("publicKeyDer") != null ? group.get("publicKeyDer") : group.get("publicKeyAsn");
        return KeyFactory.getInstance(type, CryptoProviders.portable().bouncyCastle())
                .generatePublic(new X509EncodedKeySpec(hex(encoded.asString())));
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
