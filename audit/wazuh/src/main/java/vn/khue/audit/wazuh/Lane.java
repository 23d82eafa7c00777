package vn.khue.audit.wazuh;

/** Which of Wazuh's limits a request counts towards, besides the general one. */
enum Lane {
    GENERAL,
    EVENTS,
    LOGIN
}
