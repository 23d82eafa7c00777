package vn.khue.audit.app.store;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventJson;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Origin;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;

/** Invented events. */
public final class Invented {

    public static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private Invented() {}

    public static UUID person(int n) {
        return new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L | n);
    }

    public static AuditEvent login(int person, Instant time) {
        return AuditEvent.of(
                        EventKind.LOGIN,
                        Outcome.SUCCESS,
                        Actor.person(person(person)).from(Origin.seen("10.1.2." + person % 250, "Firefox/140")),
                        "sso",
                        Clock.fixed(time, ZoneOffset.UTC))
                .unit("truong-" + person % 5)
                .with(DetailKey.CLIENT, "khue-signing")
                .with(DetailKey.ACR, "password")
                .build();
    }

    /** A login, or one that fails for its password. */
    public static AuditEvent attempt(EventKind kind, int person, String ip, Instant time) {
        return AuditEvent.of(
                        kind,
                        kind == EventKind.LOGIN ? Outcome.SUCCESS : Outcome.FAILURE,
                        Actor.person(person(person)).from(Origin.seen(ip, null)),
                        "sso",
                        Clock.fixed(time, ZoneOffset.UTC))
                .with(DetailKey.REASON, kind == EventKind.LOGIN ? "" : "invalid_user_credentials")
                .build();
    }

    public static AuditEvent signed(int person, Instant time) {
        return AuditEvent.of(
                        EventKind.DOCUMENT_SIGNED,
                        person % 3 == 0 ? Outcome.FAILURE : Outcome.SUCCESS,
                        Actor.person(person(person)),
                        "signing",
                        Clock.fixed(time, ZoneOffset.UTC))
                .target(TargetKind.DOCUMENT, "d-" + person)
                .unit("truong-" + person % 5)
                .with(DetailKey.SIGNATURE_LEVEL, "PAdES-BASELINE-LT")
                .build();
    }

    public static List<AuditEvent> logins(int n) {
        return IntStream.range(0, n).mapToObj(i -> login(i, NOW.plusMillis(i))).toList();
    }

    public static List<IncomingEvent> incoming(List<AuditEvent> events) {
        return events.stream().map(IncomingEvent::own).toList();
    }

    /** As a sender posts them. */
    public static byte[] ndjson(List<AuditEvent> events) {
        StringBuilder lines = new StringBuilder();
        events.forEach(event -> lines.append(new String(EventJson.write(event), StandardCharsets.UTF_8))
                .append('\n'));
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }
}
