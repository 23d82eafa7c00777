package vn.khue.launcher.supervisor;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import vn.khue.launcher.Console;
import vn.khue.launcher.part.Part;
import vn.khue.launcher.process.PartProcess;

/**
 * Watches one part after it came up and starts it again when it dies. It gives up after five deaths in a row that each followed
 * within ten minutes: a part that cannot live is for a person to look at.
 */
final class PartWatch implements Runnable {
    private static final int MOST_DEATHS = 5;
    private static final Duration CALM = Duration.ofMinutes(10);
    private static final long LOOK_MILLIS = 500;

    private final Part part;
    private final PartStarter starter;
    private final CountDownLatch stop;
    private final Console console;
    private PartProcess process;

    PartWatch(Part part, PartProcess process, PartStarter starter, CountDownLatch stop, Console console) {
        this.part = part;
        this.process = process;
        this.starter = starter;
        this.stop = stop;
        this.console = console;
    }

    @Override
    public void run() {
        int deaths = 0;
        long lastDeath = System.nanoTime();
        while (!stopped(LOOK_MILLIS)) {
            if (process.alive()) {
                continue;
            }
            long now = System.nanoTime();
            deaths = now - lastDeath > CALM.toNanos() ? 1 : deaths + 1;
            lastDeath = now;
            console.step("part.dead.running", part.name(), starter.lastLines(part, 0));
            if (deaths > MOST_DEATHS) {
                console.step("part.given.up", part.name(), MOST_DEATHS);
                return;
            }
            if (stopped(LOOK_MILLIS << deaths)) {
                return;
            }
            restart();
        }
    }

    private void restart() {
        try {
            process = starter.start(part);
        } catch (RuntimeException e) {
            console.line(String.valueOf(e.getMessage()));
        }
    }

    private boolean stopped(long millis) {
        try {
            return stop.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }
}
