package vn.khue.sso.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.khue.directory.Appointment;
import vn.khue.directory.AppointmentKind;
import vn.khue.directory.ClassRole;
import vn.khue.directory.CourtLimit;
import vn.khue.directory.Enrolment;
import vn.khue.directory.GuardianKind;
import vn.khue.directory.GuardianScope;
import vn.khue.directory.Guardianship;
import vn.khue.directory.Person;
import vn.khue.directory.PersonName;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Position;
import vn.khue.directory.Sex;
import vn.khue.directory.Standing;
import vn.khue.directory.Validity;
import vn.khue.sso.age.AgeBand;

/** Every actor, act, age and status: what is allowed is written down here, all else must be denied. */
class ConsentRightsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);
    private static final Validity ALWAYS = Validity.since(TODAY.minusYears(5));
    private static final Set<String> OF_A_REPRESENTATIVE = Set.of(
            "GIVE CHILD_UNDER_7 ACTIVE REPRESENTATIVE",
            "GIVE CHILD ACTIVE REPRESENTATIVE",
            "WITHDRAW CHILD_UNDER_7 ACTIVE REPRESENTATIVE",
            "WITHDRAW CHILD ACTIVE REPRESENTATIVE",
            "WITHDRAW CHILD_UNDER_7 SUSPENDED REPRESENTATIVE",
            "WITHDRAW CHILD SUSPENDED REPRESENTATIVE");
    private static final Set<String> OF_ONESELF = Set.of(
            "GIVE CHILD ACTIVE SELF",
            "GIVE YOUTH ACTIVE SELF",
            "GIVE ADULT ACTIVE SELF",
            "WITHDRAW CHILD ACTIVE SELF",
            "WITHDRAW YOUTH ACTIVE SELF",
            "WITHDRAW ADULT ACTIVE SELF");

    private final ConsentRights rights = new ConsentRights();

    @Test
    void everyCellOfTheMatrix() {
        actors().forEach((name, actor) -> assertThat(allowed(actor))
                .as(name)
                .isEqualTo(name.startsWith("may: ") ? OF_A_REPRESENTATIVE : Set.of()));
    }

    @Test
    void aPersonSpeaksForThemselvesFromSevenOn() {
        var allowed = new TreeSet<String>();
        for (ConsentAct act : ConsentAct.values()) {
            for (AgeBand band : AgeBand.values()) {
                for (PersonStatus status : PersonStatus.values()) {
                    Standing person = standing("child", status, List.of());
                    rights.may(person, act, person, band)
                            .ifPresent(side -> allowed.add(act + " " + band + " " + status + " " + side));
                }
            }
        }
        assertThat(allowed).isEqualTo(OF_ONESELF);
    }

    private Set<String> allowed(Standing actor) {
        var allowed = new TreeSet<String>();
        for (ConsentAct act : ConsentAct.values()) {
            for (AgeBand band : AgeBand.values()) {
                for (PersonStatus status : PersonStatus.values()) {
                    rights.may(actor, act, standing("child", status, List.of()), band)
                            .ifPresent(side -> allowed.add(act + " " + band + " " + status + " " + side));
                }
            }
        }
        return allowed;
    }

    private static Map<String, Standing> actors() {
        var actors = new LinkedHashMap<String, Standing>();
        var consent = Set.of(GuardianScope.CONSENT);
        actors.put("may: a guardian who may consent", guardian(PersonStatus.ACTIVE, consent, ALWAYS));
        actors.put(
                "may: a guardian who may consent with the other",
                guardian(PersonStatus.ACTIVE, Set.of(GuardianScope.CONSENT_JOINTLY), ALWAYS));
        actors.put("a suspended guardian", guardian(PersonStatus.SUSPENDED, consent, ALWAYS));
        actors.put("a guardian who left", guardian(PersonStatus.LEFT, consent, ALWAYS));
        actors.put(
                "a guardian without consent in the scope",
                guardian(PersonStatus.ACTIVE, Set.of(GuardianScope.RECORDS, GuardianScope.ACCOUNT), ALWAYS));
        Guardianship whole = guardianship("child", Set.of(GuardianScope.values()), ALWAYS);
        actors.put(
                "a guardian whom a court limits",
                standing(
                        "actor",
                        PersonStatus.ACTIVE,
                        List.of(whole.with(
                                whole.scope(),
                                Set.of(new CourtLimit(
                                        Set.of(GuardianScope.CONSENT, GuardianScope.CONSENT_JOINTLY),
                                        Validity.since(TODAY),
                                        Optional.empty()))))));
        actors.put(
                "a guardian of yesterday",
                guardian(PersonStatus.ACTIVE, consent, Validity.between(TODAY.minusYears(5), TODAY.minusDays(1))));
        actors.put(
                "a guardian of another child",
                standing("actor", PersonStatus.ACTIVE, List.of(guardianship("other", consent, ALWAYS))));
        actors.put("nobody in particular", standing("actor", PersonStatus.ACTIVE, List.of()));
        for (ClassRole role : ClassRole.values()) {
            actors.put(
                    "in the class as " + role,
                    new Standing(
                            person("actor", PersonStatus.ACTIVE),
                            TODAY,
                            List.of(),
                            List.of(new Enrolment(id("e"), id("actor"), "th-1-1a", "th-1", role, ALWAYS)),
                            List.of()));
        }
        for (Position position : Position.values()) {
            actors.put(
                    "as " + position,
                    new Standing(
                            person("actor", PersonStatus.ACTIVE),
                            TODAY,
                            List.of(new Appointment(
                                    id("a"),
                                    id("actor"),
                                    "th-1",
                                    position,
                                    AppointmentKind.CHINH,
                                    ALWAYS,
                                    Optional.empty())),
                            List.of(),
                            List.of()));
        }
        return actors;
    }

    private static Standing guardian(PersonStatus status, Set<GuardianScope> scope, Validity days) {
        return standing("actor", status, List.of(guardianship("child", scope, days)));
    }

    private static Guardianship guardianship(String child, Set<GuardianScope> scope, Validity days) {
        return new Guardianship(id("g"), id("actor"), id(child), GuardianKind.MOTHER, scope, days);
    }

    private static Standing standing(String uid, PersonStatus status, List<Guardianship> guardianships) {
        return new Standing(person(uid, status), TODAY, List.of(), List.of(), guardianships);
    }

    private static Person person(String uid, PersonStatus status) {
        return new Person(
                id(uid), uid, PersonName.of("Nguyễn Văn An"), Optional.empty(), Sex.UNKNOWN, Optional.empty(), status);
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
