package vn.khue.audit.wazuh.item;

/** A group and the number of its agents. */
public record AgentGroup(String name, int agents) {}
