package vn.khue.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValidityTest {

    private static final LocalDate LAST = LocalDate.of(2025, 6, 30);
    private static final LocalDate NEXT = LocalDate.of(2025, 7, 1);

    @Test
    void bothEndsAreIncluded() {
        Validity validity = Validity.between(LAST, NEXT);
        assertThat(validity.covers(LAST.minusDays(1))).isFalse();
        assertThat(validity.covers(LAST)).isTrue();
        assertThat(validity.covers(NEXT)).isTrue();
        assertThat(validity.covers(NEXT.plusDays(1))).isFalse();
    }

    @Test
    void openEndCoversTheFarFuture() {
        assertThat(Validity.since(LAST).covers(LocalDate.of(9999, 12, 31))).isTrue();
    }

    @Test
    void endBeforeStartIsRefused() {
        assertThatThrownBy(() -> Validity.between(NEXT, LAST)).hasMessageContaining("2025-07-01");
    }

    @Test
    void latestOfSeveralValuesCounts() {
        List<Dated<String>> history =
                List.of(new Dated<>("cũ", Validity.since(LAST)), new Dated<>("mới", Validity.since(NEXT)));
        assertThat(Dated.on(history, LAST)).contains("cũ");
        assertThat(Dated.on(history, NEXT)).contains("mới");
        assertThat(Dated.on(history, LAST.minusDays(1))).isEmpty();
    }
}
