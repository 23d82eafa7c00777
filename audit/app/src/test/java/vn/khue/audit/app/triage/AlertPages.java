package vn.khue.audit.app.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import vn.khue.audit.app.AuditServer;
import vn.khue.audit.detection.engine.Alert;
import vn.khue.audit.detection.engine.Why;
import vn.khue.audit.detection.sigma.SigmaLevel;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.web.trial.TrialBrowser;
import vn.khue.web.trial.TrialPersons;

/** Alerts of a unit of the test's own, and officers at their pages. */
public abstract class AlertPages {

    protected static final String SECOND = "44444444-4444-4444-8444-444444444444";
    protected static final String RULE = "account_brute_force";

    protected final AuditServer server = AuditServer.get();
    protected final TrialBrowser officer = server.browser("AN_NINH");
    protected final String unit = "u-" + UUID.randomUUID().toString().substring(0, 8);
    /** Long enough ago to leave the newest alerts to others. */
    protected final Instant time = Instant.now().minusSeconds(3_600).truncatedTo(ChronoUnit.MILLIS);

    protected AuditEvent event(String ofUnit, int second) {
        AuditEvent.Builder event = AuditEvent.of(
                EventKind.LOGIN_FAILED,
                Outcome.FAILURE,
                Actor.person(UUID.randomUUID()),
                "sso",
                Clock.fixed(time.minusSeconds(600 - second), ZoneOffset.UTC));
        if (ofUnit != null) {
            event.unit(ofUnit);
        }
        return event.build();
    }

    protected UUID raise(String rule, SigmaLevel level, String about, int second, AuditEvent... events) {
        Alert alert = new Alert(
                UUID.randomUUID(),
                UUID.randomUUID(),
                rule,
                level,
                List.of("T1110.001"),
                new TreeMap<>(Map.of("actor.user.uid", about)),
                events[0].time(),
                time.plusSeconds(second),
                List.of(events).stream().map(AuditEvent::id).toList(),
                10,
                new Why("why.event_count", List.of("10", "PT10M", "10")));
        server.raise(alert);
        return alert.id();
    }

    protected UUID raise(String about, int second) {
        AuditEvent event = event(unit, second);
        server.deliver(List.of(event));
        return raise(RULE, SigmaLevel.MEDIUM, about, second, event);
    }

    protected static String somebody() {
        return UUID.randomUUID().toString();
    }

    protected static List<String> all(Pattern pattern, String page) {
        return pattern.matcher(page).results().map(found -> found.group(1)).toList();
    }

    protected String followed(TrialBrowser who, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isBetween(302, 303);
        URI there = TrialBrowser.location(answer);
        return who.get(there.getPath() + (there.getQuery() == null ? "" : "?" + there.getRawQuery()))
                .body();
    }

    protected TrialBrowser second() {
        TrialBrowser browser = new TrialBrowser(server.base());
        browser.signIn(
                server.gate(),
                TrialPersons.person(SECOND, "minh.tv", "Trần Văn Minh", "AN_NINH", "city"),
                "/alerts/queue");
        return browser;
    }
}
