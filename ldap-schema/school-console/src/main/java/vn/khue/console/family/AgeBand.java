package vn.khue.console.family;

/** Who decides for a person, by age of today, as the gate tells it. */
public enum AgeBand {
    /** A representative alone. */
    CHILD_UNDER_7,
    /** The child and a representative, both. */
    CHILD,
    /** The person alone, not yet of age. */
    YOUTH,
    /** The person alone. */
    ADULT;

    /** Whether the person is asked. */
    public boolean asksPerson() {
        return this != CHILD_UNDER_7;
    }

    /** Whether a representative is asked. */
    public boolean asksRepresentative() {
        return this == CHILD_UNDER_7 || this == CHILD;
    }
}
