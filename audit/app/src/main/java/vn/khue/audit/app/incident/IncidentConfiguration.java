package vn.khue.audit.app.incident;

import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.khue.audit.app.browse.AlertWords;
import vn.khue.audit.app.casefile.CaseDecisions;
import vn.khue.audit.app.paper.PaperWords;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.store.RecordedReading;
import vn.khue.audit.app.triage.TriageProfile;

/** Puts the register of incidents together. */
@Configuration(proxyBeanMethods = false)
class IncidentConfiguration {

    @Bean
    IncidentRegister incidentRegister(DataSource dataSource, EventStore store, TriageProfile profile, Clock clock) {
        return new IncidentRegister(new RecordedReading(dataSource, store, clock), profile, clock);
    }

    @Bean
    IncidentNotes incidentNotes(DataSource dataSource, IncidentRegister register, EventStore store, Clock clock) {
        return new IncidentNotes(dataSource, register, store, clock);
    }

    @Bean
    IncidentOpenings incidentOpenings(DataSource dataSource, CaseDecisions cases, EventStore store, Clock clock) {
        return new IncidentOpenings(dataSource, cases, store, clock);
    }

    @Bean
    IncidentSheet incidentSheet(MessageSource messages, AlertWords words) {
        return new IncidentSheet(new PaperWords(messages, words));
    }
}
