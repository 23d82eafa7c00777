package vn.khue.audit.event;

/** How the act ended, with the number OCSF 1.8 gives it ({@code status_id}). */
public enum Outcome {
    SUCCESS(1, "Success"),
    FAILURE(2, "Failure");

    private final int statusId;
    private final String status;

    Outcome(int statusId, String status) {
        this.statusId = statusId;
        this.status = status;
    }

    public int statusId() {
        return statusId;
    }

    /** OCSF caption, always English: it is a machine's word, pages translate the enum. */
    public String status() {
        return status;
    }
}
