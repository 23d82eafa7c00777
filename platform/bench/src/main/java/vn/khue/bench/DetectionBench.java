package vn.khue.bench;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import vn.khue.audit.detection.engine.DetectionEngine;
import vn.khue.audit.detection.field.Observed;
import vn.khue.audit.detection.field.SchoolNetworks;
import vn.khue.audit.detection.pack.DetectionPack;
import vn.khue.audit.detection.pack.DetectionProfile;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventJson;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Origin;
import vn.khue.audit.event.Outcome;

/** Events through detection with every rule of the pack, beside reading the same events from their lines, which comes before it. */
public final class DetectionBench implements Bench {

    private static final int BATCH = 20_000;
    private static final Instant BEGIN = Instant.parse("2026-11-23T00:30:00Z");

    @Override
    public String name() {
        return "detection";
    }

    @Override
    public String about() {
        return "events put to every rule of detection, on one core, beside reading the same events from JSON";
    }

    @Override
    public List<Measurement> run() {
        DetectionPack pack = DetectionPack.load(DetectionProfile.load(DetectionProfile.CURRENT));
        SchoolNetworks schools = SchoolNetworks.of(List.of("10.20.0.0/16"));
        List<AuditEvent> morning = morning();
        List<byte[]> lines = morning.stream().map(EventJson::write).toList();
        Rate rate = new Rate(2, 5);
        double ours = rate.perSecond(() -> {
                    DetectionEngine engine = pack.engine(schools);
                    for (AuditEvent event : morning) {
                        engine.accept(new Observed(event, event.time().plusMillis(300)));
                    }
                    engine.advance(BEGIN.plus(Duration.ofDays(1)));
                })
                * BATCH;
        double reading = rate.perSecond(() -> lines.forEach(EventJson::read)) * BATCH;
        return List.of(new Measurement(
                name(),
                "events judged by " + pack.rules().rules().size() + " rules and "
                        + pack.rules().correlations().size() + " correlations",
                "events/s",
                Measurement.Better.HIGHER,
                ours,
                reading,
                "reading the same events from JSON",
                Optional.empty()));
    }

    /** A school morning: logins from behind schools and from homes, a few wrong passwords, tokens, documents. */
    private static List<AuditEvent> morning() {
        Random random = new Random(2026);
        List<AuditEvent> events = new ArrayList<>();
        EventKind[] kinds = {
            EventKind.LOGIN,
            EventKind.LOGIN,
            EventKind.TOKEN_ISSUED,
            EventKind.TOKEN_ISSUED,
            EventKind.LOGIN_FAILED,
            EventKind.DOCUMENT_VIEWED,
            EventKind.DOCUMENT_SIGNED,
            EventKind.HEARTBEAT
        };
        for (int i = 0; i < BATCH; i++) {
            EventKind kind = kinds[random.nextInt(kinds.length)];
            boolean failed = kind == EventKind.LOGIN_FAILED;
            String ip = random.nextInt(3) > 0
                    ? "10.20." + random.nextInt(104) + ".1"
                    : "113." + random.nextInt(200) + "." + random.nextInt(200) + "." + random.nextInt(200);
            AuditEvent.Builder event = AuditEvent.of(
                    kind,
                    failed ? Outcome.FAILURE : Outcome.SUCCESS,
                    Actor.person(new UUID(0x0190_0000_0000_7000L, Long.MIN_VALUE | random.nextInt(70_000)))
                            .inSession("s-" + random.nextInt(40_000))
                            .from(Origin.seen(ip, null)),
                    kind.name().startsWith("DOCUMENT") ? "signing" : "sso",
                    Clock.fixed(BEGIN.plusMillis(i), ZoneOffset.UTC));
            if (failed) {
                event.with(DetailKey.REASON, "invalid_user_credentials");
            } else if (kind == EventKind.DOCUMENT_SIGNED) {
                event.with(DetailKey.AUTHORISATION, "a-" + i);
            }
            events.add(event.build());
        }
        return events;
    }
}
