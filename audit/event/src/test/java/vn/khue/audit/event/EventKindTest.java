package vn.khue.audit.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of kinds against OCSF 1.8's own numbers and names, written down here a second time. */
class EventKindTest {

    private static final Map<Integer, Map<Integer, String>> OCSF_ACTIVITIES = Map.of(
            2004,
            Map.of(1, "Create", 2, "Update", 3, "Close"),
            3001,
            Map.of(
                    1,
                    "Create",
                    2,
                    "Enable",
                    3,
                    "Password Change",
                    4,
                    "Password Reset",
                    5,
                    "Disable",
                    6,
                    "Delete",
                    9,
                    "Lock",
                    10,
                    "MFA Factor Enable",
                    11,
                    "MFA Factor Disable",
                    12,
                    "Unlock"),
            3002,
            Map.of(
                    1,
                    "Logon",
                    2,
                    "Logoff",
                    3,
                    "Authentication Ticket",
                    4,
                    "Service Ticket Request",
                    5,
                    "Service Ticket Renew"),
            3004,
            Map.of(1, "Create", 2, "Read", 3, "Update", 4, "Delete"),
            6001,
            Map.of(1, "Create", 2, "Read", 3, "Update", 4, "Delete", 5, "Search", 6, "Import", 7, "Export", 8, "Share"),
            6002,
            Map.of(1, "Install", 2, "Remove", 3, "Start", 4, "Stop"));

    @ParameterizedTest
    @EnumSource(EventKind.class)
    void namesItsActivityAsOcsfDoes(EventKind kind) {
        Map<Integer, String> activities = OCSF_ACTIVITIES.get(kind.ocsfClass().uid());
        if (kind.activityId() == 99) {
            assertThat(activities.values()).doesNotContain(kind.activityName());
        } else {
            assertThat(kind.activityName()).isEqualTo(activities.get(kind.activityId()));
        }
        assertThat(kind.ocsfClass().categoryUid()).isEqualTo(kind.ocsfClass().uid() / 1000);
    }

    @Test
    void noDetailCanHoldAName() {
        assertThat(Set.of(DetailKey.values()))
                .extracting(DetailKey::key)
                .noneMatch(key -> key.contains("name")
                        || key.contains("mail")
                        || key.contains("birth")
                        || key.contains("phone")
                        || key.contains("citizen")
                        || key.contains("comment"));
    }

    @Test
    void everyDetailIsUsedByAKind() {
        for (DetailKey key : DetailKey.values()) {
            assertThat(EventKind.values())
                    .as(key.key())
                    .anyMatch(kind -> kind.details().contains(key));
        }
    }
}
