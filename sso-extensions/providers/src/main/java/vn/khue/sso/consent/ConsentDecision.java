package vn.khue.sso.consent;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import vn.khue.directory.GuardianScope;
import vn.khue.directory.Guardianship;
import vn.khue.sso.age.AgeBand;

/**
 * Which claims about a person may go to one app on one day (R4.39).
 *
 * <ul>
 *   <li>under 7 (by policy): a representative; what the child said does not count
 *   <li>from 7 to 15: the child and a representative
 *   <li>from 16 on: the person; what representatives said no longer counts
 * </ul>
 *
 * <p>Only who represents the child on that day counts, by a guardianship with consent in its scope that no court limits. One who may consent
 * alone suffices; those who may only jointly suffice where everybody who may has said yes. Where those who may differ, the answer is no:
 * that is the child's best interest. Immutable.
 */
final class ConsentDecision {
    private final UUID person;
    private final AgeBand band;
    private final Set<UUID> alone = new HashSet<>();
    private final Set<UUID> all = new HashSet<>();
    private final Map<String, Map<UUID, Boolean>> answers = new HashMap<>();

    /**
     * @param person Khuê id
     * @param band who decides for the person on that day
     * @param guardianships in which the person is the child, with court limits as written; others are left out
     * @param answers last answers for one app, to the purpose of today; at most one of a claim by the same person counts
     */
    ConsentDecision(
            UUID person, AgeBand band, Collection<Guardianship> guardianships, LocalDate day, List<Answer> answers) {
        this.person = person;
        this.band = band;
        for (Guardianship guardianship : guardianships) {
            Set<GuardianScope> scope = guardianship.scopeOn(day);
            if (!guardianship.child().equals(person)) {
                continue;
            }
            if (scope.contains(GuardianScope.CONSENT)) {
                alone.add(guardianship.guardian());
                all.add(guardianship.guardian());
            } else if (scope.contains(GuardianScope.CONSENT_JOINTLY)) {
                all.add(guardianship.guardian());
            }
        }
        for (Answer answer : answers) {
            boolean fits = answer.person().equals(person)
                    && (answer.side() == Side.SELF) == answer.by().equals(person);
            if (fits) {
                this.answers
                        .computeIfAbsent(answer.claim(), claim -> new HashMap<>())
                        // Two answers of one person cannot be told apart; no is the safe one.
                        .merge(answer.by(), answer.given(), (one, other) -> one && other);
            }
        }
    }

    /** What the person said about that claim. */
    Word self(String claim) {
        return band == AgeBand.CHILD_UNDER_7
                ? Word.NOT_NEEDED
                : word(said(claim).get(person));
    }

    /** What those who represent the person said about that claim. */
    Word representative(String claim) {
        if (band == AgeBand.YOUTH || band == AgeBand.ADULT) {
            return Word.NOT_NEEDED;
        }
        Map<UUID, Boolean> said = said(claim);
        if (all.stream().anyMatch(guardian -> Boolean.FALSE.equals(said.get(guardian)))) {
            return Word.REFUSED;
        }
        boolean one = alone.stream().anyMatch(guardian -> Boolean.TRUE.equals(said.get(guardian)));
        boolean everybody = !all.isEmpty() && said.keySet().containsAll(all);
        return one || everybody ? Word.GIVEN : Word.MISSING;
    }

    /** Whether that claim may go to the app. */
    boolean mayTell(String claim) {
        return self(claim).suffices() && representative(claim).suffices();
    }

    private Map<UUID, Boolean> said(String claim) {
        return answers.getOrDefault(claim, Map.of());
    }

    private static Word word(Boolean given) {
        if (given == null) {
            return Word.MISSING;
        }
        return given ? Word.GIVEN : Word.REFUSED;
    }
}
