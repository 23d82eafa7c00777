package vn.khue.launcher.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import vn.khue.launcher.home.ContentHash;

/**
 * How to start one process and how to end it.
 *
 * @param command program and arguments; never a secret, since every user of the machine can read them
 * @param environment the whole environment of the process; nothing is inherited
 * @param directory where the process starts
 * @param log its output and errors are appended here
 * @param stopSignal what asks it to end, such as {@code TERM}
 * @param grace how long it may take to end before it is killed
 */
public record ProcessSpec(
        List<String> command,
        SortedMap<String, String> environment,
        Path directory,
        Path log,
        String stopSignal,
        Duration grace) {
    public ProcessSpec {
        command = List.copyOf(command);
        environment = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    }

    /** Tells a changed start from an unchanged one. */
    public String fingerprint() {
        ContentHash hash = new ContentHash();
        command.forEach(hash::text);
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            hash.text(variable.getKey()).text(variable.getValue());
        }
        return hash.shortHex();
    }
}
