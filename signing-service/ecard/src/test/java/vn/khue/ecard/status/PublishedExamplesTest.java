package vn.khue.ecard.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.ecard.cbor.CborReader;
import vn.khue.ecard.cbor.CborRule;
import vn.khue.pki.Vectors;

/** The examples of draft-ietf-oauth-status-list, as its authors generated them. */
class PublishedExamplesTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "status_list_encoding, 1, 16, 9",
        "status_list_encoding2, 2, 12, 9",
        "status_list_encoding1_long, 1, 1048576, 11",
        "status_list_encoding2_long, 2, 1048576, 11",
        "status_list_encoding4, 4, 1048576, 15",
        "status_list_encoding8, 8, 1048576, 255"
    })
    void bothFormsOfAListAreRead(String name, int bits, long size, int set) throws IOException {
        StatusList cbor = cbor(name);

        assertThat(cbor.bits()).isEqualTo(bits);
        assertThat(cbor.size()).isEqualTo(size);
        assertThat(set(cbor)).isEqualTo(set);
        assertThat(json(name).compress()).isEqualTo(cbor.compress());
    }

    /** What the draft says of its own lists, sections 4.1 and 10. */
    @Test
    void entriesAreWhatTheDraftSays() throws IOException {
        StatusList bytes = cbor("status_list_encoding");
        int[] ones = {1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1};
        for (int i = 0; i < ones.length; i++) {
            assertThat(bytes.get(i)).isEqualTo(ones[i]);
        }
        StatusList two = cbor("status_list_encoding2");
        int[] values = {1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3};
        for (int i = 0; i < values.length; i++) {
            assertThat(two.get(i)).isEqualTo(values[i]);
        }
        assertThat(cbor("status_list_encoding1_long").get(1993)).isEqualTo(1);
        assertThat(cbor("status_list_encoding2_long").get(1993)).isEqualTo(2);
    }

    @Test
    void aPublishedCwtIsRead() throws IOException {
        StatusListCwt.Unverified read = StatusListCwt.read(hex("status_list_cwt.md"));

        assertThat(read.token().uri()).isEqualTo("https://example.com/statuslists/1");
        assertThat(read.token().issuedAt()).isEqualTo(Instant.ofEpochSecond(1686920170));
        assertThat(read.token().expires()).contains(Instant.ofEpochSecond(2291720170L));
        assertThat(read.token().ttl()).contains(Duration.ofSeconds(43200));
        assertThat(read.token().list().get(0)).isEqualTo(1);
        assertThat(read.token().list().get(1)).isZero();
        assertThat(read.message().unprotectedKid()).contains("12".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aPublishedJwtIsRead() throws IOException {
        String jwt = text("status_list_jwt_raw.md").replaceAll("\\s", "");

        StatusListToken token = StatusListJwt.read(jwt).token();

        assertThat(token.uri()).isEqualTo("https://example.com/statuslists/1");
        assertThat(token.ttl()).contains(Duration.ofSeconds(43200));
        assertThat(token.list().get(0)).isEqualTo(1);
    }

    private static int set(StatusList list) {
        int set = 0;
        for (long i = 0; i < list.size(); i++) {
            set += list.get(i) == 0 ? 0 : 1;
        }
        return set;
    }

    private static StatusList cbor(String name) throws IOException {
        return StatusListCwt.list(new CborReader(hex(name + "_cbor.md"), CborRule.ANY_KEY_ORDER));
    }

    private static StatusList json(String name) throws IOException {
        String text = text(name + "_json.md");
        String object = text.substring(text.indexOf('{')).replaceAll("\\s", "");
        return StatusListJwt.list(JsonMapper.builder().build().readTree(object));
    }

    private static byte[] hex(String file) throws IOException {
        String text = text(file);
        int label = text.lastIndexOf(':');
        return HexFormat.of().parseHex(text.substring(label + 1).replaceAll("\\s", ""));
    }

    private static String text(String file) throws IOException {
        Path path = Vectors.folder("status-list").resolve("examples").resolve(file);
        return Files.readString(path, StandardCharsets.UTF_8);
    }
}
