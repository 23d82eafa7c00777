package vn.khue.roster.source;

/** What it means that someone is not in a file. */
public enum Coverage {
    /** The file names everybody of the kind in each school that it names: who is missing has left. OneRoster calls it bulk. */
    COMPLETE,
    /** The file names some: who is missing is not spoken of. OneRoster calls it delta. */
    PARTIAL
}
