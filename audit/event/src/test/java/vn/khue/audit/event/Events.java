package vn.khue.audit.event;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** Invented events for tests. */
public final class Events {

    public static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T08:15:30.123Z"), ZoneOffset.UTC);
    public static final UUID PERSON = UUID.fromString("0190aaaa-bbbb-7ccc-8ddd-eeeeffff0001");

    private Events() {}

    /** An event of that kind with every detail it may carry. */
    public static AuditEvent full(EventKind kind) {
        AuditEvent.Builder event = AuditEvent.of(
                        kind,
                        Outcome.SUCCESS,
                        Actor.person(PERSON)
                                .inSession("f3a1c0de-0000-4000-8000-000000000001")
                                .from(Origin.seen("2001:db8::1", 50_312, "Mozilla/5.0 (X11; Linux) Trình duyệt")),
                        "signing",
                        CLOCK)
                .target(TargetKind.DOCUMENT, "d-17")
                .unit("truong-thcs-1");
        kind.details().forEach(key -> event.with(key, "giá trị " + key.key()));
        return event.build();
    }

    /** A small event under a new id. */
    public static AuditEvent login() {
        return AuditEvent.of(EventKind.LOGIN, Outcome.SUCCESS, Actor.person(PERSON), "sso", CLOCK)
                .with(DetailKey.CLIENT, "khue-signing")
                .with(DetailKey.ACR, "password")
                .build();
    }

    /** A failed login under a name nobody has. */
    public static AuditEvent stranger() {
        return AuditEvent.of(EventKind.LOGIN_FAILED, Outcome.FAILURE, Actor.unknown(), "sso", CLOCK)
                .with(DetailKey.REASON, "user_not_found")
                .build();
    }
}
