package vn.khue.directory;

/** Whether a position is someone's main one (R5.11). */
public enum AppointmentKind {
    /** Main position. */
    CHINH,
    /** Held beside the main one. */
    KIEM_NHIEM
}
