package vn.khue.audit.app.browse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.khue.audit.app.store.AuditDatabase;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.store.Invented;
import vn.khue.audit.app.store.PartsHeard;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;

/** Which part has fallen silent, and since when. */
final class PartsStandingTest {

    private static final Instant NOON = Instant.parse("2026-11-23T05:00:00Z");

    private static AuditDatabase database;

    @BeforeAll
    static void start() {
        database = AuditDatabase.start();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void empty() {
        database.empty();
        database.execute("truncate part_heard");
    }

    @Test
    void aPartIsSilentAfterTwoOfItsPeriodsAndWasHeardLastWhenItsBeatWasStored() {
        beat("sso", NOON, NOON.minusSeconds(3_000), 60);

        assertThat(at(NOON.plusSeconds(120))).containsExactly(standing("sso", false, NOON));
        assertThat(at(NOON.plusSeconds(121))).containsExactly(standing("sso", true, NOON));
    }

    @Test
    void aClockThatRunsAheadDoesNotMakeAPartLookAlive() {
        beat("sso", NOON, NOON.plusSeconds(1_000_000), 60);

        assertThat(at(NOON.plusSeconds(121))).containsExactly(standing("sso", true, NOON));
    }

    @Test
    void anExpectedPartThatWasNeverHeardIsSilent() {
        beat("signing", NOON, NOON, 60);

        assertThat(at(NOON, "signing", "sso"))
                .containsExactly(
                        standing("signing", false, NOON), new PartsStanding.Standing("sso", true, Optional.empty()));
    }

    @Test
    void onlyAHeartbeatCountsAndADeliveryLateInTheQueueDoesNotTurnTimeBack() {
        new EventStore(database.dataSource(), database.keys(), Clock.fixed(NOON.plusSeconds(500), ZoneOffset.UTC))
                .store(Invented.incoming(List.of(Invented.login(1, NOON))), List.of(), "khue-events");
        assertThat(at(NOON)).isEmpty();
        beat("sso", NOON.plusSeconds(60), NOON, 60);
        beat("sso", NOON, NOON, 60);

        assertThat(at(NOON.plusSeconds(180))).containsExactly(standing("sso", false, NOON.plusSeconds(60)));
    }

    private static PartsStanding.Standing standing(String source, boolean silent, Instant since) {
        return new PartsStanding.Standing(source, silent, Optional.of(since));
    }

    private static List<PartsStanding.Standing> at(Instant now, String... expected) {
        return new PartsStanding(
                        new PartsHeard(database.dataSource()), List.of(expected), Clock.fixed(now, ZoneOffset.UTC))
                .now();
    }

    private static void beat(String source, Instant stored, Instant told, int seconds) {
        AuditEvent event = AuditEvent.of(
                        EventKind.HEARTBEAT,
                        Outcome.SUCCESS,
                        Actor.service("khue-" + source),
                        source,
                        Clock.fixed(told, ZoneOffset.UTC))
                .with(DetailKey.PERIOD_SECONDS, seconds)
                .with(DetailKey.SEQUENCE, 0)
                .build();
        new EventStore(database.dataSource(), database.keys(), Clock.fixed(stored, ZoneOffset.UTC))
                .store(Invented.incoming(List.of(event)), List.of(), "khue-events");
    }
}
