package vn.khue.roster.scim;

import com.unboundid.scim2.common.exceptions.ScimException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A class as the school extension of a user or of a group tells it.
 *
 * @param unit code or id of the school
 * @param schoolYear {@code 2026-2027}
 * @param grade 0 to 12
 */
record SchoolClass(String unit, String schoolYear, int grade, String name) {

    private static final Pattern YEAR = Pattern.compile("(20[0-9]{2})-(20[0-9]{2})");
    private static final Pattern GRADE_FIRST = Pattern.compile("\\D{0,5}?([0-9]{1,2}).*");
    private static final int LAST_GRADE = 12;
    private static final int NAME = 60;

    /** @throws ScimException with invalidValue if a value has not the form that a roster takes */
    static void check(JsonNode extension) throws ScimException {
        String year = extension.path("schoolYear").asString("");
        Matcher years = YEAR.matcher(year);
        if (!year.isEmpty()
                && (!years.matches() || Integer.parseInt(years.group(2)) != Integer.parseInt(years.group(1)) + 1)) {
            throw ScimProblem.value("expected schoolYear such as 2026-2027");
        }
        if (extension.path("grade").asInt(0) > LAST_GRADE) {
            throw ScimProblem.value("expected grade from 0 to " + LAST_GRADE);
        }
        if (extension.path("className").asString("").length() > NAME) {
            throw ScimProblem.value("expected className of at most " + NAME + " characters");
        }
        String teacher = extension.path("formTeacher").asString("");
        if (!teacher.isEmpty() && MemberChanges.uuid(teacher).isEmpty()) {
            throw ScimProblem.value("expected the id of a user as formTeacher");
        }
    }

    /**
     * The class; empty where none is named.
     *
     * @param unit where the extension names no school
     * @param name where the extension names no class
     * @param schoolYear where the extension names none
     */
    static Optional<SchoolClass> of(JsonNode extension, String unit, String name, String schoolYear) {
        String school = extension.path("schoolCode").asString(unit);
        String called = extension.path("className").asString(name);
        if (school.isEmpty() || called.isEmpty() || called.length() > NAME) {
            return Optional.empty();
        }
        return Optional.of(new SchoolClass(
                school,
                extension.path("schoolYear").asString(schoolYear),
                extension.has("grade") ? extension.get("grade").asInt() : grade(called),
                called));
    }

    /** As the name begins; nursery classes have grade 0. */
    private static int grade(String name) {
        Matcher first = GRADE_FIRST.matcher(name);
        int grade = first.matches() ? Integer.parseInt(first.group(1)) : 0;
        return grade <= LAST_GRADE ? grade : 0;
    }
}
