package vn.khue.audit.wazuh.item;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** @param running by the name of the process, for example {@code wazuh-analysisd} */
public record ServerProcesses(Map<String, Boolean> running) {
    public ServerProcesses {
        running = Collections.unmodifiableMap(new TreeMap<>(running));
    }

    /** False also for one that Wazuh does not name. */
    public boolean runs(String process) {
        return running.getOrDefault(process, false);
    }
}
