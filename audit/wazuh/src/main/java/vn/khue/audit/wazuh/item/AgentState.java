package vn.khue.audit.wazuh.item;

/** Whether an agent reports. */
public enum AgentState {
    ACTIVE,
    DISCONNECTED,
    PENDING,
    NEVER_CONNECTED,
    /** Wazuh said something that this client does not know. */
    UNKNOWN;

    public static AgentState of(String word) {
        return switch (word) {
            case "active" -> ACTIVE;
            case "disconnected" -> DISCONNECTED;
            case "pending" -> PENDING;
            case "never_connected" -> NEVER_CONNECTED;
            default -> UNKNOWN;
        };
    }
}
