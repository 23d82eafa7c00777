package vn.khue.audit.app.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.security.access.AccessDeniedException;
import vn.khue.web.login.MemberUnit;
import vn.khue.web.login.SignedInPerson;

/** Every cell of the matrix. */
final class LogRightsTest {

    private static final List<String> ROLES = List.of(
            "HIEU_TRUONG",
            "PHO_HIEU_TRUONG",
            "TO_TRUONG",
            "TO_PHO",
            "GIAO_VIEN",
            "GV_CHU_NHIEM",
            "VAN_THU",
            "KE_TOAN",
            "THU_VIEN",
            "THIET_BI",
            "Y_TE",
            "GIAO_VU",
            "QT_CNTT",
            "HOC_SINH",
            "PHU_HUYNH",
            "CHUYEN_VIEN_XA",
            "CHUYEN_VIEN_SO",
            "CAN_BO_RA",
            "CAN_BO_CA",
            "CAN_BO_THE",
            "AN_NINH",
            "KIEM_TOAN",
            "QT_NEN_TANG",
            "",
            "an_ninh",
            "AN_NINH ",
            "ADMIN");

    private final LogRights rights = new LogRights();

    static Stream<Arguments> cells() {
        List<Arguments> cells = new ArrayList<>();
        for (String role : ROLES) {
            Set<LogRight> granted =
                    switch (role) {
                        case "AN_NINH" -> EnumSet.allOf(LogRight.class);
                        case "KIEM_TOAN" ->
                            EnumSet.of(
                                    LogRight.READ_EVENTS,
                                    LogRight.READ_ALERTS,
                                    LogRight.CHECK_PROOFS,
                                    LogRight.SEE_LEDGER,
                                    LogRight.READ_QUEUE,
                                    LogRight.SEE_SUPPRESSIONS,
                                    LogRight.SEE_COMPUTERS,
                                    LogRight.SEE_ERASURES,
                                    LogRight.SEE_BLOCKS,
                                    LogRight.SEE_COMPLIANCE,
                                    LogRight.SEE_INCIDENTS,
                                    LogRight.SEE_REQUESTS,
                                    LogRight.SEE_REVIEWS,
                                    LogRight.SEE_REPORTS);
                        case "CHUYEN_VIEN_SO" -> EnumSet.of(LogRight.SEE_REPORTS);
                        case "HIEU_TRUONG" -> EnumSet.of(LogRight.READ_QUEUE);
                        case "QT_NEN_TANG" -> EnumSet.of(LogRight.SEE_LEDGER, LogRight.SET_UP_WAZUH);
                        default -> EnumSet.noneOf(LogRight.class);
                    };
            for (LogRight right : LogRight.values()) {
                cells.add(Arguments.of(role, right, granted.contains(right)));
            }
        }
        return cells.stream();
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @MethodSource("cells")
    void grantsWhatIsListedAndDeniesTheRest(String role, LogRight right, boolean granted) {
        SignedInPerson person = person(role);

        assertThat(rights.allow(person, right)).isEqualTo(granted);
        if (granted) {
            assertThat(rights.require(person, right)).isEqualTo(role);
        } else {
            assertThatThrownBy(() -> rights.require(person, right)).isInstanceOf(AccessDeniedException.class);
        }
    }

    @Test
    void namesTheRoleThatGrantsItAmongSeveral() {
        assertThat(rights.require(person("GIAO_VIEN", "KIEM_TOAN"), LogRight.READ_EVENTS))
                .isEqualTo("KIEM_TOAN");
    }

    @Test
    void deniesWhoHasNoRole() {
        assertThat(rights.allow(person(), LogRight.SEE_LEDGER)).isFalse();
    }

    @Test
    void officersAndAuditorsSeeEveryAlert() {
        assertThat(rights.sight(person("AN_NINH"))).isEqualTo(new AlertSight.Everything());
        assertThat(rights.sight(person("GIAO_VIEN", "KIEM_TOAN"))).isEqualTo(new AlertSight.Everything());
    }

    @Test
    void aPrincipalSeesTheirOneSchool() {
        assertThat(rights.sight(principalOf("u1"))).isEqualTo(new AlertSight.OnlyUnits(Set.of("u1")));
    }

    /** The token does not say of which they are the principal. */
    @Test
    void aPrincipalOfNoUnitOrOneOfSeveralSeesNothing() {
        assertThatThrownBy(() -> rights.sight(principalOf())).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> rights.sight(principalOf("u1", "u2"))).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> rights.sight(person("GIAO_VIEN"))).isInstanceOf(AccessDeniedException.class);
    }

    private static SignedInPerson principalOf(String... units) {
        List<MemberUnit> members =
                Stream.of(units).map(id -> new MemberUnit(id, id, "THCS")).toList();
        return new SignedInPerson(
                UUID.randomUUID(),
                "uid",
                "Tên",
                List.of("HIEU_TRUONG"),
                members,
                members.stream().findFirst());
    }

    private static SignedInPerson person(String... roles) {
        return new SignedInPerson(UUID.randomUUID(), "uid", "Tên", List.of(roles), List.of(), Optional.empty());
    }
}
