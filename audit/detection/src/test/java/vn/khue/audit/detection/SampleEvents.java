package vn.khue.audit.detection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import vn.khue.audit.detection.field.Observed;
import vn.khue.audit.detection.sigma.YamlNode;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Origin;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.Target;
import vn.khue.audit.event.TargetKind;

/** Events from the short form of the samples: what they say, how often, how far apart, and what differs from one to the next. */
public final class SampleEvents {

    public static final Instant BEGIN = Instant.parse("2026-11-23T02:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private final String source;
    private int number;

    public SampleEvents(String source) {
        this.source = source;
    }

    public static UUID person(long n) {
        return new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L | n);
    }

    /** In the order of their time, each stored half a second later. */
    public List<Observed> of(List<YamlNode> lines) {
        List<Observed> events = new ArrayList<>();
        lines.forEach(line -> events.addAll(line((YamlNode.Mapping) line)));
        events.sort(Comparator.comparing(Observed::storedAt));
        return events;
    }

    private List<Observed> line(YamlNode.Mapping line) {
        int times = Integer.parseInt(text(line, "times").orElse("1"));
        double every = Double.parseDouble(text(line, "every").orElse("0"));
        double at = Double.parseDouble(text(line, "at").orElse("0"));
        List<Observed> events = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            Instant time = text(line, "clock")
                    .map(clock ->
                            BEGIN.atZone(ZONE).with(LocalTime.parse(clock)).toInstant())
                    .orElse(BEGIN)
                    .plusMillis(Math.round((at + i * every) * 1_000));
            long ahead = Long.parseLong(text(line, "ahead").orElse("0"));
            Instant stored = ahead == 0 ? time.plusMillis(500) : time.minusSeconds(ahead);
            events.add(new Observed(event(line, time, i), stored));
        }
        return events;
    }

    private AuditEvent event(YamlNode.Mapping line, Instant time, int i) {
        String vary = text(line, "vary").orElse("");
        EventKind kind = EventKind.valueOf(text(line, "kind").orElseThrow());
        SortedMap<String, String> details = new TreeMap<>();
        if (line.get("details").orElse(null) instanceof YamlNode.Mapping given) {
            given.entries().forEach(entry -> details.put(entry.key(), ((YamlNode.Scalar) entry.value()).text()));
        }
        if (vary.equals("hash")) {
            details.put("login_hash", "h" + i);
        } else if (vary.equals("client")) {
            details.put("client", "app-" + i);
        }
        Actor actor = actor(text(line, "who").orElse("1"), vary.equals("person") ? i : 0);
        Optional<String> session =
                text(line, "session").or(() -> vary.equals("session") ? Optional.of("s") : Optional.empty());
        if (session.isPresent()) {
            actor = actor.inSession(session.get() + (vary.equals("session") ? i : ""));
        }
        Optional<String> ip = text(line, "ip").map(base -> vary.equals("ip") ? next(base, i) : base);
        actor = actor.from(ip.flatMap(address -> Origin.seen(address, null)));
        int n = number++;
        return new AuditEvent(
                new UUID(0x0190_0000_0000_7000L, 0x9000_0000_0000_0000L | n),
                time,
                kind,
                text(line, "ok").orElse("true").equals("false") ? Outcome.FAILURE : Outcome.SUCCESS,
                actor,
                target(line, vary.equals("target") ? i : -1),
                Optional.empty(),
                text(line, "source").orElse(source),
                details);
    }

    private static Actor actor(String who, int more) {
        if (who.equals("?")) {
            return Actor.unknown();
        }
        return who.startsWith("svc:")
                ? Actor.service(who.substring("svc:".length()))
                : Actor.person(person(Long.parseLong(who) + more));
    }

    private static Optional<Target> target(YamlNode.Mapping line, int vary) {
        return text(line, "target").map(text -> {
            TargetKind kind = TargetKind.valueOf(text.substring(0, text.indexOf('/')));
            String id = text.substring(text.indexOf('/') + 1);
            return new Target(
                    kind,
                    kind == TargetKind.PERSON
                            ? person(Long.parseLong(id) + Math.max(vary, 0)).toString()
                            : id + (vary < 0 ? "" : "-" + vary));
        });
    }

    private static String next(String ip, int i) {
        int dot = ip.lastIndexOf('.');
        return ip.substring(0, dot + 1) + (Integer.parseInt(ip.substring(dot + 1)) + i);
    }

    private static Optional<String> text(YamlNode.Mapping line, String key) {
        return line.get(key).map(node -> ((YamlNode.Scalar) node).text());
    }

    /** One failed login. */
    public static AuditEvent failed(long person, String ip, Instant time) {
        return AuditEvent.of(
                        EventKind.LOGIN_FAILED,
                        Outcome.FAILURE,
                        Actor.person(person(person)).from(Origin.seen(ip, null)),
                        "sso",
                        Clock.fixed(time, ZoneOffset.UTC))
                .with(vn.khue.audit.event.DetailKey.REASON, "invalid_user_credentials")
                .build();
    }

    /** One login. */
    public static AuditEvent login(long person, String ip, Instant time) {
        return AuditEvent.of(
                        EventKind.LOGIN,
                        Outcome.SUCCESS,
                        Actor.person(person(person)).from(Origin.seen(ip, null)),
                        "sso",
                        Clock.fixed(time, ZoneOffset.UTC))
                .build();
    }

    /** Stored a little later. */
    public static Observed observed(AuditEvent event, Duration later) {
        return new Observed(event, event.time().plus(later));
    }
}
