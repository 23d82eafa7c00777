package vn.khue.audit.event;

import java.util.List;

/** Carries a batch to the audit service. Closed by the sender that it was given to. */
public interface EventTransport extends AutoCloseable {

    /**
     * Delivers at least once; never throws for what the network or the other side does.
     *
     * @param batch 1 to 1,000 rows
     */
    Delivery send(List<OutboxRow> batch) throws InterruptedException;

    /** Gives back what it holds; a transport that holds nothing need not care. */
    @Override
    default void close() {}
}
