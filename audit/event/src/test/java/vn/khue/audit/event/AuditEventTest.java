package vn.khue.audit.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AuditEventTest {

    @Test
    void hostileTextIsCleanedByTheBuilderAndRefusedByTheRecord() {
        AuditEvent event = AuditEvent.of(
                        EventKind.INPUT_REFUSED, Outcome.FAILURE, Actor.unknown(), "signing", Events.CLOCK)
                .with(DetailKey.REASON, "a\r\nlevel=ERROR forged\u0000\u202Ex \ud800 e\u0301".repeat(200))
                .target(TargetKind.FILE, "\n".repeat(400))
                .build();
        String reason = event.details().get("reason");
        assertThat(reason).hasSizeLessThanOrEqualTo(1_000).doesNotContain("\n", "\r", "\u202E", "\u0000", "e\u0301");
        assertThat(reason).contains("\u00E9");
        assertThat(event.target().orElseThrow().id()).isEqualTo("\uFFFD".repeat(256));
        assertThatThrownBy(() -> new Target(TargetKind.FILE, "a\nb")).isInstanceOf(AuditEventException.class);
    }

    @Test
    void aPersonIsAnIdAndNothingElse() {
        assertThatThrownBy(() -> new Actor(
                        ActorKind.PERSON, "nguyen.van.a", java.util.Optional.empty(), java.util.Optional.empty()))
                .isInstanceOf(AuditEventException.class)
                .hasMessageContaining("never put a name here");
        assertThatThrownBy(() -> Actor.service("")).isInstanceOf(AuditEventException.class);
        assertThat(Actor.person(Events.PERSON).inSession("bad session\n").session())
                .isEmpty();
    }

    @Test
    void anOddAddressGivesNoOriginRatherThanAFailure() {
        assertThat(Origin.seen(null, "x")).isEmpty();
        assertThat(Origin.seen("evil.example\n", "x")).isEmpty();
        assertThat(Origin.seen("10.0.0.1", "a\nb").orElseThrow().userAgent()).contains("a\uFFFDb");
        assertThat(Origin.seen("10.0.0.1", "").orElseThrow().userAgent()).isEmpty();
        assertThat(Origin.seen("10.0.0.1", 70_000, "").orElseThrow().port()).isEmpty();
        assertThat(Origin.seen("10.0.0.1", 65_535, "").orElseThrow().port()).contains(65_535);
    }

    @Test
    void aKindCarriesItsOwnDetailsOnly() {
        assertThatThrownBy(() -> AuditEvent.of(EventKind.LOGOUT, Outcome.SUCCESS, Actor.unknown(), "sso", Events.CLOCK)
                        .with(DetailKey.FILE_SHA256, "00")
                        .build())
                .isInstanceOf(AuditEventException.class)
                .hasMessageContaining("file_sha256");
    }

    @Test
    void idsSortByTimeAndAreUuidVersion7() {
        Instant time = Instant.parse("2026-11-23T08:15:30.123Z");
        Set<UUID> ids = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            UUID id = UuidV7.at(time);
            assertThat(id.version()).isEqualTo(7);
            assertThat(id.variant()).isEqualTo(2);
            assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(time.toEpochMilli());
            ids.add(id);
        }
        assertThat(ids).hasSize(10_000);
        assertThat(UuidV7.at(time.plusMillis(1)).toString())
                .isGreaterThan(
                        ids.stream().map(UUID::toString).max(String::compareTo).orElseThrow());
    }
}
