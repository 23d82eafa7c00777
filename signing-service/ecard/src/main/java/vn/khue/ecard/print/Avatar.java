package vn.khue.ecard.print;

/**
 * A picture by which a child knows its badge before it can read. None is one of the twelve secret pictures of the login: a badge must
 * say nothing of them. Told apart by shape, not only by colour.
 */
public enum Avatar {
    STAR,
    MOON,
    UMBRELLA,
    BALLOON,
    BUTTERFLY,
    TURTLE,
    APPLE,
    BELL,
    RAINBOW,
    LEAF,
    CLOUD,
    KEY
}
