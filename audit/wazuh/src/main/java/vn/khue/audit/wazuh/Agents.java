package vn.khue.audit.wazuh;

import java.util.List;
import java.util.Optional;
import vn.khue.audit.wazuh.item.Agent;
import vn.khue.audit.wazuh.item.AgentCounts;
import vn.khue.audit.wazuh.item.AgentState;

/** The computers that Wazuh watches. */
public final class Agents {

    private final Calls calls;
    private final Lists lists;

    Agents(Calls calls, Lists lists) {
        this.calls = calls;
        this.lists = lists;
    }

    /** The first page, by id; the server itself is agent 000. */
    public Reply<Page<Agent>> first(int limit) {
        return lists.page(page(limit), Agents::agent);
    }

    /**
     * The page after that id. Wazuh has no cursor; an offset would pass over agents when others leave between two pages.
     *
     * @param id the last of the page before
     */
    public Reply<Page<Agent>> after(String id, int limit) {
        return lists.page(page(limit).query("q", "id>" + Names.agent(id)), Agents::agent);
    }

    /** That agent; refused with Wazuh's 1701 if there is none. */
    public Reply<Optional<Agent>> find(String id) {
        return lists.page(Request.of(Operation.AGENTS).query("agents_list", Names.agent(id)), Agents::agent)
                .map(page -> page.items().stream().findFirst());
    }

    /** How many are in which state, without the server itself. */
    public Reply<AgentCounts> counts() {
        return lists.seen(
                Request.of(Operation.AGENT_COUNTS),
                data -> connection(data).count("total") == 0,
                (data, sight) -> new AgentCounts(
                        connection(data).count("active"),
                        connection(data).count("disconnected"),
                        connection(data).count("pending"),
                        connection(data).count("never_connected"),
                        connection(data).count("total")));
    }

    /** Puts an agent into a group, besides those it is in. The ids of the agents that were. */
    public Reply<List<String>> join(String agent, String group) {
        return calls.envelope(Request.of(Operation.AGENT_JOIN)
                        .with("agent_id", Names.agent(agent))
                        .with("group_id", Names.group(group)))
                .map(Envelopes::affected);
    }

    /** Takes an agent out of a group. */
    public Reply<Done> leave(String agent, String group) {
        return calls.envelope(Request.of(Operation.AGENT_LEAVE)
                        .with("agent_id", Names.agent(agent))
                        .with("group_id", Names.group(group)))
                .map(Done::of);
    }

    private static Request page(int limit) {
        return Request.of(Operation.AGENTS)
                .query("limit", Integer.toString(new Slice(0, limit).limit()))
                .query("sort", "+id");
    }

    private static JsonObject connection(JsonObject data) {
        return data.object("connection").orElse(JsonObject.empty());
    }

    static Agent agent(JsonObject json) {
        return new Agent(
                json.textOr("id", "?"),
                json.textOr("name", "?"),
                AgentState.of(json.textOr("status", "")),
                json.text("ip", 64).filter(address -> !"any".equals(address)),
                json.text("version", 64),
                json.texts("group", JsonObject.SHORT),
                json.object("os").flatMap(os -> os.text("name", JsonObject.SHORT)),
                json.object("os").flatMap(os -> os.text("version", JsonObject.SHORT)),
                json.instant("dateAdd"),
                json.instant("lastKeepAlive"),
                json.text("group_config_status", 32).map("synced"::equals));
    }
}
