package vn.khue.bench;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Origin;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;

/** What a city's schools do at their apps, invented: 70,000 people of 104 schools, most behind the address of their school. */
final class AuditCrowd {

    static final int PEOPLE = 70_000;
    static final int SCHOOLS = 104;
    static final int APPS = 20;
    static final int KEYS = 3_000;

    private static final String AGENT =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/146.0.0.0 Safari/537.36";

    private final Random random;

    AuditCrowd(long seed) {
        this.random = new Random(seed);
    }

    static UUID person(int n) {
        return new UUID(0x0190_0000_0000_7000L, Long.MIN_VALUE | n);
    }

    static String school(int n) {
        return "truong-" + n;
    }

    static String schoolAddress(int n) {
        return "10.20." + n + ".1";
    }

    static String app(int n) {
        return "khue-app-" + n;
    }

    static String key(int n) {
        byte[] digest = new byte[32];
        new Random(n).nextBytes(digest);
        return HexFormat.of().formatHex(digest);
    }

    static String card(int person) {
        return new UUID(0x0190_0000_0000_4000L, Long.MIN_VALUE | person).toString();
    }

    /** The next event at this time: of a hundred, 54 tokens, 35 logins, 1 failed login, 6 documents seen, 3 signed, 1 card. */
    AuditEvent next(Instant time) {
        int person = random.nextInt(PEOPLE);
        int school = person % SCHOOLS;
        String ip = random.nextInt(3) > 0
                ? schoolAddress(school)
                : "113." + random.nextInt(200) + "." + random.nextInt(200) + "." + random.nextInt(200);
        Actor actor = Actor.person(person(person))
                .inSession("s-" + random.nextInt(1 << 30))
                .from(Origin.seen(ip, AGENT));
        Clock clock = Clock.fixed(time, ZoneOffset.UTC);
        int which = random.nextInt(100);
        AuditEvent.Builder event;
        if (which < 54) {
            event = AuditEvent.of(EventKind.TOKEN_ISSUED, Outcome.SUCCESS, actor, "sso", clock)
                    .with(DetailKey.CLIENT, app(random.nextInt(APPS)))
                    .with(DetailKey.GRANT_TYPE, "authorization_code");
        } else if (which < 89) {
            event = AuditEvent.of(EventKind.LOGIN, Outcome.SUCCESS, actor, "sso", clock)
                    .with(DetailKey.CLIENT, app(random.nextInt(APPS)))
                    .with(DetailKey.ACR, "password");
        } else if (which < 90) {
            event = AuditEvent.of(EventKind.LOGIN_FAILED, Outcome.FAILURE, actor, "sso", clock)
                    .with(DetailKey.REASON, "invalid_user_credentials");
        } else if (which < 96) {
            event = AuditEvent.of(EventKind.DOCUMENT_VIEWED, Outcome.SUCCESS, actor, "signing", clock)
                    .target(TargetKind.DOCUMENT, UUID.randomUUID().toString());
        } else if (which < 99) {
            event = AuditEvent.of(EventKind.DOCUMENT_SIGNED, Outcome.SUCCESS, actor, "signing", clock)
                    .target(TargetKind.DOCUMENT, UUID.randomUUID().toString())
                    .with(DetailKey.CERTIFICATE_SHA256, key(person % KEYS))
                    .with(DetailKey.AUTHORISATION, UUID.randomUUID().toString())
                    .with(DetailKey.SIGNATURE_LEVEL, "PAdES-BASELINE-LT");
        } else {
            event = AuditEvent.of(EventKind.CARD_CHANGED, Outcome.SUCCESS, actor, "signing", clock)
                    .target(TargetKind.CARD, card(person))
                    .with(DetailKey.PERSON, person(random.nextInt(PEOPLE)).toString())
                    .with(DetailKey.OPERATION, "suspended");
        }
        return event.unit(school(school)).build();
    }
}
