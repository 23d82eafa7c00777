package vn.khue.sso.guardianship;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.khue.directory.CourtLimit;
import vn.khue.directory.GuardianKind;
import vn.khue.directory.GuardianScope;
import vn.khue.directory.Guardianship;
import vn.khue.directory.Person;
import vn.khue.directory.PersonName;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Sex;
import vn.khue.directory.Standing;
import vn.khue.directory.Validity;
import vn.khue.sso.age.AgeBand;

/** Who may act for a child and in what: every scope, age, acceptance and status. */
class ActingRightsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);
    private static final Validity ALWAYS = Validity.since(TODAY.minusYears(5));
    private static final Set<ActingScope> ALL = EnumSet.allOf(ActingScope.class);

    private final ActingRights rights = new ActingRights();

    @Test
    void aScopeNeedsGuardianshipAppAndAge() {
        for (ActingScope granted : ActingScope.values()) {
            for (ActingScope accepted : ActingScope.values()) {
                for (ActingScope asked : ActingScope.values()) {
                    for (AgeBand band : AgeBand.values()) {
                        boolean young = band == AgeBand.CHILD_UNDER_7 || band == AgeBand.CHILD;
                        boolean allowed = granted == asked
                                && accepted == asked
                                && (young || (band == AgeBand.YOUTH && asked == ActingScope.RECORDS));
                        ActingOutcome outcome = decide(
                                guardian(PersonStatus.ACTIVE, Set.of(granted.granted()), ALWAYS),
                                band,
                                Optional.of(Set.of(asked)),
                                Set.of(accepted));
                        assertThat(outcome instanceof ActingOutcome.Granted)
                                .as("granted %s, accepted %s, asked %s, %s", granted, accepted, asked, band)
                                .isEqualTo(allowed);
                    }
                }
            }
        }
    }

    @Test
    void whoAsksForNothingInParticularGetsWhatGuardianshipAppAndAgeLeave() {
        Standing mother = guardian(PersonStatus.ACTIVE, Set.of(GuardianScope.values()), ALWAYS);
        assertThat(scopes(decide(mother, AgeBand.CHILD, Optional.empty(), ALL)))
                .isEqualTo("child:records child:account child:consent");
        assertThat(scopes(decide(mother, AgeBand.YOUTH, Optional.empty(), ALL))).isEqualTo("child:records");
        assertThat(scopes(decide(mother, AgeBand.CHILD, Optional.empty(), Set.of(ActingScope.ACCOUNT))))
                .isEqualTo("child:account");
    }

    @Test
    void oneScopeTooManyRefusesAll() {
        Standing mother = guardian(PersonStatus.ACTIVE, Set.of(GuardianScope.RECORDS), ALWAYS);
        assertThat(reason(decide(
                        mother, AgeBand.CHILD, Optional.of(Set.of(ActingScope.RECORDS, ActingScope.ACCOUNT)), ALL)))
                .isEqualTo(ActingRefusal.SCOPE_NOT_GRANTED);
    }

    @Test
    void everyReasonToRefuse() {
        Standing mother = guardian(PersonStatus.ACTIVE, Set.of(GuardianScope.values()), ALWAYS);
        assertThat(reason(decide(mother, AgeBand.ADULT, Optional.empty(), ALL))).isEqualTo(ActingRefusal.CHILD_OF_AGE);
        assertThat(reason(decide(mother, AgeBand.CHILD, Optional.empty(), Set.of())))
                .isEqualTo(ActingRefusal.APP_TAKES_NO_GUARDIANS);
        assertThat(reason(decide(
                        guardian(
                                PersonStatus.ACTIVE,
                                Set.of(GuardianScope.values()),
                                Validity.between(TODAY.minusYears(1), TODAY.minusDays(1))),
                        AgeBand.CHILD,
                        Optional.empty(),
                        ALL)))
                .isEqualTo(ActingRefusal.NO_GUARDIANSHIP);
        assertThat(reason(decide(
                        guardian(PersonStatus.ACTIVE, Set.of(GuardianScope.CONSENT_JOINTLY), ALWAYS),
                        AgeBand.CHILD,
                        Optional.empty(),
                        ALL)))
                .as("joint consent is not given through an app")
                .isEqualTo(ActingRefusal.NO_GUARDIANSHIP);
        Guardianship whole = guardianship(Set.of(GuardianScope.values()), ALWAYS);
        Standing limited = standing(
                "mother",
                PersonStatus.ACTIVE,
                List.of(whole.with(
                        whole.scope(),
                        Set.of(new CourtLimit(
                                Set.of(GuardianScope.RECORDS), Validity.since(TODAY), Optional.empty())))));
        assertThat(reason(decide(limited, AgeBand.CHILD, Optional.of(Set.of(ActingScope.RECORDS)), ALL)))
                .isEqualTo(ActingRefusal.SCOPE_NOT_GRANTED);
        assertThat(reason(decide(
                        standing("stranger", PersonStatus.ACTIVE, List.of()), AgeBand.CHILD, Optional.empty(), ALL)))
                .isEqualTo(ActingRefusal.NO_GUARDIANSHIP);
        for (PersonStatus status : new PersonStatus[] {PersonStatus.SUSPENDED, PersonStatus.LEFT}) {
            assertThat(reason(decide(
                            guardian(status, Set.of(GuardianScope.values()), ALWAYS),
                            AgeBand.CHILD,
                            Optional.empty(),
                            ALL)))
                    .isEqualTo(ActingRefusal.GUARDIAN_NOT_ACTIVE);
            assertThat(reason(rights.decide(new ActingRequest(
                            mother,
                            standing("child", status, List.of()),
                            AgeBand.CHILD,
                            true,
                            Optional.empty(),
                            ALL,
                            true))))
                    .isEqualTo(ActingRefusal.CHILD_NOT_ACTIVE);
        }
        assertThat(reason(rights.decide(new ActingRequest(
                        mother,
                        standing("child", PersonStatus.ACTIVE, List.of()),
                        AgeBand.CHILD,
                        false,
                        Optional.empty(),
                        ALL,
                        true))))
                .as("an unknown birth date makes nobody a minor")
                .isEqualTo(ActingRefusal.CHILD_OF_AGE);
    }

    @Test
    void anAppThatIsNotForThatChildIsClosedToItsGuardiansToo() {
        Standing mother = guardian(PersonStatus.ACTIVE, Set.of(GuardianScope.values()), ALWAYS);
        for (AgeBand band : Set.of(AgeBand.CHILD_UNDER_7, AgeBand.CHILD, AgeBand.YOUTH)) {
            assertThat(reason(rights.decide(new ActingRequest(
                            mother,
                            standing("child", PersonStatus.ACTIVE, List.of()),
                            band,
                            true,
                            Optional.empty(),
                            ALL,
                            false))))
                    .isEqualTo(ActingRefusal.APP_NOT_FOR_CHILD);
        }
    }

    @Test
    void onlyScopesOfOursAreRead() {
        assertThat(ActingScope.all("child:records child:account"))
                .contains(new TreeSet<>(Set.of(ActingScope.RECORDS, ActingScope.ACCOUNT)));
        assertThat(ActingScope.all("openid child:records")).isEmpty();
        assertThat(ActingScope.all("child:consent_jointly")).isEmpty();
        assertThat(ActingScope.all("offline_access")).isEmpty();
    }

    private ActingOutcome decide(
            Standing guardian, AgeBand band, Optional<Set<ActingScope>> asked, Set<ActingScope> accepted) {
        return rights.decide(new ActingRequest(
                guardian,
                standing("child", PersonStatus.ACTIVE, List.of()),
                band,
                band != AgeBand.ADULT,
                asked,
                accepted,
                true));
    }

    private static String scopes(ActingOutcome outcome) {
        return ActingScope.text(((ActingOutcome.Granted) outcome).scopes());
    }

    private static ActingRefusal reason(ActingOutcome outcome) {
        return ((ActingOutcome.Refused) outcome).reason();
    }

    private static Standing guardian(PersonStatus status, Set<GuardianScope> scope, Validity days) {
        return standing("mother", status, List.of(guardianship(scope, days)));
    }

    private static Guardianship guardianship(Set<GuardianScope> scope, Validity days) {
        return new Guardianship(id("g"), id("mother"), id("child"), GuardianKind.MOTHER, scope, days);
    }

    private static Standing standing(String uid, PersonStatus status, List<Guardianship> guardianships) {
        return new Standing(
                new Person(
                        id(uid),
                        uid,
                        PersonName.of("Nguyễn Thị Lan"),
                        Optional.empty(),
                        Sex.UNKNOWN,
                        Optional.empty(),
                        status),
                TODAY,
                List.of(),
                List.of(),
                guardianships);
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
