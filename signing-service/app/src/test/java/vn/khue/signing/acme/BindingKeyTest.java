package vn.khue.signing.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BindingKeyTest {
    private static final int MANY = 2_000;

    @Test
    void canBeAWordOfACommand() {
        SecureRandom random = new SecureRandom();
        List<String> keys = Stream.generate(() -> BindingKey.text(BindingKey.next(random)))
                .limit(MANY)
                .toList();
        assertThat(keys).doesNotHaveDuplicates().allMatch(key -> key.matches("[A-Za-z0-9_][A-Za-z0-9_-]{42}"));
    }
}
