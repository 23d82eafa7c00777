package vn.khue.audit.wazuh;

import java.util.List;
import java.util.Set;

/**
 * Every request that this client can make: method, path and query parameters as the published description has them, and what
 * RBAC asks for. Wazuh refuses a parameter that it does not know, so nothing but these is ever sent.
 */
enum Operation {
    LOGIN("POST", "/security/user/authenticate", Lane.LOGIN, true, List.of()),
    API_INFO("GET", "/", Lane.GENERAL, true, List.of()),
    ME("GET", "/security/users/me", Lane.GENERAL, true, List.of()),
    MY_POLICIES("GET", "/security/users/me/policies", Lane.GENERAL, true, List.of()),

    AGENTS("GET", "/agents", Lane.GENERAL, true, List.of(Action.AGENT_READ), "q", "limit", "sort", "agents_list"),
    AGENT_COUNTS("GET", "/agents/summary/status", Lane.GENERAL, true, List.of(Action.AGENT_READ)),
    AGENT_JOIN(
            "PUT",
            "/agents/{agent_id}/group/{group_id}",
            Lane.GENERAL,
            true,
            List.of(Action.AGENT_MODIFY_GROUP, Action.GROUP_MODIFY_ASSIGNMENTS)),
    AGENT_LEAVE(
            "DELETE",
            "/agents/{agent_id}/group/{group_id}",
            Lane.GENERAL,
            true,
            List.of(Action.AGENT_MODIFY_GROUP, Action.GROUP_MODIFY_ASSIGNMENTS)),
    GROUPS("GET", "/groups", Lane.GENERAL, true, List.of(Action.GROUP_READ), "offset", "limit", "sort"),
    GROUP_CREATE("POST", "/groups", Lane.GENERAL, true, List.of(Action.GROUP_CREATE)),
    GROUP_AGENTS(
            "GET",
            "/groups/{group_id}/agents",
            Lane.GENERAL,
            true,
            List.of(Action.AGENT_READ, Action.GROUP_READ),
            "offset",
            "limit",
            "sort"),
    CLUSTER_STATUS("GET", "/cluster/status", Lane.GENERAL, true, List.of(Action.CLUSTER_STATUS)),
    CLUSTER_HEALTH("GET", "/cluster/healthcheck", Lane.GENERAL, true, List.of(Action.CLUSTER_READ)),
    CLUSTER_NODES("GET", "/cluster/nodes", Lane.GENERAL, true, List.of(Action.CLUSTER_READ), "offset", "limit", "sort"),
    SECURITY_CONFIG("GET", "/security/config", Lane.GENERAL, true, List.of(Action.SECURITY_READ_CONFIG)),

    SERVER_PROCESSES("GET", "/manager/status", Lane.GENERAL, false, List.of(Action.MANAGER_READ)),
    SERVER_INFO("GET", "/manager/info", Lane.GENERAL, false, List.of(Action.MANAGER_READ)),
    VERSION_CHECK("GET", "/manager/version/check", Lane.GENERAL, false, List.of()),
    CLUSTER_RULESET_RELOAD(
            "PUT",
            "/cluster/analysisd/reload",
            Lane.GENERAL,
            false,
            List.of(Action.CLUSTER_READ, Action.CLUSTER_RESTART),
            "nodes_list"),
    RULESET_RELOAD(
            "PUT",
            "/manager/analysisd/reload",
            Lane.GENERAL,
            false,
            List.of(Action.MANAGER_READ, Action.MANAGER_RESTART)),
    RULES("GET", "/rules", Lane.GENERAL, false, List.of(Action.RULES_READ), "offset", "limit", "filename", "sort"),
    RULE_FILE("GET", "/rules/files/{filename}", Lane.GENERAL, false, List.of(Action.RULES_READ), "raw"),
    RULE_FILE_PUT(
            "PUT",
            "/rules/files/{filename}",
            Lane.GENERAL,
            false,
            List.of(Action.RULES_UPDATE, Action.RULES_DELETE),
            "overwrite"),
    RULE_FILE_DELETE("DELETE", "/rules/files/{filename}", Lane.GENERAL, false, List.of(Action.RULES_DELETE)),
    DECODERS(
            "GET",
            "/decoders",
            Lane.GENERAL,
            false,
            List.of(Action.DECODERS_READ),
            "offset",
            "limit",
            "filename",
            "sort"),
    DECODER_FILE("GET", "/decoders/files/{filename}", Lane.GENERAL, false, List.of(Action.DECODERS_READ), "raw"),
    DECODER_FILE_PUT(
            "PUT",
            "/decoders/files/{filename}",
            Lane.GENERAL,
            false,
            List.of(Action.DECODERS_UPDATE, Action.DECODERS_DELETE),
            "overwrite"),
    DECODER_FILE_DELETE("DELETE", "/decoders/files/{filename}", Lane.GENERAL, false, List.of(Action.DECODERS_DELETE)),
    LIST_FILES("GET", "/lists/files", Lane.GENERAL, false, List.of(Action.LISTS_READ), "offset", "limit", "sort"),
    LIST_FILE("GET", "/lists/files/{filename}", Lane.GENERAL, false, List.of(Action.LISTS_READ), "raw"),
    LIST_FILE_PUT(
            "PUT",
            "/lists/files/{filename}",
            Lane.GENERAL,
            false,
            List.of(Action.LISTS_UPDATE, Action.LISTS_DELETE),
            "overwrite"),
    LIST_FILE_DELETE("DELETE", "/lists/files/{filename}", Lane.GENERAL, false, List.of(Action.LISTS_DELETE)),
    EVENTS("POST", "/events", Lane.EVENTS, false, List.of(Action.EVENT_INGEST)),
    ACTIVE_RESPONSE("PUT", "/active-response", Lane.GENERAL, false, List.of(Action.ACTIVE_RESPONSE), "agents_list"),
    SCA("GET", "/sca/{agent_id}", Lane.GENERAL, false, List.of(Action.SCA_READ), "offset", "limit", "sort"),
    SCA_CHECKS(
            "GET",
            "/sca/{agent_id}/checks/{policy_id}",
            Lane.GENERAL,
            false,
            List.of(Action.SCA_READ),
            "offset",
            "limit",
            "sort",
            "result"),
    SYSCHECK(
            "GET",
            "/syscheck/{agent_id}",
            Lane.GENERAL,
            false,
            List.of(Action.SYSCHECK_READ),
            "offset",
            "limit",
            "sort"),
    SYSCHECK_RUN("PUT", "/syscheck", Lane.GENERAL, false, List.of(Action.SYSCHECK_RUN), "agents_list"),
    SYSCHECK_LAST("GET", "/syscheck/{agent_id}/last_scan", Lane.GENERAL, false, List.of(Action.SYSCHECK_READ)),
    LOGTEST("PUT", "/logtest", Lane.GENERAL, false, List.of(Action.LOGTEST_RUN)),
    LOGTEST_END("DELETE", "/logtest/sessions/{token}", Lane.GENERAL, false, List.of(Action.LOGTEST_RUN));

    private final String method;
    private final String path;
    private final Lane lane;
    private final boolean inBothLines;
    private final List<Action> actions;
    private final Set<String> parameters;

    Operation(String method, String path, Lane lane, boolean inBothLines, List<Action> actions, String... parameters) {
        this.method = method;
        this.path = path;
        this.lane = lane;
        this.inBothLines = inBothLines;
        this.actions = actions;
        this.parameters = Set.of(parameters);
    }

    String method() {
        return method;
    }

    /** With the names of its variables in braces. */
    String path() {
        return path;
    }

    Lane lane() {
        return lane;
    }

    boolean existsIn(ApiLine line) {
        return inBothLines || line == ApiLine.V4;
    }

    /** All of them are needed. */
    List<Action> actions() {
        return actions;
    }

    /** Names of the query parameters that may be sent. */
    Set<String> parameters() {
        return parameters;
    }
}
