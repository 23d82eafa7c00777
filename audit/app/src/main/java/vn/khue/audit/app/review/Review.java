package vn.khue.audit.app.review;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A round of review.
 *
 * @param number by which people name it
 * @param seenFrom acts before were not looked at
 * @param unusedDays an account without a sign of life for longer counts as unused
 * @param signedAt empty while it is open
 * @param note of who signed
 */
public record Review(
        UUID id,
        long number,
        Instant openedAt,
        UUID openedBy,
        String openedName,
        Instant seenFrom,
        int unusedDays,
        Optional<Instant> signedAt,
        Optional<String> signedName,
        String note,
        List<Account> accounts) {

    public Review {
        accounts = List.copyOf(accounts);
    }

    /** What is decided about an account. Texts: {@code review.decision.NAME}. */
    public enum Decision {
        KEEP,
        REMOVE,
        /** Of the unit or the person, whether it is still needed. */
        ASK
    }

    /**
     * An account as it was known when the round was opened.
     *
     * @param person Khuê id
     * @param lastLogin within the time that was looked at
     * @param lastAct in one of the roles, likewise
     */
    public record Account(
            UUID person,
            List<String> roles,
            Optional<Instant> lastLogin,
            Optional<Instant> lastAct,
            boolean unused,
            Optional<Decision> decision,
            String note,
            Optional<String> decidedName) {

        public Account {
            roles = List.copyOf(roles);
        }
    }

    /** How many are still to be decided. */
    public long left() {
        return accounts.stream().filter(each -> each.decision().isEmpty()).count();
    }

    public long unused() {
        return accounts.stream().filter(Account::unused).count();
    }

    public boolean open() {
        return signedAt.isEmpty();
    }
}
