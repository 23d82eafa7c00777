package vn.khue.audit.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How near the bound is, and that it is not told again and again. */
class BacklogTest {
    private static final OutboxBound BOUND = new OutboxBound(1_000, 80);

    @ParameterizedTest
    @CsvSource({
        "LOW,0,LOW",
        "LOW,799,LOW",
        "LOW,800,NEAR",
        "LOW,1000,FULL",
        "LOW,5000,FULL",
        "NEAR,720,NEAR",
        "NEAR,719,LOW",
        "NEAR,999,NEAR",
        "NEAR,1000,FULL",
        "FULL,900,FULL",
        "FULL,899,NEAR",
        "FULL,720,NEAR",
        "FULL,719,LOW",
        "FULL,0,LOW"
    })
    void aLevelThatWasReachedIsLeftBelowItsMark(Backlog.Level before, long waiting, Backlog.Level after) {
        assertThat(before.next(waiting, BOUND)).isEqualTo(after);
    }

    @Test
    void theShareOfTheBoundMayBeAboveIt() {
        assertThat(Backlog.none(BOUND).next(1_230, Optional.empty()).percent()).isEqualTo(123);
    }

    @Test
    void atTheBoundNothingNewIsBegunAndWhatEndsOrTakesAwayGoesOn() {
        Backlog full = Backlog.none(BOUND).next(1_000, Optional.empty());
        assertThat(full.refuses(EventKind.DOCUMENT_SUBMITTED)).isTrue();
        for (EventKind kind : List.of(
                EventKind.LOGOUT,
                EventKind.CERTIFICATE_REVOKED,
                EventKind.ACCOUNT_LOCKED,
                EventKind.TRUST_ANCHOR_REMOVED,
                EventKind.ACCESS_DENIED,
                EventKind.DOCUMENT_SEALED,
                EventKind.HEARTBEAT)) {
            assertThat(full.refuses(kind)).as(kind.name()).isFalse();
        }
        assertThat(Backlog.none(BOUND).next(999, Optional.empty()).refuses(EventKind.DOCUMENT_SUBMITTED))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"99,80", "100000001,80", "1000,9", "1000,96"})
    void aBoundThatBoundsNothingIsRefused(long rows, int nearPercent) {
        assertThatThrownBy(() -> new OutboxBound(rows, nearPercent))
                .isInstanceOf(AuditEventException.class)
                .hasMessageContaining("rows=" + rows);
    }
}
