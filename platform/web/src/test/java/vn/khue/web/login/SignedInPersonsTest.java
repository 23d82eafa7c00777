package vn.khue.web.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vn.khue.web.trial.TrialPersons;

/** What the claims say of a person's units, and what they do not say. */
class SignedInPersonsTest {

    private static SignedInPerson person(Object posts, String... units) {
        Map<String, Object> claims = new TreeMap<>(TrialPersons.person(
                "11111111-1111-4111-8111-111111111111", "hanh.ttm", "Trần Thị Mỹ Hạnh", "HIEU_TRUONG", units));
        if (posts != null) {
            claims.put("khue_post", posts);
        }
        return SignedInPersons.read(() -> claims);
    }

    @Test
    void aRoleCountsInTheUnitOfWhichTheTokenSaysSo() {
        SignedInPerson person = person(
                List.of(
                        Map.of("unit", "u1", "roles", List.of("GIAO_VIEN"), "schools", List.of()),
                        Map.of("unit", "u2", "roles", List.of("HIEU_TRUONG"), "schools", List.of("u3"))),
                "u1",
                "u2");

        assertThat(person.holdsWhereActing("HIEU_TRUONG")).isFalse();
        SignedInPerson there = person.actingIn("u2").orElseThrow();
        assertThat(there.holdsWhereActing("HIEU_TRUONG")).isTrue();
        assertThat(there.actingUnit().orElseThrow().schools()).containsExactly("u3");
        assertThat(there.holdsWhereActing("AN_NINH"))
                .as("what khue_role does not say is not believed")
                .isFalse();
    }

    @Test
    void aTokenThatDoesNotSayIsBelievedOfASingleUnitOnly() {
        assertThat(person(null, "u1").holdsWhereActing("HIEU_TRUONG")).isTrue();
        assertThat(person(null, "u1", "u2").holdsWhereActing("HIEU_TRUONG")).isFalse();
        assertThat(person(null).holdsWhereActing("HIEU_TRUONG")).isFalse();
    }

    @Test
    void whatIsNoPostSaysNothing() {
        for (Object odd : List.of("x", 7, List.of("u1"), List.of(Map.of("unit", 7)), Map.of("unit", "u1"))) {
            MemberUnit unit = person(odd, "u1").actingUnit().orElseThrow();
            assertThat(unit.roles()).as(odd.toString()).isEmpty();
            assertThat(unit.schools()).isEmpty();
        }
        MemberUnit bare =
                person(List.of(Map.of("unit", "u1")), "u1").actingUnit().orElseThrow();
        assertThat(bare.roles()).isEqualTo(Optional.of(Set.of()));
        assertThat(person(List.of(Map.of("unit", "u1")), "u1").holdsWhereActing("HIEU_TRUONG"))
                .isFalse();
    }
}
