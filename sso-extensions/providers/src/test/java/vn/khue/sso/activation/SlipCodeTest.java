package vn.khue.sso.activation;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.khue.sso.server.KeyedHash;

class SlipCodeTest {
    private final KeyedHash hash = new KeyedHash("a key of sixteen signs", "a key", "go on");

    @Test
    void aCodeHasTenSignsInGroupsAndIsReadHoweverItIsTyped() {
        SlipCode code = SlipCode.random(new SecureRandom());

        assertThat(code.printed()).matches("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{2}");
        assertThat(SlipCode.of(code.printed())).contains(code);
        assertThat(SlipCode.of(" " + code.text().toLowerCase(java.util.Locale.ROOT) + "\t"))
                .contains(code);
        assertThat(SlipCode.of("oil0-1234-56")).contains(new SlipCode("0110123456"));
        assertThat(code.toString()).doesNotContain(code.text());
    }

    @Test
    void whatIsNoCodeIsNone() {
        assertThat(SlipCode.of(null)).isEqualTo(Optional.empty());
        assertThat(SlipCode.of("")).isEmpty();
        assertThat(SlipCode.of("0123-4567-8")).isEmpty();
        assertThat(SlipCode.of("0123-4567-89A")).isEmpty();
        assertThat(SlipCode.of("0123-4567-8U")).as("U is no sign of it").isEmpty();
        assertThat(SlipCode.of("0".repeat(65))).isEmpty();
    }

    @Test
    void theHashIsOfOnePersonUnderOneKey() {
        var code = new SlipCode("0123456789");

        assertThat(code.hash(hash, "an.nv")).hasSize(64).isEqualTo(code.hash(hash, " AN.NV "));
        assertThat(code.hash(hash, "an.nv")).isNotEqualTo(code.hash(hash, "an.nv2"));
        assertThat(code.hash(hash, "an.nv"))
                .isNotEqualTo(code.hash(new KeyedHash("another key of signs", "a key", "go on"), "an.nv"));
    }
}
