package vn.khue.sso.rights;

import vn.khue.directory.Position;
import vn.khue.directory.Standing;

/** Whom or what an act is about. */
public sealed interface HelpTarget {
    /** A person, as the directory knows the person today. */
    record OfPerson(Standing person) implements HelpTarget {}

    /**
     * A request to reset the second factors of a person; all as of today.
     *
     * @param kind as what it was asked
     */
    record OfFactorReset(Standing person, Standing asker, Position kind) implements HelpTarget {}

    /**
     * A class.
     *
     * @param unit id of the school whose class it is
     */
    record OfClass(String classGroup, String unit) implements HelpTarget {}

    /** A school, by id. */
    record OfUnit(String unit) implements HelpTarget {}
}
