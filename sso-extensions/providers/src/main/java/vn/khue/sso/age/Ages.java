package vn.khue.sso.age;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import vn.khue.directory.ClassRole;
import vn.khue.directory.Standing;

/**
 * How old somebody is on a day of Vietnam's calendar. The national data hold years and months without a day (R5.6): where the
 * possible days make a difference, the child has the more of protection. Immutable.
 */
public final class Ages {
    private final AgePolicy policy;

    public Ages(AgePolicy policy) {
        this.policy = policy;
    }

    /** The first and the last day on which somebody may have been born. */
    private record Born(LocalDate earliest, LocalDate latest) {}

    /**
     * Who decides for that person on the day of the standing. Where the birth date may mean a child between the ages or not, both must
     * speak. Where none is known, whoever works or stands for a child is an adult, and everybody else a child for whom both speak.
     */
    public AgeBand bandOf(Standing person) {
        return born(person.person().birthDate())
                .map(born -> band(born, person.on()))
                .orElseGet(() -> isGrown(person) ? AgeBand.ADULT : AgeBand.CHILD);
    }

    /** Whether the person is certainly not of age on the day of the standing; an unknown birth date makes nothing certain. */
    public boolean isMinor(Standing person) {
        return born(person.person().birthDate())
                .filter(born -> years(born.earliest(), person.on()) < policy.ofAgeFrom())
                .isPresent();
    }

    private AgeBand band(Born born, LocalDate on) {
        AgeBand eldest = band(years(born.earliest(), on));
        AgeBand youngest = band(years(born.latest(), on));
        return eldest == AgeBand.CHILD || youngest == AgeBand.CHILD ? AgeBand.CHILD : eldest;
    }

    private AgeBand band(long years) {
        if (years < policy.representativeAloneBelow()) {
            return AgeBand.CHILD_UNDER_7;
        }
        if (years < policy.ownConsentFrom()) {
            return AgeBand.CHILD;
        }
        return years < policy.ofAgeFrom() ? AgeBand.YOUTH : AgeBand.ADULT;
    }

    private static long years(LocalDate born, LocalDate on) {
        return ChronoUnit.YEARS.between(born, on);
    }

    private static Optional<Born> born(Optional<String> birthDate) {
        try {
            return birthDate.map(date -> switch (date.length()) {
                case 4 -> new Born(LocalDate.parse(date + "-01-01"), LocalDate.parse(date + "-12-31"));
                case 7 -> {
                    YearMonth month = YearMonth.parse(date);
                    yield new Born(month.atDay(1), month.atEndOfMonth());
                }
                default -> new Born(LocalDate.parse(date), LocalDate.parse(date));
            });
        } catch (DateTimeException e) {
            // A day that no calendar has, such as 30 February, tells no age.
            return Optional.empty();
        }
    }

    private static boolean isGrown(Standing person) {
        return !person.appointments().isEmpty()
                || !person.guardianships().isEmpty()
                || person.enrolments().stream().anyMatch(enrolment -> enrolment.role() != ClassRole.PUPIL);
    }
}
