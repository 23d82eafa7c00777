package vn.khue.roster.source;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.khue.directory.Position;
import vn.khue.directory.Sex;
import vn.khue.directory.citizen.CitizenHash;

/** The columns about a person that hold one value of a known form each. What is refused is told. Pure functions. */
final class PersonColumns {

    private static final Pattern CODE = Pattern.compile("[^\\s\\p{Z}\\p{C}]{1,20}");
    private static final Pattern CITIZEN = Pattern.compile("[0-9]{12}");
    private static final Pattern MAIL = Pattern.compile("[^@\\s]{1,64}@[A-Za-z0-9.-]{3,190}");

    private PersonColumns() {}

    /** The official code (R5.3). */
    static String code(TableRow row) {
        String code = row.get(Heading.CODE);
        if (code.isEmpty()) {
            row.refuse(Heading.CODE, Problem.VALUE_MISSING, "", "");
        } else if (!CODE.matcher(code).matches()) {
            row.refuse(Heading.CODE, Problem.CODE_FORM, "1–20", Shape.of(code));
        }
        return code;
    }

    /** The birth date, whole or in part; empty where none is told. */
    static Optional<String> birthDate(TableRow row, LocalDate today) {
        String written = row.get(Heading.BIRTH_DATE);
        if (written.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> date = BirthDate.parse(written);
        if (date.isEmpty()) {
            row.refuse(Heading.BIRTH_DATE, Problem.DATE_FORM, BirthDate.EXPECTED, Shape.of(written));
        } else if (!BirthDate.plausible(date.get(), today)) {
            row.refuse(Heading.BIRTH_DATE, Problem.DATE_RANGE, "1900 – " + today, Shape.of(written));
        }
        return date;
    }

    /** Whether the person is there; where nothing is said, yes. Empty where the word is not known. */
    static Optional<RowStatus> status(TableRow row) {
        String written = row.get(Heading.STATUS);
        Optional<RowStatus> status = written.isEmpty() ? Optional.of(RowStatus.ACTIVE) : RowStatus.of(written);
        if (status.isEmpty()) {
            row.refuse(Heading.STATUS, Problem.WORD_UNKNOWN, "Đang học, Chuyển đi, Thôi học, …", Shape.word(written));
        }
        return status;
    }

    static Sex sex(TableRow row) {
        String written = row.get(Heading.SEX);
        Optional<Sex> sex = written.isEmpty() ? Optional.of(Sex.UNKNOWN) : Words.sex(written);
        if (sex.isEmpty()) {
            row.refuse(Heading.SEX, Problem.WORD_UNKNOWN, Words.SEXES, Shape.word(written));
        }
        return sex.orElse(Sex.UNKNOWN);
    }

    /** A mail address that looks like one; others are passed over, because nothing hangs on it (R5.7). */
    static Optional<String> mail(TableRow row) {
        return Optional.of(row.get(Heading.MAIL))
                .filter(address -> MAIL.matcher(address).matches());
    }

    /** The keyed hash of the citizen number, which goes no further than this; empty where none is told. */
    static Optional<String> citizenHash(TableRow row, CitizenHash key) {
        String number = row.get(Heading.CITIZEN);
        if (number.isEmpty()) {
            return Optional.empty();
        }
        if (!CITIZEN.matcher(number).matches()) {
            row.refuse(Heading.CITIZEN, Problem.CITIZEN_FORM, "12", Shape.of(number));
            return Optional.empty();
        }
        return Optional.of(key.hash(number));
    }

    /** Code or id of the school; the other where the table has no such column. */
    static String school(TableRow row, String other) {
        String unit = row.get(Heading.SCHOOL, other);
        if (unit.isEmpty()) {
            row.refuse(Heading.SCHOOL, Problem.VALUE_MISSING, "", "");
        }
        return unit;
    }

    /** The position of a member of staff; empty where none is told. */
    static Optional<Position> position(TableRow row) {
        String written = row.get(Heading.POSITION);
        if (written.isEmpty()) {
            return Optional.empty();
        }
        Optional<Position> position = Words.position(written);
        if (position.isEmpty()) {
            row.refuse(Heading.POSITION, Problem.WORD_UNKNOWN, "Giáo viên, Kế toán, Thư viện, …", Shape.word(written));
        }
        return position;
    }
}
