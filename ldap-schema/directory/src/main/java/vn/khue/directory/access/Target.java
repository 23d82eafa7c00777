package vn.khue.directory.access;

/**
 * Which entries a rule is about.
 *
 * @param name the DN it is measured from, normalised; empty for every entry
 */
record Target(Reach reach, String name) {

    /** How far from that DN. */
    enum Reach {
        ALL,
        BASE,
        CHILDREN,
        SUBTREE
    }

    /**
     * Whether it is about that entry.
     *
     * @param entry its DN, normalised
     */
    boolean names(String entry) {
        return switch (reach) {
            case ALL -> true;
            case BASE -> entry.equals(name);
            case CHILDREN -> below(entry);
            case SUBTREE -> entry.equals(name) || below(entry);
        };
    }

    private boolean below(String entry) {
        return entry.length() > name.length() && entry.endsWith("," + name);
    }
}
