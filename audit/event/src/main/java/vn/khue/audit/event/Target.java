package vn.khue.audit.event;

/**
 * What an act was done to.
 *
 * @param kind the sort of thing
 * @param id its identifier in its own room (a UUID, a digest, a path), 1 to 256 characters; never a name of a person
 */
public record Target(TargetKind kind, String id) {

    static final int MAX_ID = 256;

    public Target {
        PlainText.require("target.id", id, MAX_ID);
    }
}
