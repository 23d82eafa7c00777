package vn.khue.web.event;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.springframework.context.SmartLifecycle;
import vn.khue.audit.event.OutboxSender;

/** Runs the outbox's sender from when the app is up until before it closes its database. Safe for concurrent use. */
public final class EventDelivery implements SmartLifecycle {

    private final Supplier<OutboxSender> senders;
    private final AtomicReference<OutboxSender> running = new AtomicReference<>();

    /** @param senders makes a sender that was never started */
    public EventDelivery(Supplier<OutboxSender> senders) {
        this.senders = senders;
    }

    /** Rows may be waiting. */
    public void wake() {
        OutboxSender sender = running.get();
        if (sender != null) {
            sender.wake();
        }
    }

    @Override
    public void start() {
        OutboxSender sender = senders.get();
        if (running.compareAndSet(null, sender)) {
            sender.start();
        }
    }

    @Override
    public void stop() {
        OutboxSender sender = running.getAndSet(null);
        if (sender != null) {
            sender.close();
        }
    }

    @Override
    public boolean isRunning() {
        return running.get() != null;
    }

    /** Last to start, first to stop: the web server takes requests without it. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
