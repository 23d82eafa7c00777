package vn.khue.sso.age;

/** Who decides for a person, by age (R4.39); the ages are {@link AgePolicy}'s. */
public enum AgeBand {
    /** A representative alone. */
    CHILD_UNDER_7,
    /** The child and a representative. */
    CHILD,
    /** The person alone, but not yet of age. */
    YOUTH,
    /** The person alone. */
    ADULT
}
