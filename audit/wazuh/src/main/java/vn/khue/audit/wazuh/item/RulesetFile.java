package vn.khue.audit.wazuh.item;

/** A file of the ruleset, and the folder it lies in below Wazuh's own. */
public record RulesetFile(String name, String folder) {}
