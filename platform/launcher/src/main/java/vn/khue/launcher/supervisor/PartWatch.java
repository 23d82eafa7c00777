package vn.khue.launcher.supervisor;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import vn.khue.launcher.Console;
import vn.khue.launcher.part.Part;
import vn.khue.launcher.process.PartProcess;

/**
 * Watches one part after it came up and starts it again when it dies. It gives up after five deaths in a row that each followed
 * within ten minutes: a part that cannot live is for a person to look at. Where that person then asks for the part ({@link GivenUp}) it
 * is tried once more.
 */
final class PartWatch implements Runnable {
    private static final int MOST_DEATHS = 5;
    private static final Duration CALM = Duration.ofMinutes(10);

    private final Part part;
    private final PartStarter starter;
    private final GivenUp givenUp;
    private final CountDownLatch stop;
    private final Console console;
    private final long lookMillis;
    private PartProcess process;

    /** @param lookMillis pause between two looks; the pauses after deaths are multiples of it */
    PartWatch(
            Part part,
            PartProcess process,
            PartStarter starter,
            GivenUp givenUp,
            CountDownLatch stop,
            Console console,
            long lookMillis) {
        this.part = part;
        this.process = process;
        this.starter = starter;
        this.givenUp = givenUp;
        this.stop = stop;
        this.console = console;
        this.lookMillis = lookMillis;
    }

    @Override
    public void run() {
        int deaths = 0;
        long lastDeath = System.nanoTime();
        while (!stopped(lookMillis)) {
            if (process.alive()) {
                continue;
            }
            long now = System.nanoTime();
            deaths = now - lastDeath > CALM.toNanos() ? 1 : deaths + 1;
            lastDeath = now;
            if (deaths > MOST_DEATHS) {
                if (!startedWhenAsked()) {
                    return;
                }
                deaths = 0;
            } else {
                console.step("part.dead.running", part.name(), starter.lastLines(part, 0));
                if (stopped(lookMillis << deaths)) {
                    return;
                }
                restart();
            }
        }
    }

    /** Tries once each time that somebody asks for the part; says whether it runs, or else everything is to stop. */
    private boolean startedWhenAsked() {
        do {
            console.step("part.given.up", part.name(), MOST_DEATHS, starter.lastLines(part, 0));
            boolean marked = false;
            while (!marked || givenUp.has(part)) {
                marked = marked || mark();
                if (stopped(lookMillis)) {
                    return false;
                }
            }
        } while (!restart());
        return true;
    }

    // On a full disk there is no mark yet; the part stays given up all the same.
    private boolean mark() {
        try {
            givenUp.add(part);
            return true;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private boolean restart() {
        try {
            process = starter.start(part);
            return true;
        } catch (RuntimeException e) {
            console.line(String.valueOf(e.getMessage()));
            return false;
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
