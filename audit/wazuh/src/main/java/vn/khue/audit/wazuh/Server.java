package vn.khue.audit.wazuh;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vn.khue.audit.wazuh.item.NodeReload;
import vn.khue.audit.wazuh.item.ServerInfo;
import vn.khue.audit.wazuh.item.ServerProcesses;
import vn.khue.audit.wazuh.item.VersionCheck;

/** The server's own processes and its ruleset. 4.x only. */
public final class Server {

    private final Calls calls;
    private final Cluster cluster;

    Server(Calls calls, Cluster cluster) {
        this.calls = calls;
        this.cluster = cluster;
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

    /**
     * Makes rules, decoders and lists that were uploaded take effect on every node: asks first whether there is a cluster, and does not guess where
     * that is not told. Each reload begins with no event remembered, so rules that count begin anew. Nodes that are not connected are not told of. Uploads go to the master; a worker reloads at the end of its next synchronisation, so that it has the files by then.
     * (framework/wazuh/analysis.py, core/cluster/worker.py and w_hotreload_create_ruleset in src/analysisd/analysisd.c, 4.14.7)
     */
    public Reply<List<NodeReload>> reloadRulesetEverywhere() {
        return cluster.state().then(state -> state.enabled() ? reloadRulesetOfCluster() : reloadRuleset());
    }

    /**
     * On every node of a cluster.
     *
     * @return partly where a node did not, with its name; refused where none did (1914: what stands in the files cannot be used, and the old
     *     ruleset goes on), or where there is no cluster
     */
    public Reply<List<NodeReload>> reloadRulesetOfCluster() {
        return reloads(Request.of(Operation.CLUSTER_RULESET_RELOAD));
    }

    /**
     * On some nodes of a cluster, so that the others keep what they have counted.
     *
     * @param nodes by name, at least one; one that is not there is named in the answer (1730)
     */
    public Reply<List<NodeReload>> reloadRulesetOf(List<String> nodes) {
        if (nodes.isEmpty()) {
            throw new WazuhException("Wazuh reload: expected a node, found none, which Wazuh takes for all");
        }
        return reloads(Request.of(Operation.CLUSTER_RULESET_RELOAD)
                .query(
                        "nodes_list",
                        String.join(",", nodes.stream().map(Names::node).toList())));
    }

    /** On the node that answers, and on no other. In a cluster this asks for {@code cluster:read} and {@code cluster:restart} of that node, too. */
    public Reply<List<NodeReload>> reloadRuleset() {
        return reloads(Request.of(Operation.RULESET_RELOAD));
    }

    private Reply<List<NodeReload>> reloads(Request request) {
        return calls.envelope(request)
                .map(envelope -> Envelopes.data(envelope).objects("affected_items").stream()
                        .map(item -> new NodeReload(
                                item.textOr("name", "?"), item.text("msg", 500).orElse("")))
                        .toList());
    }
}
