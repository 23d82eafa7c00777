package vn.khue.audit.event;

/** Who can act, with OCSF 1.8's {@code user.type_id}. */
public enum ActorKind {
    /** A person, known by the Khuê id. */
    PERSON(1),
    /** A service account of ours, known by its client id. */
    SERVICE(3),
    /** Nobody we know: a failed login under a name that belongs to no one, an outsider who verifies a file. */
    UNKNOWN(0);

    private final int typeId;

    ActorKind(int typeId) {
        this.typeId = typeId;
    }

    public int typeId() {
        return typeId;
    }
}
