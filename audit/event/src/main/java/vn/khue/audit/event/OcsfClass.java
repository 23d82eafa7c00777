package vn.khue.audit.event;

/** The OCSF 1.8 event classes in use; the category is the first digit of the class number. */
public enum OcsfClass {
    DETECTION_FINDING(2004),
    ACCOUNT_CHANGE(3001),
    AUTHENTICATION(3002),
    ENTITY_MANAGEMENT(3004),
    WEB_RESOURCES_ACTIVITY(6001),
    APPLICATION_LIFECYCLE(6002);

    private final int uid;

    OcsfClass(int uid) {
        this.uid = uid;
    }

    public int uid() {
        return uid;
    }

    public int categoryUid() {
        return uid / 1000;
    }

    /** OCSF {@code type_uid}: class and activity in one number. */
    public long typeUid(int activityId) {
        return uid * 100L + activityId;
    }
}
