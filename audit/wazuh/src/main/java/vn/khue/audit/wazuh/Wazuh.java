package vn.khue.audit.wazuh;

/**
 * A server that answered. What both lines have is here; what 5.x dropped is on {@link Wazuh4} alone, so a caller cannot ask a server for
 * what it does not have. Thread-safe, as is all it gives.
 */
public sealed interface Wazuh permits Wazuh4, Wazuh5 {

    /** As it was at the connection. */
    ApiVersion version();

    Agents agents();

    AgentGroups groups();

    Cluster cluster();

    /** The account that asks. */
    OwnAccount account();
}
