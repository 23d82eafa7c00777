package vn.khue.audit.wazuh;

import java.util.Map;
import vn.khue.audit.wazuh.item.Agent;
import vn.khue.audit.wazuh.item.AgentGroup;

/** Groups of agents, by which agents get their configuration. */
public final class AgentGroups {

    private final Calls calls;
    private final Lists lists;

    AgentGroups(Calls calls, Lists lists) {
        this.calls = calls;
        this.lists = lists;
    }

    /** By name. */
    public Reply<Page<AgentGroup>> list(Slice slice) {
        return lists.page(
                Request.of(Operation.GROUPS).slice(slice).query("sort", "+name"),
                json -> new AgentGroup(json.textOr("name", "?"), json.count("count")));
    }

    public Reply<Done> create(String name) {
        return calls.envelope(Request.of(Operation.GROUP_CREATE).json(Map.of("group_id", Names.group(name))))
                .map(Done::of);
    }

    /** The agents of a group, by id. */
    public Reply<Page<Agent>> agents(String group, Slice slice) {
        return lists.page(
                Request.of(Operation.GROUP_AGENTS)
                        .with("group_id", Names.group(group))
                        .slice(slice)
                        .query("sort", "+id"),
                Agents::agent);
    }
}
