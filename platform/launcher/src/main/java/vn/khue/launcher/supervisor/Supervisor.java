package vn.khue.launcher.supervisor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import vn.khue.launcher.Console;
import vn.khue.launcher.LauncherException;
import vn.khue.launcher.home.StateDirectory;
import vn.khue.launcher.part.Part;
import vn.khue.launcher.process.PartProcess;
import vn.khue.launcher.process.ProcessIdentity;
import vn.khue.launcher.process.RunRecord;

/** Brings all parts up, keeps them up and ends them in order. One run for one object. */
public final class Supervisor {
    private static final Duration STOP_LIMIT = Duration.ofMinutes(2);
    private static final long LOOK_MILLIS = 500;

    private final StateDirectory state;
    private final Console console;
    private final PartStarter starter;
    private final GivenUp givenUp;
    private final List<Part> parts;
    private final Map<String, PartProcess> processes = new ConcurrentHashMap<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    /** @param parts in the order in which they may be ended backwards */
    public Supervisor(StateDirectory state, List<Part> parts, Console console) {
        this.state = state;
        this.parts = List.copyOf(parts);
        this.console = console;
        this.starter = new PartStarter(state, console);
        this.givenUp = new GivenUp(state);
    }

    /** Where the supervisor of a state directory leaves its own record. */
    public static Path recordOf(StateDirectory state) {
        return state.run().resolve("supervisor");
    }

    /** Leaves the record of this process; the caller holds the {@link SupervisorLock}. */
    public static void announce(StateDirectory state) {
        RunRecord.write(recordOf(state), self());
    }

    /** A record of the supervisor that is there while everything it started is up. */
    public static Path readyMarkOf(StateDirectory state) {
        return state.run().resolve("ready");
    }

    /**
     * Runs Khuê until it is asked to stop (SIGTERM, SIGINT); the caller holds the {@link SupervisorLock}.
     *
     * @param plan adds the steps that bring the parts up; it gets the way to start a part
     * @throws LauncherException when a part does not come up; everything that was started is ended first
     */
    public void run(BiConsumer<Steps, java.util.function.Consumer<Part>> plan) {
        Thread main = Thread.currentThread();
        Thread hook = new Thread(() -> {
            stop.countDown();
            main.interrupt();
            awaitEnd();
        });
        Runtime.getRuntime().addShutdownHook(hook);
        announce(state);
        parts.forEach(givenUp::forgive);
        try {
            Steps steps = new Steps();
            plan.accept(steps, part -> processes.put(part.name(), starter.start(part)));
            runUnlessStopped(steps);
            if (stop.getCount() > 0) {
                RunRecord.write(readyMarkOf(state), self());
                console.step("all.up");
                watch();
            }
        } finally {
            Thread.interrupted();
            RunRecord.remove(readyMarkOf(state));
            stopAll();
            RunRecord.remove(recordOf(state));
            ended.countDown();
        }
    }

    private static ProcessIdentity self() {
        return ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();
    }

    private void runUnlessStopped(Steps steps) {
        try {
            steps.run();
        } catch (RuntimeException e) {
            if (stop.getCount() > 0) {
                throw e;
            }
        }
    }

    private void watch() {
        List<Thread> watches = new ArrayList<>();
        for (Part part : parts) {
            PartProcess process = processes.get(part.name());
            Thread watch = new Thread(
                    new PartWatch(part, process, starter, givenUp, stop, console, LOOK_MILLIS), "watch-" + part.name());
            watch.setDaemon(true);
            watch.start();
            watches.add(watch);
        }
        try {
            stop.await();
        } catch (InterruptedException e) {
            stop.countDown();
        }
        for (Thread watch : watches) {
            watch.interrupt();
            joinQuietly(watch);
        }
    }

    private void stopAll() {
        List<Part> backwards = new ArrayList<>(parts);
        java.util.Collections.reverse(backwards);
        backwards.forEach(starter::stop);
        parts.forEach(givenUp::forgive);
        console.step("all.down");
    }

    private static void joinQuietly(Thread thread) {
        try {
            thread.join(STOP_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitEnd() {
        try {
            if (!ended.await(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                console.step("stop.slow", STOP_LIMIT.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
