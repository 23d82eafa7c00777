package vn.khue.audit.wazuh.item;

/** Whether several servers are to be one, and whether they are. */
public record ClusterState(boolean enabled, boolean running) {}
