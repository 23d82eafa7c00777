package vn.khue.launcher.part;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import vn.khue.launcher.process.ProcessSpec;

/** One process that belongs to Khuê: how it is prepared, started, asked for its health and ended. */
public interface Part {
    /** Short name in Latin letters; names its log and its record. */
    String name();

    /** Where it listens; the first is the one that people are told. */
    List<PortUse> ports();

    /** Makes what the process needs before it can start; does nothing where that is already there. */
    void prepare();

    /** How to start it, the same for the same installation. */
    ProcessSpec process();

    /** Asks once whether it is ready; answers within three seconds. */
    Health health();

    /** Audit events that wait in it, as it says now; empty for a part that has none, or does not say. Answers within three seconds. */
    default Optional<Waiting> waiting() {
        return Optional.empty();
    }

    /** How long it may take from its start until it is ready. */
    Duration patience();

    /** Does what can be done only with the running part; called each time it has become ready. */
    void onReady();
}
