package vn.khue.audit.wazuh;

import java.time.Instant;
import java.util.Optional;
import vn.khue.audit.wazuh.item.ClusterNode;
import vn.khue.audit.wazuh.item.ClusterState;

/** Several servers that are one. */
public final class Cluster {

    private final Calls calls;
    private final Lists lists;

    Cluster(Calls calls, Lists lists) {
        this.calls = calls;
        this.lists = lists;
    }

    /** 5.x does not say whether it is enabled, for it always is. */
    public Reply<ClusterState> state() {
        return calls.envelope(Request.of(Operation.CLUSTER_STATUS)).map(envelope -> {
            JsonObject data = Envelopes.data(envelope);
            return new ClusterState(
                    data.flag("enabled").orElse(true), data.flag("running").orElse(false));
        });
    }

    /** The nodes that are connected, by name; {@link #nodes()} tells more of each and asks more of the master. */
    public Reply<Page<ClusterNode>> connected(Slice slice) {
        return lists.page(
                Request.of(Operation.CLUSTER_NODES).slice(slice).query("sort", "+name"),
                info -> node(info, Optional.empty()));
    }

    /** Each node as the master knows it. */
    public Reply<Page<ClusterNode>> nodes() {
        return lists.page(Request.of(Operation.CLUSTER_HEALTH), Cluster::node);
    }

    private static ClusterNode node(JsonObject json) {
        JsonObject info = json.object("info").orElse(JsonObject.empty());
        return node(info, json.object("status").flatMap(status -> status.instant("last_keep_alive")));
    }

    private static ClusterNode node(JsonObject info, Optional<Instant> lastSeen) {
        return new ClusterNode(
                info.textOr("name", "?"),
                "master".equals(info.textOr("type", "")),
                info.textOr("version", "?"),
                info.textOr("ip", "?"),
                lastSeen);
    }
}
