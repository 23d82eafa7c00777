package vn.khue.audit.wazuh.item;

/** How many agents are in which state. */
public record AgentCounts(int active, int disconnected, int pending, int neverConnected, int total) {}
