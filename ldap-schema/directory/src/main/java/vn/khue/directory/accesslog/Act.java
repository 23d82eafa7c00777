package vn.khue.directory.accesslog;

/** What was done to an entry. */
public enum Act {
    ADD,
    MODIFY,
    DELETE,
    RENAME,
    /** A bind as this entry had a wrong password; slapo-ppolicy noted it. */
    WRONG_BIND,
    /** The last of so many wrong binds that slapo-ppolicy locked the entry. */
    LOCK
}
