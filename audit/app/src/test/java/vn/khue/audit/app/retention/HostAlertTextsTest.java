package vn.khue.audit.app.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import vn.khue.audit.app.store.AuditDatabase;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.store.StoredDay;

/** Words of Wazuh's alerts after their time, on a real database. */
class HostAlertTextsTest {

    private static final RetentionProfile PROFILE = RetentionProfile.load(RetentionProfile.CURRENT);
    private static final LocalDate TODAY = LocalDate.parse("2026-11-23");

    @Test
    void goAfterTheirTimeADayAtATimeAndEachDayIsTold() {
        try (AuditDatabase database = AuditDatabase.start()) {
            LocalDate first = PROFILE.firstKept(TODAY);
            for (LocalDate day : new LocalDate[] {first.minusDays(40), first.minusDays(1), first, TODAY}) {
                for (int i = 0; i < 3; i++) {
                    database.execute(
                            "insert into wazuh_host_alert (event, raised_at, rule, level, description, path, agent, host,"
                                    + " taken_at, event_time) values (gen_random_uuid(), now(), '550', 7, 'words', '', '003', 'ca', timestamptz '"
                                    + StoredDay.begin(day).plusSeconds(i * 43_199L) + "', now())");
                }
            }
            Clock clock = Clock.fixed(StoredDay.begin(TODAY).plusSeconds(60), ZoneOffset.UTC);
            HostAlertTexts texts = new HostAlertTexts(
                    database.dataSource(),
                    new EventStore(database.dataSource(), database.keys(), clock),
                    PROFILE,
                    clock);
            assertThat(texts.keep()).isEqualTo(2);
            assertThat(texts.keep()).as("what is kept stays").isZero();
            assertThat(database.number("select count(*) from wazuh_host_alert")).isEqualTo(6);
            assertThat(database.strings("select convert_from(body, 'UTF8') from audit_event order by ledger_index"))
                    .hasSize(2)
                    .allSatisfy(body -> assertThat(body)
                            .contains("HOST_ALERT_TEXTS_DELETED", "\"rows\":\"3\"", "VN-2026")
                            .doesNotContain("words"))
                    .anySatisfy(
                            body -> assertThat(body).contains(first.minusDays(1).toString()));
        }
    }
}
