package vn.khue.web.stepup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khue.web.WebProperties.StepUpTimes;
import vn.khue.web.login.SignedInPerson;

/** {@link StepUp} over an {@link AuthorisationStore}. */
final class StoredStepUp implements StepUp {

    private static final Duration KEPT = Duration.ofDays(1);

    private final AuthorisationStore store;
    private final TransactionTemplate ownTransaction;
    private final StepUpTimes times;
    private final Clock clock;

    /** @param ownTransaction starts a new transaction whatever is under way */
    StoredStepUp(AuthorisationStore store, TransactionTemplate ownTransaction, StepUpTimes times, Clock clock) {
        this.store = store;
        this.ownTransaction = ownTransaction;
        this.times = times;
        this.clock = clock;
    }

    @Override
    public PendingAuthorisation begin(SignedInPerson person, String purpose, DigestList documents, String returnTo) {
        require(purpose.matches("[a-z0-9-]{1,32}"), "a purpose of 1 to 32 characters a-z, 0-9, hyphen", purpose);
        require(
                returnTo.length() <= 512 && returnTo.matches("/(?![/\\\\])[\\x21-\\x5b\\x5d-\\x7e]*"),
                "a path of this app",
                returnTo);
        Instant now = clock.instant();
        PendingAuthorisation pending =
                new PendingAuthorisation(UUID.randomUUID(), purpose, documents, returnTo, now.plus(times.pending()));
        inOwnTransaction(() -> {
            store.forgetBefore(now.minus(KEPT));
            store.add(
                    new Authorisation(
                            pending.id(),
                            person.khueId(),
                            purpose,
                            documents.count(),
                            documents.summary(),
                            returnTo,
                            Authorisation.State.PENDING,
                            pending.expires(),
                            Optional.empty(),
                            java.util.List.of()),
                    now);
            return pending;
        });
        return pending;
    }

    @Override
    public Consumption consume(SignedInPerson person, UUID authorisation, String purpose, DigestList documents) {
        return inOwnTransaction(() -> store.use(authorisation, person.khueId(), clock.instant())
                .map(used -> judge(used, purpose, documents))
                .orElseGet(() -> new Consumption.Refused(whyNot(person, authorisation))));
    }

    private Consumption judge(Authorisation used, String purpose, DigestList documents) {
        if (!clock.instant().isBefore(used.expires())) {
            return new Consumption.Refused(Refusal.EXPIRED);
        }
        if (!used.purpose().equals(purpose)) {
            return new Consumption.Refused(Refusal.OTHER_PURPOSE);
        }
        if (used.count() != documents.count() || !used.documents().sameAs(documents.summary())) {
            return new Consumption.Refused(Refusal.OTHER_DOCUMENTS);
        }
        return new Consumption.Granted(used.id(), used.authenticatedAt().orElseThrow(), used.methods());
    }

    private Refusal whyNot(SignedInPerson person, UUID authorisation) {
        return store.find(authorisation)
                .filter(found -> found.person().equals(person.khueId()))
                .map(found -> switch (found.state()) {
                    case USED -> Refusal.ALREADY_USED;
                    case PENDING, REFUSED, AUTHORISED -> Refusal.NOT_AUTHORISED;
                })
                .orElse(Refusal.UNKNOWN);
    }

    private <T> T inOwnTransaction(Supplier<T> work) {
        return ownTransaction.execute(status -> work.get());
    }

    private static void require(boolean holds, String expected, String found) {
        if (!holds) {
            throw new IllegalArgumentException("expected " + expected + ", found " + found.length() + " characters");
        }
    }
}
