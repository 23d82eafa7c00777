package vn.khue.roster.source;

import java.util.Optional;
import java.util.regex.Pattern;
import vn.khue.directory.PersonName;
import vn.khue.directory.name.VietnameseName;

/** The columns of a name: whole, in two parts or in three (R7.5). Pure functions. */
final class NameColumns {

    /** What UTF-8 looks like when read as Windows-1252, and what TCVN3 looks like anywhere. */
    private static final Pattern MOJIBAKE =
            Pattern.compile("Ã[\\u0080-\\u00BF]|á»|áº|Ä[‘\\u0090]|[\\u00A1-\\u00BE&&[^\\u00B7]]");

    private NameColumns() {}

    /** The name; empty, with the error told, where there is none or none that is taken. */
    static Optional<PersonName> name(TableRow row) {
        String full = row.get(Heading.FULL_NAME);
        Heading column = row.has(Heading.FULL_NAME) ? Heading.FULL_NAME : Heading.GIVEN;
        String given = row.get(Heading.GIVEN);
        String lead =
                row.get(Heading.FAMILY_AND_MIDDLE, (row.get(Heading.FAMILY) + " " + row.get(Heading.MIDDLE)).strip());
        String whole = full.isEmpty() ? (lead + " " + given).strip() : full;
        if (whole.isEmpty() || full.isEmpty() && given.isEmpty()) {
            row.refuse(column, Problem.VALUE_MISSING, "", "");
            return Optional.empty();
        }
        if (MOJIBAKE.matcher(whole).find()) {
            row.refuse(column, Problem.NAME_MOJIBAKE, "UTF-8", "TCVN3 / Windows-1252");
            return Optional.empty();
        }
        try {
            return Optional.of(parts(row, whole, lead, given));
        } catch (IllegalArgumentException e) {
            row.refuse(column, Problem.NAME_FORM, "1–100", Shape.of(whole));
            return Optional.empty();
        }
    }

    private static PersonName parts(TableRow row, String whole, String lead, String given) {
        if (given.isEmpty()) {
            return VietnameseName.split(whole);
        }
        String family = row.get(Heading.FAMILY);
        if (!family.isEmpty()) {
            return new PersonName(family, row.get(Heading.MIDDLE), given, whole);
        }
        int space = lead.indexOf(' ');
        return new PersonName(
                space < 0 ? lead : lead.substring(0, space), space < 0 ? "" : lead.substring(space + 1), given, whole);
    }
}
