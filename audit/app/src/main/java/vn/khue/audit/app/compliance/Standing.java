package vn.khue.audit.app.compliance;

/** How a control stands by what Khuê itself can see. It is evidence and no judgement: that one is signed by an officer. */
public enum Standing {
    /** Khuê has nothing to see it by, or there was nothing to see: other papers must show it. */
    UNSEEN,
    /** What was looked for is there. */
    MET,
    /** Something lacks. */
    GAP;

    /** What says more: a gap before evidence, evidence before nothing. */
    Standing stronger(Standing other) {
        return other.ordinal() > ordinal() ? other : this;
    }
}
