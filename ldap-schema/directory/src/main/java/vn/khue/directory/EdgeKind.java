package vn.khue.directory;

/** How one unit stands over another (R5.18). */
public enum EdgeKind {
    /** Administrative: who appoints, funds and inspects. */
    QUAN_LY,
    /** Professional oversight: curriculum and examinations. */
    CHUYEN_MON
}
