package vn.khue.sso.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.khue.directory.Appointment;
import vn.khue.directory.AppointmentKind;
import vn.khue.directory.ClassRole;
import vn.khue.directory.Dated;
import vn.khue.directory.EdgeKind;
import vn.khue.directory.Enrolment;
import vn.khue.directory.Person;
import vn.khue.directory.PersonName;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Position;
import vn.khue.directory.Sex;
import vn.khue.directory.Standing;
import vn.khue.directory.Unit;
import vn.khue.directory.UnitEdge;
import vn.khue.directory.UnitKind;
import vn.khue.directory.Validity;

/** What a token says of each unit: as what somebody is there, and over which schools they watch. */
class UnitClaimsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 28);
    private static final Validity NOW = Validity.since(TODAY.minusMonths(2));
    private static final UUID WHO = UUID.fromString("11111111-1111-4111-8111-111111111111");

    private static final Map<String, Unit> UNITS = Map.of(
            "xa-1", unit("xa-1", UnitKind.XA),
            "th-1", unit("th-1", UnitKind.TIEU_HOC),
            "th-2", unit("th-2", UnitKind.TIEU_HOC),
            "van-hanh", unit("van-hanh", UnitKind.VAN_HANH));

    private static Unit unit(String id, UnitKind kind) {
        return new Unit(id, kind, List.of(new Dated<>("Đơn vị " + id, NOW)), List.of(), OptionalInt.empty());
    }

    private static Standing standing(PersonStatus status, List<Enrolment> classes, Object... held) {
        var person = new Person(
                WHO, "lan.nt", PersonName.of("Ngô Thanh Lan"), Optional.empty(), Sex.UNKNOWN, Optional.empty(), status);
        var appointments = IntStream.range(0, held.length / 2)
                .mapToObj(i -> new Appointment(
                        new UUID(0, i + 1),
                        WHO,
                        (String) held[2 * i],
                        (Position) held[2 * i + 1],
                        AppointmentKind.CHINH,
                        NOW,
                        Optional.empty()))
                .toList();
        return new Standing(person, TODAY, appointments, classes, List.of());
    }

    private static List<UnitClaim> claims(Standing standing, String... managed) {
        return new UnitClaims(
                        id -> Optional.ofNullable(UNITS.get(id)),
                        (unit, on) -> List.of(managed).stream()
                                .map(child -> new UnitEdge(
                                        UUID.nameUUIDFromBytes(child.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                                        unit,
                                        child,
                                        EdgeKind.QUAN_LY,
                                        NOW))
                                .toList())
                .of(standing);
    }

    @Test
    void eachRoleStandsInItsUnit() {
        var classes = List.of(new Enrolment(new UUID(1, 1), WHO, "th-2-1a", "th-2", ClassRole.FORM_TEACHER, NOW));

        List<UnitClaim> claims =
                claims(standing(PersonStatus.ACTIVE, classes, "th-1", Position.HIEU_TRUONG, "th-2", Position.THU_VIEN));

        assertThat(claims)
                .extracting(UnitClaim::id, UnitClaim::kind, UnitClaim::roles)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("th-1", "TIEU_HOC", List.of("HIEU_TRUONG")),
                        org.assertj.core.groups.Tuple.tuple("th-2", "TIEU_HOC", List.of("GV_CHU_NHIEM", "THU_VIEN")));
        assertThat(claims.get(0).asClaim()).containsOnlyKeys("id", "name", "kind");
        assertThat(claims.get(0).asPost())
                .isEqualTo(Map.of("unit", "th-1", "roles", List.of("HIEU_TRUONG"), "schools", List.of()));
    }

    @ParameterizedTest
    @EnumSource(Position.class)
    void onlyWhoWatchesOverACommuneIsToldItsSchools(Position position) {
        boolean watches = position == Position.AN_NINH || position == Position.KIEM_TOAN;

        List<UnitClaim> claims = claims(standing(PersonStatus.ACTIVE, List.of(), "xa-1", position), "th-2", "th-1");

        assertThat(claims).hasSize(1);
        assertThat(claims.get(0).schools()).isEqualTo(watches ? List.of("th-1", "th-2") : List.of());
    }

    @Test
    void whoWatchesOverAllNeedsNoList() {
        assertThat(claims(standing(PersonStatus.ACTIVE, List.of(), "van-hanh", Position.AN_NINH), "th-1")
                        .get(0)
                        .schools())
                .isEmpty();
    }

    @Test
    void aListTooLongForATokenIsNotTold() {
        String[] schools = IntStream.rangeClosed(0, UnitClaims.MOST_SCHOOLS)
                .mapToObj(i -> "th-" + i)
                .toArray(String[]::new);
        assertThat(claims(standing(PersonStatus.ACTIVE, List.of(), "xa-1", Position.AN_NINH), schools)
                        .get(0)
                        .schools())
                .isEmpty();
    }

    @Test
    void whoseAccountIsNotActiveIsNothingThere() {
        UnitClaim claim = claims(standing(PersonStatus.SUSPENDED, List.of(), "xa-1", Position.AN_NINH), "th-1")
                .get(0);
        assertThat(claim.roles()).isEmpty();
        assertThat(claim.schools()).isEmpty();
    }
}
