package vn.khue.web.event;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.springframework.context.SmartLifecycle;
import vn.khue.audit.event.Heartbeat;

/** Runs the app's heartbeat from when the app is up until before its events are no longer delivered. Safe for concurrent use. */
public final class SignsOfLife implements SmartLifecycle {

    private final Supplier<Heartbeat> heartbeats;
    private final AtomicReference<Heartbeat> running = new AtomicReference<>();

    /** @param heartbeats makes a heartbeat that was never started */
    public SignsOfLife(Supplier<Heartbeat> heartbeats) {
        this.heartbeats = heartbeats;
    }

    @Override
    public void start() {
        Heartbeat heartbeat = heartbeats.get();
        if (running.compareAndSet(null, heartbeat)) {
            heartbeat.start();
        }
    }

    @Override
    public void stop() {
        Heartbeat heartbeat = running.getAndSet(null);
        if (heartbeat != null) {
            heartbeat.close();
        }
    }

    @Override
    public boolean isRunning() {
        return running.get() != null;
    }

    /** With the delivery: when it starts, the app takes requests. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
