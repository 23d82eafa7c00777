package vn.khue.ecard.cose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.ecard.EcardException;
import vn.khue.ecard.House;
import vn.khue.ecard.cbor.CborRule;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.Vectors;

/** The COSE working group's examples of COSE_Sign1 over P-256. */
class CoseExamplesTest {
    private final CryptoProviders providers = CryptoProviders.fastest();
    private final Es256 es256 = new Es256(providers);

    static List<Path> sign1() {
        try (Stream<Path> files = Files.list(Vectors.folder("cose").resolve("sign1-tests"))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sign1")
    void isJudgedAsItsAuthorsDo(Path file) throws IOException {
        JsonNode example = JsonMapper.builder().build().readTree(Files.readAllBytes(file));

        assertThat(verifies(example)).isEqualTo(file.getFileName().toString().startsWith("sign-pass"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecdsa-examples/ecdsa-sig-01.json", "CWT/A_3.json"})
    void anExampleVerifiesAndIsOurSigStructure(String name) throws IOException {
        JsonNode example = JsonMapper.builder()
                .build()
                .readTree(Files.readAllBytes(Vectors.folder("cose").resolve(name)));
        CoseSign1 message = read(example);

        assertThat(verifies(example)).isTrue();
        assertThat(message.toBeSigned())
                .isEqualTo(hex(example.at("/intermediates/ToBeSign_hex").asString()));
        byte[] altered = message.payload().clone();
        altered[0] ^= 1;
        assertThat(es256.verifies(
                        key(example),
                        CoseSign1.toBeSigned(message.protectedHeader(), new byte[0], altered),
                        message.signature()))
                .isFalse();
    }

    /** Other algorithms are read and told apart, and ES256 does not take their values. */
    @ParameterizedTest
    @ValueSource(strings = {"ecdsa-sig-02", "ecdsa-sig-03", "ecdsa-sig-04"})
    void anotherAlgorithmIsNotTaken(String name) throws IOException {
        JsonNode example = JsonMapper.builder()
                .build()
                .readTree(Files.readAllBytes(
                        Vectors.folder("cose").resolve("ecdsa-examples").resolve(name + ".json")));
        CoseSign1 message = read(example);

        assertThat(message.header().algorithm().orElseThrow()).isNotEqualTo(CoseSign1.ES256);
        assertThat(es256.verifies(House.key().open(), message.toBeSigned(), message.signature()))
                .isFalse();
    }

    private boolean verifies(JsonNode example) {
        try {
            CoseSign1 message = read(example);
            // One example has its algorithm unprotected; the reader says so and the caller knows it.
            boolean known = message.header().algorithm().isEmpty()
                    ? message.protectedHeader().length <= 1
                    : message.header().algorithm().getAsLong() == CoseSign1.ES256;
            return known
                    && es256.verifies(
                            key(example),
                            message.toBeSigned(
                                    hex(example.at("/input/sign0/external").asString(""))),
                            message.signature());
        } catch (EcardException e) {
            return false;
        }
    }

    private static CoseSign1 read(JsonNode example) {
        return new CoseSign1Reader(CborRule.ANY_KEY_ORDER, false)
                .read(hex(example.at("/output/cbor").asString()));
    }

    private PublicKey key(JsonNode example) {
        JsonNode key = example.at("/input/sign0/key");
        return P256.key(coordinate(key, "x"), coordinate(key, "y"), providers);
    }

    private static byte[] coordinate(JsonNode key, String name) {
        return key.has(name)
                ? Base64.getUrlDecoder().decode(key.get(name).asString())
                : hex(key.get(name + "_hex").asString());
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
