package vn.khue.web.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import vn.khue.audit.event.EventKind;

final class EventAllowanceTest {

    private Instant now = Instant.parse("2026-11-26T01:00:00Z");
    private final EventAllowance allowance = new EventAllowance(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void aFloodOfOneSourceIsCountedAndHardlyWritten() {
        long written = 0;
        long counted = 0;
        for (int i = 0; i < 1_000_000; i++) {
            OptionalLong asked = allowance.ask("203.0.113.9", EventKind.INPUT_REFUSED);
            if (asked.isPresent()) {
                written++;
                counted += asked.getAsLong();
            }
        }
        assertThat(written).isEqualTo(EventAllowance.PLAIN + 20);
        now = now.plus(EventAllowance.WINDOW);
        counted += allowance.ask("203.0.113.9", EventKind.INPUT_REFUSED).orElseThrow();
        assertThat(written + counted).as("every one is accounted for").isEqualTo(1_000_000);
    }

    @Test
    void anotherSourceAndAnotherKindAreWrittenMeanwhile() {
        for (int i = 0; i < 1_000; i++) {
            allowance.ask("203.0.113.9", EventKind.INPUT_REFUSED);
        }
        assertThat(allowance.ask("203.0.113.9", EventKind.TOKEN_REFUSED)).hasValue(0);
        assertThat(allowance.ask("203.0.113.10", EventKind.INPUT_REFUSED)).hasValue(0);
    }

    @Test
    void aFloodFromManySourcesIsBoundedToo() {
        long written = 0;
        for (int i = 0; i < 200_000; i++) {
            written += allowance.ask("source-" + i, EventKind.TOKEN_REFUSED).isPresent() ? 1 : 0;
        }
        assertThat(written).isBetween(1L, EventAllowance.PLAIN_OF_ALL + 20L);
    }
}
