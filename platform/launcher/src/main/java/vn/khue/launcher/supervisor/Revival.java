package vn.khue.launcher.supervisor;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.khue.launcher.Console;
import vn.khue.launcher.home.StateDirectory;
import vn.khue.launcher.part.Health;
import vn.khue.launcher.part.LogTail;
import vn.khue.launcher.part.Part;
import vn.khue.launcher.process.Poll;

/** Asks every part, and has the supervisor that runs start again what does not work. One run for one object. */
public final class Revival {
    /** What the supervisor may wait before it looks, and between two deaths. */
    private static final Duration SUPERVISOR = Duration.ofSeconds(40);

    private static final Duration INTERVAL = Duration.ofMillis(150);

    private final StateDirectory state;
    private final Console console;
    private final PartStarter starter;
    private final GivenUp givenUp;

    public Revival(StateDirectory state, Console console) {
        this.state = state;
        this.console = console;
        this.starter = new PartStarter(state, console);
        this.givenUp = new GivenUp(state);
    }

    /**
     * Returns when every part works or it is clear that one does not; names each that does not, with the last lines of its log.
     *
     * @return whether every part works
     */
    public boolean run(List<Part> parts) {
        Map<Part, Long> missing = new LinkedHashMap<>();
        for (Part part : parts) {
            if (!works(part)) {
                missing.put(part, LogTail.end(state.log(part.name())));
                console.step("part.missing", part.name());
                givenUp.forgive(part);
            }
        }
        boolean all = true;
        for (Map.Entry<Part, Long> each : missing.entrySet()) {
            all &= returns(each.getKey(), each.getValue());
        }
        return all;
    }

    private boolean returns(Part part, long logStart) {
        Poll.until(part.patience().plus(SUPERVISOR), INTERVAL, () -> works(part) || givenUp.has(part));
        if (works(part)) {
            console.step("part.back", part.name());
            return true;
        }
        String lines = starter.lastLines(part, logStart);
        console.step(
                "part.not.back",
                part.name(),
                state.log(part.name()),
                lines.isEmpty() ? starter.lastLines(part, 0) : lines);
        return false;
    }

    private boolean works(Part part) {
        return starter.running(part).isPresent() && part.health() instanceof Health.Up;
    }
}
