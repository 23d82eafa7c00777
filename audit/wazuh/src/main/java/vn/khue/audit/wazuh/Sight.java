package vn.khue.audit.wazuh;

/** How much of what there is an account may see or touch by one action. */
public enum Sight {
    WHOLE,
    PART,
    NONE
}
