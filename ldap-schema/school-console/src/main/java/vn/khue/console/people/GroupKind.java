package vn.khue.console.people;

/** Of whom a page is. */
public enum GroupKind {
    /** The pupils of a class. */
    CLASSES,
    /** The staff of a unit. */
    STAFF;

    /** First segment of the pages' addresses, and last word of the keys of their texts. */
    public String word() {
        return this == CLASSES ? "classes" : "staff";
    }
}
