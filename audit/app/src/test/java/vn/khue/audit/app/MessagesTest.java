package vn.khue.audit.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import vn.khue.audit.app.compliance.SignOff;
import vn.khue.audit.app.compliance.Standing;
import vn.khue.audit.app.incident.Incident;
import vn.khue.audit.app.report.ReportSpan;
import vn.khue.audit.app.request.DataRequest;
import vn.khue.audit.app.request.RequestKind;
import vn.khue.audit.app.review.Review;
import vn.khue.audit.app.triage.AlertState;
import vn.khue.audit.app.triage.CloseReason;
import vn.khue.audit.app.triage.IncidentKind;
import vn.khue.audit.app.triage.QueueView;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Severity;
import vn.khue.audit.event.TargetKind;

final class MessagesTest {

    private final Properties vietnamese = load("messages.properties");
    private final Properties english = load("messages_en.properties");

    @Test
    void bothLanguagesSayEverything() {
        assertThat(english.stringPropertyNames()).isEqualTo(vietnamese.stringPropertyNames());
        assertThat(vietnamese.values())
                .allSatisfy(text -> assertThat(text.toString()).isNotBlank());
    }

    @Test
    void everyKindTargetAndDetailHasAName() {
        for (EventKind kind : EventKind.values()) {
            assertThat(vietnamese).containsKey("event.kind." + kind);
        }
        for (TargetKind kind : TargetKind.values()) {
            assertThat(vietnamese).containsKey("event.target." + kind);
        }
        for (DetailKey key : DetailKey.values()) {
            assertThat(vietnamese).containsKey("event.detail." + key.key());
        }
    }

    @Test
    void everySeverityHasAName() {
        for (Severity severity : Severity.values()) {
            assertThat(vietnamese).containsKey("event.severity." + severity);
        }
    }

    @Test
    void everyStateReasonAndViewOfTriageHasAName() {
        for (AlertState state : AlertState.values()) {
            assertThat(vietnamese).containsKey("triage.state." + state);
        }
        for (CloseReason reason : CloseReason.values()) {
            assertThat(vietnamese).containsKeys("triage.reason." + reason, "triage.reason." + reason + ".hint");
        }
        for (IncidentKind kind : IncidentKind.values()) {
            assertThat(vietnamese).containsKey("triage.reason." + kind);
        }
        for (QueueView view : QueueView.values()) {
            assertThat(vietnamese).containsKey("alerts.view." + view);
        }
    }

    @Test
    void everyStateAndActOfTheRegistersHasAName() {
        for (Standing standing : Standing.values()) {
            assertThat(vietnamese).containsKey("compliance.standing." + standing);
        }
        for (SignOff.State state : SignOff.State.values()) {
            assertThat(vietnamese).containsKey("compliance.state." + state);
        }
        for (Incident.DutyState state : Incident.DutyState.values()) {
            assertThat(vietnamese).containsKey("incident.duty." + state);
        }
        for (Incident.Act act : Incident.Act.values()) {
            assertThat(vietnamese)
                    .containsKeys("incident.act." + act, "incident.do." + act, "register.done.incident." + act);
        }
        for (RequestKind kind : RequestKind.values()) {
            assertThat(vietnamese).containsKey("request.kind." + kind);
        }
        for (DataRequest.State state : DataRequest.State.values()) {
            assertThat(vietnamese).containsKey("request.state." + state);
        }
        for (DataRequest.Act act : DataRequest.Act.values()) {
            assertThat(vietnamese).containsKeys("request.did." + act, "register.done.request." + act);
        }
        for (Review.Decision decision : Review.Decision.values()) {
            assertThat(vietnamese).containsKeys("review.decision." + decision, "review.do." + decision);
        }
        for (ReportSpan.Period period : ReportSpan.Period.values()) {
            assertThat(vietnamese).containsKey("report.title." + period);
        }
    }

    @Test
    void textIsNfc() {
        vietnamese
                .values()
                .forEach(text -> assertThat(Normalizer.isNormalized(text.toString(), Normalizer.Form.NFC))
                        .isTrue());
    }

    private static Properties load(String name) {
        Properties texts = new Properties();
        try (Reader in = new InputStreamReader(
                AuditApplication.class.getClassLoader().getResourceAsStream(name), StandardCharsets.UTF_8)) {
            texts.load(in);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return texts;
    }
}
