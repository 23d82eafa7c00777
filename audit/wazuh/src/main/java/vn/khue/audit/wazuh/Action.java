package vn.khue.audit.wazuh;

/** The actions of Wazuh's RBAC that the operations here need, with the resource that stands for all of each kind. */
public enum Action {
    AGENT_READ("agent:read", "agent:id:*", true),
    AGENT_MODIFY_GROUP("agent:modify_group", "agent:id:*", true),
    GROUP_READ("group:read", "group:id:*", true),
    GROUP_CREATE("group:create", "*:*:*", true),
    GROUP_MODIFY_ASSIGNMENTS("group:modify_assignments", "group:id:*", true),
    CLUSTER_STATUS("cluster:status", "*:*:*", true),
    CLUSTER_READ("cluster:read", "node:id:*", true),
    CLUSTER_RESTART("cluster:restart", "node:id:*", false),
    SECURITY_READ_CONFIG("security:read_config", "*:*:*", true),
    MANAGER_READ("manager:read", "*:*:*", false),
    MANAGER_RESTART("manager:restart", "*:*:*", false),
    RULES_READ("rules:read", "rule:file:*", false),
    RULES_UPDATE("rules:update", "*:*:*", false),
    RULES_DELETE("rules:delete", "rule:file:*", false),
    DECODERS_READ("decoders:read", "decoder:file:*", false),
    DECODERS_UPDATE("decoders:update", "*:*:*", false),
    DECODERS_DELETE("decoders:delete", "decoder:file:*", false),
    LISTS_READ("lists:read", "list:file:*", false),
    LISTS_UPDATE("lists:update", "*:*:*", false),
    LISTS_DELETE("lists:delete", "list:file:*", false),
    EVENT_INGEST("event:ingest", "*:*:*", false),
    ACTIVE_RESPONSE("active-response:command", "agent:id:*", false),
    SCA_READ("sca:read", "agent:id:*", false),
    SYSCHECK_READ("syscheck:read", "agent:id:*", false),
    SYSCHECK_RUN("syscheck:run", "agent:id:*", false),
    LOGTEST_RUN("logtest:run", "*:*:*", false);

    private final String wireName;
    private final String all;
    private final boolean inBothLines;

    Action(String wireName, String all, boolean inBothLines) {
        this.wireName = wireName;
        this.all = all;
        this.inBothLines = inBothLines;
    }

    /** As it stands in a policy, for example {@code agent:read}. */
    public String wireName() {
        return wireName;
    }

    /** The resource of a policy that allows the action for everything. */
    public String all() {
        return all;
    }

    /** Whether anything of that line needs it. */
    public boolean existsIn(ApiLine line) {
        return inBothLines || line == ApiLine.V4;
    }
}
