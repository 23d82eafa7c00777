package vn.khue.signing.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import vn.khue.signing.document.PageOf;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;

/**
 * What came of the same act on several documents, each in a transaction of its own.
 *
 * @param act name of the act in the texts: {@code number} or {@code publish}
 * @param done how many
 * @param failures the others
 */
public record ClerkRound(String act, int done, List<Failure> failures) {
    public ClerkRound {
        failures = List.copyOf(failures);
    }

    /** @param refusal key of the text that says why */
    public record Failure(UUID document, String refusal) {}

    /** @throws SigningException NOTHING_CHOSEN, or TOO_MANY_CHOSEN where there are more than a page holds */
    static ClerkRound of(String act, List<UUID> chosen, Consumer<UUID> work) {
        if (chosen.isEmpty()) {
            throw new SigningException(Refusal.NOTHING_CHOSEN);
        }
        if (chosen.size() > PageOf.SIZE) {
            throw new SigningException(Refusal.TOO_MANY_CHOSEN, Integer.toString(PageOf.SIZE));
        }
        int done = 0;
        List<Failure> failures = new ArrayList<>();
        for (UUID document : chosen) {
            try {
                work.accept(document);
                done++;
            } catch (SigningException refused) {
                failures.add(new Failure(
                        document, "problem." + refused.refusal().kind().code() + ".title"));
            }
        }
        return new ClerkRound(act, done, failures);
    }
}
