package vn.khue.audit.app.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    private static final List<String> KINDS =
            List.of("VAN_HANH", "SO", "PHONG", "XA", "MAM_NON", "TIEU_HOC", "THCS", "THPT", "GDTX", "", "van_hanh");

    private static final Set<LogRight> AUDITS = EnumSet.of(
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

    private static final Set<LogRight> OFFICER_IN_UNITS = EnumSet.of(
            LogRight.READ_QUEUE,
            LogRight.TAKE_ALERT,
            LogRight.COMMENT_ALERT,
            LogRight.CLOSE_ALERT,
            LogRight.REOPEN_ALERT,
            LogRight.MARK_INCIDENT,
            LogRight.WORK_ON_CASE,
            LogRight.EXPORT_EVIDENCE,
            LogRight.SEE_INCIDENTS,
            LogRight.KEEP_INCIDENTS);

    /** In a unit of that kind. */
    private static Set<LogRight> granted(String role, String kind) {
        boolean overAll = kind.equals("VAN_HANH") || kind.equals("SO");
        return switch (role) {
            case "AN_NINH" -> overAll ? EnumSet.allOf(LogRight.class) : OFFICER_IN_UNITS;
            case "KIEM_TOAN" -> overAll ? AUDITS : EnumSet.of(LogRight.READ_QUEUE, LogRight.SEE_INCIDENTS);
            case "CHUYEN_VIEN_SO" -> overAll ? EnumSet.of(LogRight.SEE_REPORTS) : Set.of();
            case "HIEU_TRUONG" -> overAll ? Set.of() : EnumSet.of(LogRight.READ_QUEUE);
            case "QT_NEN_TANG" -> overAll ? EnumSet.of(LogRight.SEE_LEDGER, LogRight.SET_UP_WAZUH) : Set.of();
            default -> Set.of();
        };
    }

    static Stream<Arguments> cells() {
        return ROLES.stream().flatMap(role -> KINDS.stream().map(kind -> Arguments.of(role, kind)));
    }

    @ParameterizedTest(name = "{0} at {1}")
    @MethodSource("cells")
    void grantsWhatIsListedAndDeniesTheRest(String role, String kind) {
        SignedInPerson person = person(List.of(role), at("u1", kind));
        Set<LogRight> granted = granted(role, kind);

        for (LogRight right : LogRight.values()) {
            assertThat(rights.allow(person, right)).as(right.name()).isEqualTo(granted.contains(right));
            if (granted.contains(right)) {
                assertThat(rights.require(person, right)).isEqualTo(role);
            } else {
                assertThatThrownBy(() -> rights.require(person, right))
                        .as(right.name())
                        .isInstanceOf(AccessDeniedException.class);
            }
        }
    }

    @Test
    void namesTheRoleThatGrantsItAmongSeveral() {
        assertThat(rights.require(
                        person(List.of("GIAO_VIEN", "KIEM_TOAN"), at("u1", "VAN_HANH")), LogRight.READ_EVENTS))
                .isEqualTo("KIEM_TOAN");
    }

    @Test
    void deniesWhoHasNoRoleOrNoUnit() {
        for (LogRight right : LogRight.values()) {
            assertThat(rights.allow(person(List.of(), at("u1", "VAN_HANH")), right))
                    .isFalse();
            for (String role : ROLES) {
                assertThat(rights.allow(person(List.of(role)), right)).as(role).isFalse();
            }
        }
    }

    @Test
    void officersAndAuditorsOfTheWholeSeeEveryAlert() {
        for (String role : List.of("AN_NINH", "KIEM_TOAN")) {
            for (String kind : List.of("VAN_HANH", "SO")) {
                assertThat(rights.sight(person(List.of(role), at("u1", kind)))).isEqualTo(new AlertSight.Everything());
            }
        }
    }

    @Test
    void officersAndAuditorsOfADistrictSeeItsSchools() {
        MemberUnit commune =
                new MemberUnit("xa-1", "Xã Một", "XA", Optional.of(Set.of("AN_NINH")), Set.of("th-1", "th-2"));
        assertThat(rights.sight(person(List.of("AN_NINH"), commune)))
                .isEqualTo(new AlertSight.OnlyUnits(Set.of("xa-1", "th-1", "th-2")));
        assertThat(rights.sight(person(List.of("AN_NINH"), at("xa-2", "XA"))))
                .as("of which no school is told")
                .isEqualTo(new AlertSight.OnlyUnits(Set.of("xa-2")));
    }

    @Test
    void aPrincipalSeesTheirOneSchool() {
        MemberUnit odd = new MemberUnit("u1", "u1", "THCS", Optional.of(Set.of("HIEU_TRUONG")), Set.of("u2"));
        assertThat(rights.sight(person(List.of("HIEU_TRUONG"), odd))).isEqualTo(new AlertSight.OnlyUnits(Set.of("u1")));
    }

    /** The token says of which of several units somebody is the principal; where it does not, nobody is believed. */
    @Test
    void aRoleCountsInTheUnitInWhichThePersonActs() {
        MemberUnit school = told("th-1", "TIEU_HOC", "HIEU_TRUONG");
        MemberUnit other = told("th-2", "TIEU_HOC", "GIAO_VIEN");
        SignedInPerson principal = person(List.of("HIEU_TRUONG", "GIAO_VIEN"), school, other);

        assertThat(rights.sight(principal)).isEqualTo(new AlertSight.OnlyUnits(Set.of("th-1")));
        SignedInPerson elsewhere = principal.actingIn("th-2").orElseThrow();
        assertThat(rights.allow(elsewhere, LogRight.READ_QUEUE)).isFalse();
        assertThatThrownBy(() -> rights.sight(elsewhere)).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() ->
                        rights.sight(person(List.of("HIEU_TRUONG"), at("th-1", "TIEU_HOC"), at("th-2", "TIEU_HOC"))))
                .isInstanceOf(AccessDeniedException.class);
    }

    /** Who watches over a commune and happens to have something to do in the department watches over no more. */
    @Test
    void aRoleDoesNotGoAlongToAWiderUnit() {
        SignedInPerson officer = person(
                List.of("AN_NINH", "CHUYEN_VIEN_SO"),
                told("so", "SO", "CHUYEN_VIEN_SO"),
                new MemberUnit("xa-1", "Xã Một", "XA", Optional.of(Set.of("AN_NINH")), Set.of("th-1")));

        assertThat(rights.allow(officer, LogRight.READ_EVENTS)).isFalse();
        assertThat(rights.allow(officer, LogRight.SEE_REPORTS)).isTrue();
        assertThat(rights.sight(officer.actingIn("xa-1").orElseThrow()))
                .isEqualTo(new AlertSight.OnlyUnits(Set.of("xa-1", "th-1")));
    }

    private static MemberUnit at(String id, String kind) {
        return new MemberUnit(id, id, kind);
    }

    private static MemberUnit told(String id, String kind, String role) {
        return new MemberUnit(id, id, kind, Optional.of(Set.of(role)), Set.of());
    }

    private static SignedInPerson person(List<String> roles, MemberUnit... units) {
        return new SignedInPerson(
                UUID.randomUUID(),
                "uid",
                "Tên",
                roles,
                List.of(units),
                Stream.of(units).findFirst());
    }
}
