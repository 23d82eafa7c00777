package vn.khue.audit.app.rights;

/** What can be done with the log. */
public enum LogRight {
    /** See every event of every unit, with ids of persons and addresses; each look is recorded. */
    READ_EVENTS,
    /** See what detection found, with ids of persons and addresses; each look is recorded. */
    READ_ALERTS,
    /** Check that an event is in the ledger, and take the evidence away. */
    CHECK_PROOFS,
    /** See how the ledger stands: sizes and times, no personal data. */
    SEE_LEDGER,
    /** See the queue of alerts and each alert of it, within the person's sight; each look is recorded. */
    READ_QUEUE,
    /** Take an alert, or take it over. */
    TAKE_ALERT,
    COMMENT_ALERT,
    /** Close an alert with a reason. */
    CLOSE_ALERT,
    REOPEN_ALERT,
    /** Mark an alert as an incident or a breach of personal data, which starts the clocks of law. */
    MARK_INCIDENT,
    /** See what is hidden from the queue, by whom and until when. */
    SEE_SUPPRESSIONS,
    /** Ask that alerts of one rule about one thing be hidden, or end that. */
    ASK_SUPPRESSION,
    /** Approve or refuse what another officer asked for. */
    DECIDE_SUPPRESSION,
    /** Put alerts together into a case, and decide about a case. */
    WORK_ON_CASE,
    /** Take evidence about an alert or a case away: events with ids of persons, and proofs. */
    EXPORT_EVIDENCE,
    /** Answer an alert: end somebody's sessions, lock an account, or let it in again. The gate decides once more whether the officer may. */
    RESPOND,
    /** Say where Wazuh is, try it, take the rules for it; no personal data, and no secret is shown. */
    SET_UP_WAZUH,
    /** See the computers that Wazuh watches and what it alerts on; each look is recorded. */
    SEE_COMPUTERS,
    /** Ask for a command on a computer, and approve what another officer asked for. */
    COMMAND_COMPUTERS,
    /** See who asked to be erased, and what became of it. */
    SEE_ERASURES,
    /** Ask that somebody's addresses, devices and sessions be erased from the log, and decide what another officer asked for. */
    ERASE_PERSON,
    /** See which addresses are to be blocked, by whom and until when; each look is recorded. */
    SEE_BLOCKS,
    /** Ask that addresses be blocked, approve what another officer asked for, or end it. */
    BLOCK_ADDRESSES,
    /** See the controls, how each stands and the events that show it; each look is recorded. */
    SEE_COMPLIANCE,
    /** Sign that a control is met or its gap is borne, and decide what another officer asked for. */
    SIGN_OFF_CONTROL,
    /** See the register of incidents, each with its clocks; each look is recorded. */
    SEE_INCIDENTS,
    /** Note to an incident what was reported, to whom, and what was done. */
    KEEP_INCIDENTS,
    /** See the register of requests of persons about their data; each look is recorded. */
    SEE_REQUESTS,
    /** Receive a request, decide it and note that it is done. */
    KEEP_REQUESTS,
    /** See the lists by which accounts and rights are reviewed; each look is recorded. */
    SEE_REVIEWS,
    /** Open a round of review, decide about its accounts, and sign it. */
    KEEP_REVIEWS,
    /** See and take away reports about months and years: numbers without persons. */
    SEE_REPORTS,
    /** Have such a report made now. */
    MAKE_REPORT
}
