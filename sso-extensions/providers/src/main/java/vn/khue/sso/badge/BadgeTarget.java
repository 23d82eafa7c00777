package vn.khue.sso.badge;

import vn.khue.directory.Standing;

/** Whom or what an act is about. */
sealed interface BadgeTarget {
    /** A pupil, as the directory knows the pupil today. */
    record OfPupil(Standing pupil) implements BadgeTarget {}

    /** A class, by id. */
    record OfClass(String classGroup) implements BadgeTarget {}

    /** A school, by id. */
    record OfSchool(String unit) implements BadgeTarget {}
}
