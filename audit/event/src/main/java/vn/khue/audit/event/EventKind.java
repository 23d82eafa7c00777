package vn.khue.audit.event;

import static vn.khue.audit.event.DetailKey.ACR;
import static vn.khue.audit.event.DetailKey.ATTRIBUTES;
import static vn.khue.audit.event.DetailKey.AUTHORISATION;
import static vn.khue.audit.event.DetailKey.CERTIFICATE_SHA256;
import static vn.khue.audit.event.DetailKey.CLIENT;
import static vn.khue.audit.event.DetailKey.CREDENTIAL_TYPE;
import static vn.khue.audit.event.DetailKey.DATE;
import static vn.khue.audit.event.DetailKey.DAYS;
import static vn.khue.audit.event.DetailKey.DOCUMENT_TYPE;
import static vn.khue.audit.event.DetailKey.EVENT;
import static vn.khue.audit.event.DetailKey.FAILURES;
import static vn.khue.audit.event.DetailKey.FILE_BYTES;
import static vn.khue.audit.event.DetailKey.FILE_SHA256;
import static vn.khue.audit.event.DetailKey.FILTER;
import static vn.khue.audit.event.DetailKey.FREE_BYTES;
import static vn.khue.audit.event.DetailKey.FROM;
import static vn.khue.audit.event.DetailKey.GRANT_TYPE;
import static vn.khue.audit.event.DetailKey.HOST;
import static vn.khue.audit.event.DetailKey.IMAGE_SHA256;
import static vn.khue.audit.event.DetailKey.INDICATION;
import static vn.khue.audit.event.DetailKey.ISSUER;
import static vn.khue.audit.event.DetailKey.LEVEL;
import static vn.khue.audit.event.DetailKey.LOGIN_HASH;
import static vn.khue.audit.event.DetailKey.METHOD;
import static vn.khue.audit.event.DetailKey.NUMBER;
import static vn.khue.audit.event.DetailKey.OPERATION;
import static vn.khue.audit.event.DetailKey.PAGES;
import static vn.khue.audit.event.DetailKey.PERIOD_SECONDS;
import static vn.khue.audit.event.DetailKey.PERMISSION;
import static vn.khue.audit.event.DetailKey.PERSON;
import static vn.khue.audit.event.DetailKey.POSITION;
import static vn.khue.audit.event.DetailKey.PROFILE;
import static vn.khue.audit.event.DetailKey.PROTOCOL;
import static vn.khue.audit.event.DetailKey.REALM;
import static vn.khue.audit.event.DetailKey.REASON;
import static vn.khue.audit.event.DetailKey.REDIRECT_HOST;
import static vn.khue.audit.event.DetailKey.REGISTER;
import static vn.khue.audit.event.DetailKey.RESOURCE_PATH;
import static vn.khue.audit.event.DetailKey.RESOURCE_TYPE;
import static vn.khue.audit.event.DetailKey.REVOCATION_REASON;
import static vn.khue.audit.event.DetailKey.ROLE;
import static vn.khue.audit.event.DetailKey.ROUTE;
import static vn.khue.audit.event.DetailKey.ROWS;
import static vn.khue.audit.event.DetailKey.RULE;
import static vn.khue.audit.event.DetailKey.RUN;
import static vn.khue.audit.event.DetailKey.SEQUENCE;
import static vn.khue.audit.event.DetailKey.SERIAL;
import static vn.khue.audit.event.DetailKey.SHOWN_SHA256;
import static vn.khue.audit.event.DetailKey.SIGNATURES;
import static vn.khue.audit.event.DetailKey.SIGNATURE_LEVEL;
import static vn.khue.audit.event.DetailKey.STEP;
import static vn.khue.audit.event.DetailKey.SUB_INDICATION;
import static vn.khue.audit.event.DetailKey.SUPPRESSED;
import static vn.khue.audit.event.DetailKey.TIME_SOURCE;
import static vn.khue.audit.event.DetailKey.TO;
import static vn.khue.audit.event.DetailKey.TRUST_CLASS;
import static vn.khue.audit.event.DetailKey.VERSION;
import static vn.khue.audit.event.OcsfClass.ACCOUNT_CHANGE;
import static vn.khue.audit.event.OcsfClass.APPLICATION_LIFECYCLE;
import static vn.khue.audit.event.OcsfClass.AUTHENTICATION;
import static vn.khue.audit.event.OcsfClass.DETECTION_FINDING;
import static vn.khue.audit.event.OcsfClass.ENTITY_MANAGEMENT;
import static vn.khue.audit.event.OcsfClass.WEB_RESOURCES_ACTIVITY;
import static vn.khue.audit.event.Severity.HIGH;
import static vn.khue.audit.event.Severity.INFORMATIONAL;
import static vn.khue.audit.event.Severity.LOW;
import static vn.khue.audit.event.Severity.MEDIUM;

import java.util.Set;

/**
 * Every act that is audited: its OCSF 1.8 class, activity and severity, and the details it may carry. The table is data;
 * adding a kind is adding a line. Activity 99 is OCSF's "Other", whose name is ours; any other number carries OCSF's own
 * name.
 */
public enum EventKind {
    LOGIN(AUTHENTICATION, 1, "Logon", INFORMATIONAL, CLIENT, ACR, METHOD, PROTOCOL, REALM, REDIRECT_HOST),
    LOGIN_FAILED(
            AUTHENTICATION,
            1,
            "Logon",
            LOW,
            CLIENT,
            ACR,
            METHOD,
            PROTOCOL,
            REALM,
            REDIRECT_HOST,
            REASON,
            LOGIN_HASH,
            FAILURES),
    LOGOUT(AUTHENTICATION, 2, "Logoff", INFORMATIONAL, CLIENT, REALM, REASON),
    STEP_UP(AUTHENTICATION, 99, "Step Up", INFORMATIONAL, CLIENT, ACR, METHOD, REALM, AUTHORISATION),
    STEP_UP_FAILED(
            AUTHENTICATION,
            99,
            "Step Up",
            MEDIUM,
            CLIENT,
            ACR,
            METHOD,
            REALM,
            AUTHORISATION,
            REASON,
            FAILURES,
            ROUTE,
            SUPPRESSED),
    ACCOUNT_LOCKED(ACCOUNT_CHANGE, 9, "Lock", MEDIUM, REALM, REASON, FAILURES, PERIOD_SECONDS),
    CREDENTIAL_CHANGED(
            ACCOUNT_CHANGE, 99, "Credential Changed", LOW, CLIENT, CREDENTIAL_TYPE, OPERATION, REALM, REASON),
    ADMIN_CHANGED(
            ENTITY_MANAGEMENT,
            3,
            "Update",
            MEDIUM,
            CLIENT,
            OPERATION,
            RESOURCE_TYPE,
            RESOURCE_PATH,
            REALM,
            ROLE,
            REASON),
    TOKEN_REFUSED(
            AUTHENTICATION,
            3,
            "Authentication Ticket",
            LOW,
            CLIENT,
            GRANT_TYPE,
            PROTOCOL,
            REALM,
            PERMISSION,
            REASON,
            ROUTE,
            SUPPRESSED),
    TOKEN_ISSUED(
            AUTHENTICATION,
            3,
            "Authentication Ticket",
            INFORMATIONAL,
            CLIENT,
            GRANT_TYPE,
            PROTOCOL,
            PERMISSION,
            ACR,
            REALM),
    /** Consent to an app was given, refused or withdrawn: for which claims, to which text of the purpose. */
    CONSENT_CHANGED(ENTITY_MANAGEMENT, 99, "Consent Changed", LOW, CLIENT, OPERATION, PERMISSION, ROLE, VERSION, REALM),

    DOCUMENT_SUBMITTED(
            WEB_RESOURCES_ACTIVITY,
            1,
            "Create",
            INFORMATIONAL,
            DOCUMENT_TYPE,
            FILE_SHA256,
            FILE_BYTES,
            PAGES,
            PERSON,
            POSITION,
            ROLE),
    DOCUMENT_REFUSED(
            WEB_RESOURCES_ACTIVITY,
            99,
            "Document Refused",
            LOW,
            DOCUMENT_TYPE,
            FILE_SHA256,
            FILE_BYTES,
            RULE,
            REASON,
            STEP,
            ROLE),
    DOCUMENT_VIEWED(WEB_RESOURCES_ACTIVITY, 2, "Read", INFORMATIONAL, FILE_SHA256, PAGES, STEP, ROLE),
    DOCUMENT_RETURNED(
            WEB_RESOURCES_ACTIVITY, 99, "Document Returned", INFORMATIONAL, FILE_SHA256, REASON, STEP, PERSON, ROLE),
    DOCUMENT_SIGNED(
            WEB_RESOURCES_ACTIVITY,
            99,
            "Document Signed",
            INFORMATIONAL,
            FILE_SHA256,
            SIGNATURE_LEVEL,
            SIGNATURES,
            CERTIFICATE_SHA256,
            TIME_SOURCE,
            AUTHORISATION,
            ACR,
            STEP,
            POSITION,
            ROLE,
            SHOWN_SHA256,
            REASON),
    DOCUMENT_NUMBERED(
            WEB_RESOURCES_ACTIVITY,
            99,
            "Document Numbered",
            INFORMATIONAL,
            FILE_SHA256,
            REGISTER,
            NUMBER,
            DATE,
            ROLE,
            REASON),
    DOCUMENT_SEALED(
            WEB_RESOURCES_ACTIVITY,
            99,
            "Document Sealed",
            INFORMATIONAL,
            FILE_SHA256,
            SIGNATURE_LEVEL,
            SIGNATURES,
            CERTIFICATE_SHA256,
            TIME_SOURCE,
            AUTHORISATION,
            ACR,
            POSITION,
            ROLE,
            REASON),
    /** Signing or sealing of many under one step-up was paused by the person, with so many left. */
    AUTHORISED_RUN_PAUSED(WEB_RESOURCES_ACTIVITY, 99, "Authorised Run Paused", INFORMATIONAL, AUTHORISATION, ROWS),
    AUTHORISED_RUN_RESUMED(WEB_RESOURCES_ACTIVITY, 99, "Authorised Run Resumed", INFORMATIONAL, AUTHORISATION, ROWS),
    ARCHIVE_RENEWED(
            WEB_RESOURCES_ACTIVITY,
            99,
            "Document Archive Timestamp Renewed",
            INFORMATIONAL,
            FILE_SHA256,
            SIGNATURE_LEVEL,
            TIME_SOURCE,
            TO),
    /** A document's evidence record (RFC 4998) was made, or renewed by a newer timestamp or a new hash tree. */
    EVIDENCE_RECORDED(
            WEB_RESOURCES_ACTIVITY, 99, "Evidence Record Kept", INFORMATIONAL, FILE_SHA256, OPERATION, TIME_SOURCE, TO),
    DOCUMENT_PUBLISHED(WEB_RESOURCES_ACTIVITY, 8, "Share", INFORMATIONAL, FILE_SHA256, REGISTER, NUMBER, DATE, ROLE),
    DOCUMENT_RECALLED(WEB_RESOURCES_ACTIVITY, 99, "Document Recalled", MEDIUM, FILE_SHA256, REASON, STEP, ROLE),
    DOCUMENT_VALIDATED(
            WEB_RESOURCES_ACTIVITY,
            99,
            "Document Validated",
            INFORMATIONAL,
            FILE_SHA256,
            FILE_BYTES,
            INDICATION,
            SUB_INDICATION,
            SIGNATURES,
            TRUST_CLASS,
            REASON),

    CERTIFICATE_REQUESTED(ENTITY_MANAGEMENT, 99, "Certificate Requested", INFORMATIONAL, PROFILE, PERSON, ISSUER, ROLE),
    CERTIFICATE_ISSUED(
            ENTITY_MANAGEMENT,
            1,
            "Create",
            INFORMATIONAL,
            PROFILE,
            SERIAL,
            CERTIFICATE_SHA256,
            ISSUER,
            PERSON,
            FROM,
            TO,
            ROLE),
    CERTIFICATE_REFUSED(ENTITY_MANAGEMENT, 99, "Certificate Refused", LOW, PROFILE, REASON, RULE, PERSON, ISSUER, ROLE),
    CERTIFICATE_APPROVED(ENTITY_MANAGEMENT, 99, "Certificate Approved", INFORMATIONAL, PROFILE, PERSON, ISSUER, ROLE),
    ENROLMENT_SECRET_MADE(ENTITY_MANAGEMENT, 99, "Enrolment Secret Made", LOW, PROFILE, TO, ROLE),
    CERTIFICATE_READ(
            ENTITY_MANAGEMENT, 2, "Read", INFORMATIONAL, PROFILE, SERIAL, CERTIFICATE_SHA256, ISSUER, PERSON, ROLE),
    ACME_ACCOUNT_CHANGED(ENTITY_MANAGEMENT, 99, "ACME Account Changed", LOW, OPERATION, ROLE),
    CERTIFICATE_SUSPENDED(
            ENTITY_MANAGEMENT, 99, "Certificate Suspended", MEDIUM, SERIAL, CERTIFICATE_SHA256, ISSUER, PERSON, ROLE),
    CERTIFICATE_RESUMED(
            ENTITY_MANAGEMENT, 99, "Certificate Resumed", MEDIUM, SERIAL, CERTIFICATE_SHA256, ISSUER, PERSON, ROLE),
    CERTIFICATE_REVOKED(
            ENTITY_MANAGEMENT,
            99,
            "Certificate Revoked",
            MEDIUM,
            SERIAL,
            CERTIFICATE_SHA256,
            ISSUER,
            REVOCATION_REASON,
            PERSON,
            ROLE),
    /** The serial is that of the card whose place it takes. */
    CARD_ISSUED(ENTITY_MANAGEMENT, 1, "Create", INFORMATIONAL, SERIAL, ISSUER, PERSON, AUTHORISATION, FROM, TO, ROLE),
    /** Revoked, suspended, resumed or replaced: the operation is its status now. */
    CARD_CHANGED(ENTITY_MANAGEMENT, 99, "Card Changed", MEDIUM, OPERATION, REASON, ISSUER, PERSON, ROLE),
    /** Named or ended; until the last day of it. */
    CARD_VERIFIER_CHANGED(ENTITY_MANAGEMENT, 99, "Card Verifier Changed", LOW, OPERATION, PERSON, TO, ROLE),
    /** Class and photo of people with cards, for one browser; the rows are people. */
    ROSTER_PACK_GIVEN(WEB_RESOURCES_ACTIVITY, 2, "Read", LOW, ROWS, TO, ROLE),
    /** To the holder's wallet; the authorisation is the offer. */
    CARD_OFFERED(ENTITY_MANAGEMENT, 99, "Card Offered", LOW, AUTHORISATION, ISSUER, PERSON, TO, ROLE),
    /** Into a wallet; the rows are the forms of it. */
    CARD_TAKEN(ENTITY_MANAGEMENT, 99, "Card Taken", INFORMATIONAL, ROWS, CLIENT, AUTHORISATION, ISSUER, PERSON, ROLE),
    /** A photo was kept or removed, the consent to it given, refused or taken back, or somebody's data exported. */
    CARD_PHOTO_CHANGED(ENTITY_MANAGEMENT, 99, "Card Photo Changed", LOW, OPERATION, IMAGE_SHA256, ISSUER, ROLE),
    /** Asked for, approved, refused, paused, resumed, done or printed; the run is the batch, the rows are its cards. */
    CARD_BATCH_CHANGED(
            ENTITY_MANAGEMENT,
            99,
            "Card Batch Changed",
            MEDIUM,
            RUN,
            OPERATION,
            ROWS,
            AUTHORISATION,
            PERSON,
            REASON,
            ROLE),
    /** Once for each threshold of a certificate, or of a trust anchor's last day. The rule is the threshold, such as P30D. */
    CERTIFICATE_EXPIRING(
            ENTITY_MANAGEMENT,
            99,
            "Certificate Expiring",
            LOW,
            PROFILE,
            SERIAL,
            CERTIFICATE_SHA256,
            ISSUER,
            PERSON,
            TRUST_CLASS,
            TO,
            RULE),
    TRUST_ANCHOR_PROPOSED(
            ENTITY_MANAGEMENT,
            99,
            "Trust Anchor Proposed",
            MEDIUM,
            CERTIFICATE_SHA256,
            TRUST_CLASS,
            FROM,
            TO,
            AUTHORISATION,
            ROLE),
    TRUST_ANCHOR_APPROVED(
            ENTITY_MANAGEMENT,
            99,
            "Trust Anchor Approved",
            HIGH,
            CERTIFICATE_SHA256,
            TRUST_CLASS,
            FROM,
            TO,
            PERSON,
            AUTHORISATION,
            ROLE),
    TRUST_ANCHOR_REFUSED(
            ENTITY_MANAGEMENT,
            99,
            "Trust Anchor Refused",
            LOW,
            CERTIFICATE_SHA256,
            TRUST_CLASS,
            FROM,
            TO,
            PERSON,
            ROLE),
    TRUST_ANCHOR_REMOVED(
            ENTITY_MANAGEMENT,
            99,
            "Trust Anchor Removed",
            HIGH,
            CERTIFICATE_SHA256,
            TRUST_CLASS,
            FROM,
            TO,
            REASON,
            AUTHORISATION,
            ROLE),
    SIGNATURE_IMAGE_CHANGED(
            ENTITY_MANAGEMENT, 99, "Signature Image Changed", LOW, IMAGE_SHA256, OPERATION, PERSON, ROLE, REASON),
    SEAL_CHANGED(
            ENTITY_MANAGEMENT,
            99,
            "Seal Changed",
            MEDIUM,
            IMAGE_SHA256,
            CERTIFICATE_SHA256,
            OPERATION,
            PERSON,
            ROLE,
            REASON),

    DELEGATION_CHANGED(
            ENTITY_MANAGEMENT,
            99,
            "Delegation Changed",
            MEDIUM,
            OPERATION,
            PERSON,
            PERMISSION,
            DOCUMENT_TYPE,
            FROM,
            TO,
            AUTHORISATION,
            ROLE),
    ROSTER_CHANGED(
            ENTITY_MANAGEMENT,
            3,
            "Update",
            INFORMATIONAL,
            RUN,
            SEQUENCE,
            OPERATION,
            RESOURCE_TYPE,
            REASON,
            PERSON,
            ROLE),
    /**
     * An entry of the directory was changed, as the directory's own log tells: by which bind, what was done, in which branch, which attributes
     * by name. Changes of a program that tells them itself are counted: the rows, from when to when.
     */
    DIRECTORY_CHANGED(
            ENTITY_MANAGEMENT, 99, "Directory Changed", MEDIUM, OPERATION, RESOURCE_TYPE, ATTRIBUTES, ROWS, FROM, TO),
    ROSTER_RUN(ENTITY_MANAGEMENT, 99, "Roster Run", MEDIUM, RUN, OPERATION, REASON, ROWS, FILE_SHA256),

    ACCESS_DENIED(
            WEB_RESOURCES_ACTIVITY,
            99,
            "Access Denied",
            MEDIUM,
            ROUTE,
            PERMISSION,
            REASON,
            ROLE,
            ACR,
            CLIENT,
            STEP,
            SUPPRESSED),
    INPUT_REFUSED(
            WEB_RESOURCES_ACTIVITY,
            99,
            "Input Refused",
            LOW,
            ROUTE,
            RULE,
            REASON,
            FILE_SHA256,
            FILE_BYTES,
            CLIENT,
            EVENT,
            ROWS,
            SUPPRESSED),
    LOG_READ(WEB_RESOURCES_ACTIVITY, 5, "Search", INFORMATIONAL, FILTER, FROM, TO, ROWS, ROLE, PERSON, EVENT, ROUTE),
    /**
     * A rule of detection found something: which rule, how grave it calls it, how many events count, from when to when, and the one
     * that completed it. Its id is that of the alert.
     */
    ALERT_RAISED(DETECTION_FINDING, 1, "Create", MEDIUM, RULE, LEVEL, ROWS, FROM, TO, EVENT, PERSON),
    /** A security officer took an alert, wrote to it, opened it again or marked it as an incident: the operation says which. */
    ALERT_DECIDED(DETECTION_FINDING, 2, "Update", LOW, OPERATION, REASON, RULE, LEVEL, ROLE),
    /** A security officer closed an alert; the reason is one of four words. */
    ALERT_CLOSED(DETECTION_FINDING, 3, "Close", MEDIUM, OPERATION, REASON, RULE, LEVEL, ROLE),
    /**
     * Hiding alerts of one rule about one thing was asked for, approved, refused or ended: until when, how many it would have hidden, and
     * who asked.
     */
    ALERT_SUPPRESSION_CHANGED(
            ENTITY_MANAGEMENT, 99, "Alert Suppression Changed", MEDIUM, OPERATION, RULE, TO, ROWS, PERSON, ROLE),
    /** A day of the log was dropped as a whole after its time: which, how many entries from which place on, by which rule. The ledger keeps them. */
    LOG_DAY_DROPPED(ENTITY_MANAGEMENT, 4, "Delete", MEDIUM, DATE, SEQUENCE, ROWS, RULE),
    /** A volume has little room left: which, how much, and for how many days it lasts at the pace of the last ones. */
    STORAGE_LOW(APPLICATION_LIFECYCLE, 99, "Storage Low", HIGH, RESOURCE_TYPE, FREE_BYTES, DAYS),
    /**
     * Alerts were put together into a case, or one was added, taken out, or the case was commented, taken, marked, closed or opened again: the
     * operation says which; the number is the case's, the rows are its alerts now, the event is the alert that was added or taken out.
     */
    CASE_CHANGED(DETECTION_FINDING, 99, "Case Changed", MEDIUM, OPERATION, REASON, NUMBER, ROWS, EVENT, ROLE),
    /** Evidence about an alert or a case was taken away: the hash and length of the file, the rows are the events in it. */
    EVIDENCE_EXPORTED(WEB_RESOURCES_ACTIVITY, 7, "Export", MEDIUM, FILE_SHA256, FILE_BYTES, ROWS, ROLE),
    /**
     * A security officer answered an alert with an act against an account, a card or a certificate: asked for first, then done or not. The event
     * is the alert, the reason why it was not done.
     */
    RESPONSE_GIVEN(ENTITY_MANAGEMENT, 99, "Response Given", HIGH, OPERATION, STEP, REASON, EVENT, ROLE),
    /** Wazuh alerted on a computer: which of its rules, how grave, which computer. What it says in words is not for ever and not here. */
    HOST_ALERT(DETECTION_FINDING, 1, "Create", MEDIUM, RULE, LEVEL, HOST),
    /** The tie to another system was lost or is back, and why; the target says which system. */
    LINK_CHANGED(APPLICATION_LIFECYCLE, 99, "Link Changed", MEDIUM, OPERATION, REASON),
    /** A command for a computer was asked for, approved, refused, or could not be sent. The event is the alert that it answers. */
    HOST_COMMANDED(ENTITY_MANAGEMENT, 99, "Host Commanded", HIGH, OPERATION, METHOD, HOST, ROLE, EVENT),
    /** Where Wazuh is and what goes there was set up. */
    WAZUH_SET_UP(ENTITY_MANAGEMENT, 99, "Wazuh Set Up", MEDIUM, OPERATION, ROLE),
    /**
     * The erasure of a person's addresses, devices and sessions in the log was asked for, refused or done: the operation says which, the number
     * is that of the person's request, the rows are the entries of searching that were blanked.
     */
    PERSON_ERASED(ENTITY_MANAGEMENT, 99, "Person Erased", HIGH, OPERATION, NUMBER, ROWS, RULE, ROLE),
    /**
     * Blocking a range of addresses was asked for, approved, refused or ended: until when, how many people it would have hit, who asked, and
     * the alert that it answers; or the list was given to Wazuh, with so many entries.
     */
    ADDRESS_BLOCK_CHANGED(
            ENTITY_MANAGEMENT, 99, "Address Block Changed", MEDIUM, OPERATION, TO, ROWS, PERSON, EVENT, ROLE),
    /** What Wazuh said in words of the alerts of one day was deleted after its time: which day, how many, by which rule. The ledger keeps the events. */
    HOST_ALERT_TEXTS_DELETED(ENTITY_MANAGEMENT, 4, "Delete", LOW, DATE, ROWS, RULE),
    /**
     * That a control is met, or that its gap is borne, was asked for, signed or refused: the rule is catalogue and control, the reason how it
     * stood then, the person who asked, and until which day it holds.
     */
    CONTROL_SIGNED_OFF(ENTITY_MANAGEMENT, 99, "Control Signed Off", MEDIUM, OPERATION, RULE, REASON, TO, PERSON, ROLE),
    /**
     * An incident was opened by hand: the number is the case's, the reason how it became known, and since when. Or to one was noted that a
     * report of law went out, that somebody was told, what was done against it, or that it is over: the reason is the kind of incident, the step
     * the report, and when it was done.
     */
    INCIDENT_RECORDED(DETECTION_FINDING, 99, "Incident Recorded", MEDIUM, OPERATION, REASON, STEP, NUMBER, TO, ROLE),
    /**
     * A person's request about their data was received, acknowledged, extended, decided or carried out: the reason is its kind, the person whose
     * data it is about, and the day by which it is due.
     */
    DATA_REQUEST_CHANGED(
            ENTITY_MANAGEMENT, 99, "Data Request Changed", MEDIUM, OPERATION, REASON, NUMBER, TO, PERSON, ROLE),
    /** A round of review of rights was opened or signed, or it was decided about one account of it: the rows are its accounts. */
    RIGHTS_REVIEWED(ENTITY_MANAGEMENT, 99, "Rights Reviewed", MEDIUM, OPERATION, NUMBER, ROWS, PERSON, ROLE),
    /** A report about a month or a year was made; the reason says why it has no seal. */
    REPORT_MADE(
            WEB_RESOURCES_ACTIVITY,
            1,
            "Create",
            INFORMATIONAL,
            OPERATION,
            REASON,
            FROM,
            TO,
            FILE_SHA256,
            FILE_BYTES,
            ROLE),
    /** The signing service put its seal for reports on a file of another part of Khuê. */
    REPORT_SEALED(WEB_RESOURCES_ACTIVITY, 99, "Report Sealed", MEDIUM, CLIENT, REASON, FILE_SHA256, FILE_BYTES),
    SERVICE_STARTED(APPLICATION_LIFECYCLE, 3, "Start", INFORMATIONAL, VERSION),
    SERVICE_STOPPED(APPLICATION_LIFECYCLE, 4, "Stop", INFORMATIONAL, VERSION),
    HEARTBEAT(APPLICATION_LIFECYCLE, 99, "Heartbeat", INFORMATIONAL, PERIOD_SECONDS, SEQUENCE, VERSION);

    private final OcsfClass ocsfClass;
    private final int activityId;
    private final String activityName;
    private final Severity severity;
    private final Set<DetailKey> details;

    EventKind(OcsfClass ocsfClass, int activityId, String activityName, Severity severity, DetailKey... details) {
        this.ocsfClass = ocsfClass;
        this.activityId = activityId;
        this.activityName = activityName;
        this.severity = severity;
        this.details = Set.of(details);
    }

    public OcsfClass ocsfClass() {
        return ocsfClass;
    }

    public int activityId() {
        return activityId;
    }

    public String activityName() {
        return activityName;
    }

    public Severity severity() {
        return severity;
    }

    /** The details an event of this kind may carry; any other key is refused. */
    public Set<DetailKey> details() {
        return details;
    }
}
