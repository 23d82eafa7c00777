package vn.khue.console.family;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An app that learns something only with consent, and how far it has it. Immutable.
 *
 * @param client its client at the gate
 * @param name in the reader's language
 * @param purpose in the reader's language; empty where the app named none
 * @param purposeVersion of the text of the purpose; goes with a yes, so that nobody agrees to another text than was shown
 * @param owner the unit that answers for it; empty where none is named
 * @param since from when the app may have all claims; empty where it may not
 * @param claims one by one
 */
public record AppConsent(
        String client,
        String name,
        String purpose,
        String purposeVersion,
        String owner,
        Optional<Instant> since,
        List<Claim> claims) {

    /**
     * One thing that an app may learn.
     *
     * @param name of the claim, such as {@code email}
     * @param told whether the app learns it today
     */
    public record Claim(String name, Word person, Word representative, boolean told) {

        /** What the side of the reader has said. */
        public Word of(boolean self) {
            return self ? person : representative;
        }
    }

    public AppConsent {
        claims = List.copyOf(claims);
    }

    /** What that side has said as a whole: PARTLY where it did not say the same to all claims. */
    public Word wordOf(boolean ofPerson) {
        List<Word> said =
                claims.stream().map(claim -> claim.of(ofPerson)).distinct().toList();
        return said.size() == 1 ? said.get(0) : Word.PARTLY;
    }

    /** How many of the claims the app learns today. */
    public long told() {
        return claims.stream().filter(Claim::told).count();
    }

    /** Whether that side has agreed to anything. */
    public boolean anyGiven(boolean self) {
        return claims.stream().anyMatch(claim -> claim.of(self) == Word.GIVEN);
    }

    /** Whether that side has yet to say something. */
    public boolean unanswered(boolean self) {
        return claims.stream().anyMatch(claim -> claim.of(self) == Word.MISSING);
    }
}
