package vn.khue.sso.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.khue.directory.CourtLimit;
import vn.khue.directory.GuardianKind;
import vn.khue.directory.GuardianScope;
import vn.khue.directory.Guardianship;
import vn.khue.directory.Validity;
import vn.khue.sso.age.AgeBand;

/** Every age, every standing of two guardians, every answer of the three: told or not. */
class ConsentDecisionTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);
    private static final UUID CHILD = id("child");
    private static final UUID MOTHER = id("mother");
    private static final UUID FATHER = id("father");
    private static final String CLAIM = "email";
    private static final Set<GuardianScope> ALONE = Set.of(GuardianScope.RECORDS, GuardianScope.CONSENT);
    private static final Set<GuardianScope> JOINTLY = Set.of(GuardianScope.RECORDS, GuardianScope.CONSENT_JOINTLY);

    /** How a guardian stands to the child today. */
    private enum Standing {
        NOBODY,
        ALONE,
        JOINTLY,
        WITHOUT_CONSENT,
        ENDED,
        LIMITED_BY_A_COURT,
        JOINT_BY_A_COURT,
        OF_ANOTHER_CHILD;

        boolean counts() {
            return this == ALONE || this == JOINTLY || this == JOINT_BY_A_COURT;
        }
    }

    private enum Said {
        NOTHING,
        YES,
        NO
    }

    @Test
    void everyCaseIsDecidedAsTheLawSays() {
        int cases = 0;
        for (AgeBand band : AgeBand.values()) {
            for (Standing mother : Standing.values()) {
                for (Standing father : Standing.values()) {
                    for (Said child : Said.values()) {
                        for (Said motherSaid : Said.values()) {
                            for (Said fatherSaid : Said.values()) {
                                ConsentDecision decision = decision(
                                        band,
                                        List.of(said(CHILD, child), said(MOTHER, motherSaid), said(FATHER, fatherSaid)),
                                        guardianship(MOTHER, mother),
                                        guardianship(FATHER, father));
                                assertThat(decision.mayTell(CLAIM))
                                        .as(
                                                "%s, child %s, mother %s %s, father %s %s",
                                                band, child, mother, motherSaid, father, fatherSaid)
                                        .isEqualTo(expected(band, child, mother, motherSaid, father, fatherSaid));
                                cases++;
                            }
                        }
                    }
                }
            }
        }
        assertThat(cases).isEqualTo(4 * 8 * 8 * 27);
    }

    /** In words of the law and not of the code: who must have said yes, and that nobody who counts said no. */
    private static boolean expected(
            AgeBand band, Said child, Standing mother, Said motherSaid, Standing father, Said fatherSaid) {
        if (band == AgeBand.YOUTH || band == AgeBand.ADULT) {
            return child == Said.YES;
        }
        if (band == AgeBand.CHILD && child != Said.YES) {
            return false;
        }
        var counting = new ArrayList<Said>();
        if (mother.counts()) {
            counting.add(motherSaid);
        }
        if (father.counts()) {
            counting.add(fatherSaid);
        }
        if (counting.isEmpty() || counting.contains(Said.NO)) {
            return false;
        }
        boolean oneAlone = (mother == Standing.ALONE && motherSaid == Said.YES)
                || (father == Standing.ALONE && fatherSaid == Said.YES);
        return oneAlone || !counting.contains(Said.NOTHING);
    }

    @Test
    void underSevenAWordOfTheChildChangesNothing() {
        for (Said child : Said.values()) {
            ConsentDecision decision = decision(
                    AgeBand.CHILD_UNDER_7,
                    List.of(said(CHILD, child), said(MOTHER, Said.YES)),
                    guardianship(MOTHER, Standing.ALONE));
            assertThat(decision.self(CLAIM)).isEqualTo(Word.NOT_NEEDED);
            assertThat(decision.representative(CLAIM)).isEqualTo(Word.GIVEN);
            assertThat(decision.mayTell(CLAIM)).isTrue();
        }
    }

    @Test
    void whereParentsDifferTheAnswerIsNo() {
        ConsentDecision decision = decision(
                AgeBand.CHILD,
                List.of(said(CHILD, Said.YES), said(MOTHER, Said.YES), said(FATHER, Said.NO)),
                guardianship(MOTHER, Standing.ALONE),
                guardianship(FATHER, Standing.ALONE));
        assertThat(decision.representative(CLAIM)).isEqualTo(Word.REFUSED);
        assertThat(decision.mayTell(CLAIM)).isFalse();
    }

    @Test
    void atSixteenWhatParentsSaidNoLongerCountsAndTheYouthsOwnWordStands() {
        List<Optional<Answer>> said = List.of(said(CHILD, Said.YES), said(MOTHER, Said.NO));
        assertThat(decision(AgeBand.CHILD, said, guardianship(MOTHER, Standing.ALONE))
                        .mayTell(CLAIM))
                .isFalse();
        assertThat(decision(AgeBand.YOUTH, said, guardianship(MOTHER, Standing.ALONE))
                        .mayTell(CLAIM))
                .isTrue();
    }

    @Test
    void consentToOneClaimIsNoneToAnother() {
        ConsentDecision decision = decision(AgeBand.ADULT, List.of(said(CHILD, Said.YES)));
        assertThat(decision.mayTell("khue_class")).isFalse();
        assertThat(decision.self("khue_class")).isEqualTo(Word.MISSING);
    }

    @Test
    void anAnswerInAnotherPersonsPlaceDoesNotCount() {
        var forged = new Answer(CHILD, "app", CLAIM, Side.SELF, MOTHER, true, Instant.EPOCH, "");
        var self = new Answer(CHILD, "app", CLAIM, Side.REPRESENTATIVE, CHILD, true, Instant.EPOCH, "");
        assertThat(new ConsentDecision(CHILD, AgeBand.ADULT, List.of(), TODAY, List.of(forged, self)).mayTell(CLAIM))
                .isFalse();
    }

    @SafeVarargs
    private static ConsentDecision decision(
            AgeBand band, List<Optional<Answer>> answers, Optional<Guardianship>... guardianships) {
        return new ConsentDecision(
                CHILD,
                band,
                List.of(guardianships).stream().flatMap(Optional::stream).toList(),
                TODAY,
                answers.stream().flatMap(Optional::stream).toList());
    }

    private static Optional<Answer> said(UUID by, Said said) {
        return said == Said.NOTHING
                ? Optional.empty()
                : Optional.of(new Answer(
                        CHILD,
                        "app",
                        CLAIM,
                        by.equals(CHILD) ? Side.SELF : Side.REPRESENTATIVE,
                        by,
                        said == Said.YES,
                        Instant.EPOCH,
                        ""));
    }

    private static Optional<Guardianship> guardianship(UUID guardian, Standing standing) {
        var always = Validity.since(TODAY.minusYears(5));
        return switch (standing) {
            case NOBODY -> Optional.empty();
            case ALONE -> Optional.of(guardianship(guardian, CHILD, ALONE, always));
            case JOINTLY -> Optional.of(guardianship(guardian, CHILD, JOINTLY, always));
            case WITHOUT_CONSENT ->
                Optional.of(
                        guardianship(guardian, CHILD, Set.of(GuardianScope.RECORDS, GuardianScope.ACCOUNT), always));
            case ENDED ->
                Optional.of(guardianship(
                        guardian, CHILD, ALONE, Validity.between(TODAY.minusYears(5), TODAY.minusDays(1))));
            case LIMITED_BY_A_COURT ->
                Optional.of(limited(
                        guardianship(guardian, CHILD, Set.of(GuardianScope.values()), always),
                        Set.of(GuardianScope.CONSENT, GuardianScope.CONSENT_JOINTLY)));
            case JOINT_BY_A_COURT ->
                Optional.of(limited(
                        guardianship(guardian, CHILD, Set.of(GuardianScope.values()), always),
                        Set.of(GuardianScope.CONSENT)));
            case OF_ANOTHER_CHILD -> Optional.of(guardianship(guardian, id("other child"), ALONE, always));
        };
    }

    private static Guardianship limited(Guardianship guardianship, Set<GuardianScope> taken) {
        return guardianship.with(
                guardianship.scope(), Set.of(new CourtLimit(taken, Validity.since(TODAY), Optional.empty())));
    }

    private static Guardianship guardianship(UUID guardian, UUID child, Set<GuardianScope> scope, Validity days) {
        return new Guardianship(UUID.randomUUID(), guardian, child, GuardianKind.GUARDIAN, scope, days);
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
