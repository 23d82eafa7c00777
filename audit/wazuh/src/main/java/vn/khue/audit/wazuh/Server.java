package vn.khue.audit.wazuh;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vn.khue.audit.wazuh.item.ServerInfo;
import vn.khue.audit.wazuh.item.ServerProcesses;
import vn.khue.audit.wazuh.item.VersionCheck;

/** The server's own processes and its ruleset. 4.x only. */
public final class Server {

    private final Calls calls;

    Server(Calls calls) {
        this.calls = calls;
    }

    /** Which processes run. Some are stopped in a sound installation, for they are optional. */
    public Reply<ServerProcesses> processes() {
        return calls.envelope(Request.of(Operation.SERVER_PROCESSES)).map(envelope -> {
            JsonObject states = Envelopes.first(envelope);
            Map<String, Boolean> running = new TreeMap<>();
            for (String name : states.names()) {
                running.put(WireText.clean(name, 64), "running".equals(states.textOr(name, "")));
            }
            return new ServerProcesses(running);
        });
    }

    public Reply<ServerInfo> info() {
        return calls.envelope(Request.of(Operation.SERVER_INFO)).map(envelope -> {
            JsonObject info = Envelopes.first(envelope);
            return new ServerInfo(info.textOr("version", "?"), info.textOr("type", "?"), info.text("uuid", 64));
        });
    }

    /** Whether Wazuh has published newer versions; nothing where its server may not ask, as behind a school's wall. */
    public Reply<VersionCheck> newerVersions() {
        return calls.envelope(Request.of(Operation.VERSION_CHECK)).map(envelope -> {
            JsonObject data = Envelopes.data(envelope);
            return new VersionCheck(
                    data.textOr("current_version", "?"),
                    data.instant("last_check_date"),
                    tag(data, "last_available_patch"),
                    tag(data, "last_available_minor"),
                    tag(data, "last_available_major"));
        });
    }

    private static Optional<String> tag(JsonObject data, String name) {
        return data.object(name).flatMap(version -> version.text("tag", 64));
    }

    /** As {@link #reloadRuleset()}, on every node of a cluster; the names of the nodes that did. */
    public Reply<List<String>> reloadRulesetOfCluster() {
        return calls.envelope(Request.of(Operation.CLUSTER_RULESET_RELOAD)).map(Envelopes::affected);
    }

    /** Makes rules, decoders and lists that were uploaded take effect. */
    public Reply<Done> reloadRuleset() {
        return calls.envelope(Request.of(Operation.RULESET_RELOAD)).map(Done::of);
    }
}
