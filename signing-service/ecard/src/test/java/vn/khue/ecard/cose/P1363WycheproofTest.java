package vn.khue.ecard.cose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.Vectors;

/** Wycheproof's valid and malformed values of r and s, with both provider choices. */
class P1363WycheproofTest {
    private static final HexFormat HEX = HexFormat.of();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void agrees(boolean fastest) throws IOException {
        CryptoProviders providers = fastest ? CryptoProviders.fastest() : CryptoProviders.portable();
        Es256 es256 = new Es256(providers);
        Path file = Vectors.folder("wycheproof").resolve("testvectors_v1/ecdsa_secp256r1_sha256_p1363_test.json");
        List<String> wrong = new ArrayList<>();
        int tests = 0;
        for (JsonNode group :
                JsonMapper.builder().build().readTree(Files.readAllBytes(file)).get("testGroups")) {
            byte[] point = HEX.parseHex(group.at("/publicKey/uncompressed").asString());
            PublicKey key = P256.key(Arrays.copyOfRange(point, 1, 33), Arrays.copyOfRange(point, 33, 65), providers);
            for (JsonNode test : group.get("tests")) {
                tests++;
                boolean verified = es256.verifies(
                        key,
                        HEX.parseHex(test.get("msg").asString()),
                        HEX.parseHex(test.get("sig").asString()));
                if (verified != test.get("result").asString().equals("valid")) {
                    wrong.add(
                            test.get("tcId").asInt() + " " + test.get("comment").asString());
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(tests).isEqualTo(262);
    }
}
