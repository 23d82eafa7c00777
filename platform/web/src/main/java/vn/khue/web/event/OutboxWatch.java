package vn.khue.web.event;

import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import vn.khue.audit.event.Backlog;
import vn.khue.audit.event.BacklogWatch;
import vn.khue.audit.event.OutboxBound;

/** Watches the app's outbox from when the app is up until before it closes its database. Safe for concurrent use. */
public final class OutboxWatch implements SmartLifecycle {

    private final Supplier<BacklogWatch> watches;
    private final OutboxBound bound;
    private final AtomicReference<BacklogWatch> running = new AtomicReference<>();

    /** @param watches makes a watch that was never started */
    public OutboxWatch(Supplier<BacklogWatch> watches, OutboxBound bound) {
        this.watches = watches;
        this.bound = bound;
    }

    /** What waits, as last looked at; nothing before the first look. */
    public Backlog current() {
        return Optional.ofNullable(running.get()).map(BacklogWatch::current).orElseGet(() -> Backlog.none(bound));
    }

    /** Shows it among the app's metrics. */
    public MeterBinder meter(Clock clock) {
        return new BacklogMeter(this, clock);
    }

    /** Shows it in the app's health. */
    public HealthIndicator health() {
        return new BacklogHealth(this);
    }

    @Override
    public void start() {
        BacklogWatch watch = watches.get();
        if (running.compareAndSet(null, watch)) {
            watch.start();
        }
    }

    @Override
    public void stop() {
        BacklogWatch watch = running.getAndSet(null);
        if (watch != null) {
            watch.close();
        }
    }

    @Override
    public boolean isRunning() {
        return running.get() != null;
    }

    /** With the delivery. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
