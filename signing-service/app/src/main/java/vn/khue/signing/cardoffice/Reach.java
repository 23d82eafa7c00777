package vn.khue.signing.cardoffice;

/** How far an act of the card office goes. */
public enum Reach {
    /** One class, and everybody in it by themselves. */
    CLASS,
    /** Every class of a school. */
    SCHOOL,
    /** Every school below a unit. */
    DISTRICT,
    /** Who works at a unit, one by one. */
    STAFF
}
