package vn.khue.directory.slapd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeenValuesTest {

    @Test
    void eachValueIsNewOnceHoweverManyThereAre() {
        var seen = new SeenValues();
        assertThat(IntStream.range(0, 20_000).mapToObj(i -> "lan.nt" + i)).allMatch(seen::add);
        assertThat(IntStream.range(0, 20_000).mapToObj(i -> "lan.nt" + i)).noneMatch(seen::add);
        assertThat(seen.add("lan.nt20000")).isTrue();
    }
}
