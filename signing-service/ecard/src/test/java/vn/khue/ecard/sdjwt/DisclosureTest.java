package vn.khue.ecard.sdjwt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Disclosures by the standard's own examples. */
class DisclosureTest {
    /** RFC 9901 section 5.1: claims given_name and family_name. */
    @Test
    void digestsAreThoseOfTheStandard() {
        assertThat(new Disclosure("WyIyR0xDNDJzS1F2ZUNmR2ZyeU5STjl3IiwgImdpdmVuX25hbWUiLCAiSm9obiJd").digest())
                .isEqualTo("jsu9yVulwQQlhFlM_3JlzMaSFzglhQG0DpfayQwLUK4");
        assertThat(new Disclosure("WyJlbHVWNU9nM2dTTklJOEVZbnN4QV9BIiwgImZhbWlseV9uYW1lIiwgIkRvZSJd").digest())
                .isEqualTo("TGf4oLbgwd5JQaHyKVQZU9UdGE0w5rtDsrZzfUaomLo");
    }

    @Test
    void everyOneHasASaltOfItsOwn() {
        SecureRandom random = new SecureRandom();
        Set<String> texts = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            String text = Disclosure.of("name", "Nguyễn Thị Hoà Bình", random).text();
            assertThat(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8))
                    .matches("\\[\"[A-Za-z0-9_-]{22}\",\"name\",\"Nguyễn Thị Hoà Bình\"]");
            texts.add(text);
        }
        assertThat(texts).hasSize(100);
    }
}
