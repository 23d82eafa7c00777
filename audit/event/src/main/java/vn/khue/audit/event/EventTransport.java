package vn.khue.audit.event;

import java.util.List;

/** Carries a batch to the audit service. */
public interface EventTransport {

    /**
     * Delivers at least once; never throws for what the network or the other side does.
     *
     * @param batch 1 to 1,000 rows
     */
    Delivery send(List<OutboxRow> batch) throws InterruptedException;
}
