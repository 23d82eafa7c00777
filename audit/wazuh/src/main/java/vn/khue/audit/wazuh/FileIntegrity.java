package vn.khue.audit.wazuh;

import java.util.List;
import vn.khue.audit.wazuh.item.LastScan;
import vn.khue.audit.wazuh.item.WatchedFile;

/** File integrity monitoring (syscheck). 4.x only. */
public final class FileIntegrity {

    private final Calls calls;
    private final Lists lists;

    FileIntegrity(Calls calls, Lists lists) {
        this.calls = calls;
        this.lists = lists;
    }

    /** The files that are watched on an agent, the latest changed first. */
    public Reply<Page<WatchedFile>> files(String agent, Slice slice) {
        return lists.page(
                Request.of(Operation.SYSCHECK)
                        .with("agent_id", Names.agent(agent))
                        .slice(slice)
                        .query("sort", "-date"),
                json -> new WatchedFile(
                        json.text("file", JsonObject.LONG).orElse("?"),
                        json.textOr("type", "?"),
                        json.count("changes"),
                        json.instant("date"),
                        json.text("sha256", 64).filter(hash -> hash.matches("[0-9a-fA-F]{64}"))));
    }

    /** When an agent was last looked through. */
    public Reply<LastScan> lastScan(String agent) {
        return lists.seen(
                Request.of(Operation.SYSCHECK_LAST).with("agent_id", Names.agent(agent)),
                data -> data.list("affected_items").isEmpty(),
                (data, sight) -> {
                    JsonObject scan =
                            data.objects("affected_items").stream().findFirst().orElse(JsonObject.empty());
                    return new LastScan(scan.instant("start"), scan.instant("end"));
                });
    }

    /**
     * Looks an agent through now.
     *
     * @return the agents that were told to
     */
    public Reply<List<String>> scan(String agent) {
        return calls.envelope(Request.of(Operation.SYSCHECK_RUN).query("agents_list", Names.agent(agent)))
                .map(Envelopes::affected);
    }
}
