package vn.khue.web.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

final class VietnamTimeTest {

    private final VietnamTime time = new VietnamTime();
    private final Instant lateEvening = Instant.parse("2026-11-22T17:04:07.999Z");

    @Test
    void isSevenHoursAheadOfUtc() {
        assertThat(time.second(lateEvening)).isEqualTo("00:04:07, 23/11/2026");
        assertThat(time.minute(lateEvening)).isEqualTo("00:04, 23/11/2026");
        assertThat(time.clock(lateEvening)).isEqualTo("00:04");
        assertThat(time.day(lateEvening)).isEqualTo("23/11/2026");
        assertThat(time.dayOf(lateEvening)).isEqualTo(LocalDate.of(2026, 11, 23));
    }
}
