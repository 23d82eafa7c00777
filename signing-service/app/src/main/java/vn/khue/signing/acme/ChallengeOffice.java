package vn.khue.signing.acme;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks hosts for the answers of their challenges (RFC 8555 section 7.5.1), before the client's request is answered. No transaction
 * is open while a host is asked, and only so many are asked at once. Thread-safe.
 */
@Service
class ChallengeOffice {
    private static final int AT_ONCE = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AcmeOrders orders;
    private final OrderOffice office;
    private final Http01 http;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    ChallengeOffice(
            AcmeOrders orders, OrderOffice office, Http01 http, PlatformTransactionManager transactions, Clock clock) {
        this.orders = orders;
        this.office = office;
        this.http = http;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Validates now, if that was not done; else says how it went. */
    AcmeAuthorization answer(AcmeAccount account, UUID id) {
        UUID order = office.authorization(account, id).order();
        takeTurn();
        try {
            transaction.execute(status -> begin(account, order, id)).ifPresent(mine -> validate(account, mine));
        } finally {
            turns.release();
        }
        return office.authorization(account, id);
    }

    private void takeTurn() {
        try {
            if (turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AcmeException(AcmeError.RATE_LIMITED, "at most " + AT_ONCE + " challenges at once expected");
    }

    private void validate(AcmeAccount account, AcmeAuthorization mine) {
        Optional<AcmeError> objection = Optional.of(AcmeError.CONNECTION);
        try {
            // RFC 8555 section 8.1: the token and the thumbprint of the account's key.
            objection = http.objection(mine.name(), mine.token(), mine.token() + "." + account.thumbprint());
        } finally {
            Optional<AcmeError> found = objection;
            transaction.executeWithoutResult(status -> end(mine, found));
        }
    }

    private Optional<AcmeAuthorization> begin(AcmeAccount account, UUID order, UUID id) {
        orders.lock(order);
        AcmeAuthorization now = office.authorization(account, id);
        boolean waits = now.state() == AcmeAuthorization.State.PENDING
                && office.find(account, order).state() == AcmeOrder.State.PENDING;
        if (!waits) {
            return Optional.empty();
        }
        orders.begin(id);
        return Optional.of(now);
    }

    private void end(AcmeAuthorization authorization, Optional<AcmeError> objection) {
        AcmeOrder order = orders.lock(authorization.order()).orElseThrow();
        AcmeAuthorization now = orders.authorization(authorization.id()).orElseThrow();
        if (now.state() != AcmeAuthorization.State.PROCESSING) {
            return;
        }
        objection.ifPresentOrElse(
                error -> orders.failed(now.id(), error), () -> orders.validated(now.id(), clock.instant()));
        if (order.state() != AcmeOrder.State.PENDING) {
            return;
        }
        if (objection.isPresent()) {
            orders.move(order.id(), AcmeOrder.State.INVALID);
        } else if (orders.authorizations(order.id()).stream()
                .allMatch(each -> each.state() == AcmeAuthorization.State.VALID)) {
            orders.move(order.id(), AcmeOrder.State.READY);
        }
    }
}
