package vn.khue.sso.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.events.EventType;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;

class EventKindsTest {
    @ParameterizedTest
    @EnumSource(EventType.class)
    void onlyReadsAndSecondNamesAreLeftOutAndAFailureIsAFailure(EventType type) {
        assertThat(EventKinds.of(type, false).isEmpty())
                .isEqualTo(type.name()
                        .matches("(UPDATE_PASSWORD|UPDATE_TOTP|REMOVE_TOTP)(_ERROR)?|RESTART_AUTHENTICATION"
                                + "|VALIDATE_ACCESS_TOKEN|INTROSPECT_TOKEN|USER_INFO_REQUEST"));
        assertThat(EventKinds.outcome(type, null))
                .isEqualTo(type.name().endsWith("_ERROR") ? Outcome.FAILURE : Outcome.SUCCESS);
    }

    @Test
    void stepUpIsAKindOfItsOwn() {
        assertThat(EventKinds.of(EventType.LOGIN, true)).contains(EventKind.STEP_UP);
        assertThat(EventKinds.of(EventType.LOGIN_ERROR, true)).contains(EventKind.STEP_UP_FAILED);
        assertThat(EventKinds.of(EventType.LOGIN, false)).contains(EventKind.LOGIN);
        assertThat(EventKinds.of(EventType.LOGIN_ERROR, false)).contains(EventKind.LOGIN_FAILED);
    }

    @Test
    void theHashOfANameDependsOnTheKeyAndNotOnTheCase() {
        var hash = new LoginNameHash("key");
        assertThat(hash.of("Ai.Do ")).isEqualTo(hash.of("ai.do")).matches("[0-9a-f]{32}");
        assertThat(new LoginNameHash("other").of("ai.do")).isNotEqualTo(hash.of("ai.do"));
    }
}
