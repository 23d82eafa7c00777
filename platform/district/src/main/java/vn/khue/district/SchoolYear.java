package vn.khue.district;

import java.time.LocalDate;
import vn.khue.directory.Validity;

/** The school year that the district is in. A month from August on belongs to the year that starts then (R7.10). */
final class SchoolYear {

    static final String NAME = "2026-2027";
    static final int FIRST_CALENDAR_YEAR = 2026;
    static final Validity DAYS = Validity.between(LocalDate.of(2026, 8, 1), LocalDate.of(2027, 7, 31));

    private SchoolYear() {}
}
