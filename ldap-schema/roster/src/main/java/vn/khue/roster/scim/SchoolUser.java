package vn.khue.roster.scim;

import com.unboundid.scim2.common.exceptions.ScimException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import vn.khue.directory.PersonName;
import vn.khue.directory.Position;
import vn.khue.directory.Sex;
import vn.khue.directory.name.VietnameseName;
import vn.khue.roster.source.BirthDate;
import vn.khue.roster.source.Mojibake;
import vn.khue.roster.source.PersonKind;
import vn.khue.roster.source.Words;

/**
 * What a roster reads from a cleaned user. The school extension comes first; what clients have out of the box stands in for it:
 * {@code employeeNumber}, {@code organization}, {@code userType}.
 *
 * @param document as {@link ResourceReader} gives it
 */
record SchoolUser(JsonNode document) {

    private static final Pattern CODE = Pattern.compile("[^\\s\\p{Z}\\p{C}]{1,20}");
    private static final Pattern MAIL = Pattern.compile("[^@\\s]{1,64}@[A-Za-z0-9.-]{3,190}");

    /** @throws ScimException with invalidValue if a value has not the form that a roster takes */
    void check(LocalDate today) throws ScimException {
        String code = code();
        if (!code.isEmpty() && !CODE.matcher(code).matches()) {
            throw ScimProblem.value("expected officialCode or employeeNumber of 1 to 20 characters without spaces");
        }
        String birth = school("birthDate");
        Optional<String> date = BirthDate.parse(birth);
        if (!birth.isEmpty() && (date.isEmpty() || !BirthDate.plausible(date.get(), today))) {
            throw ScimProblem.value("expected birthDate as yyyy, yyyy-MM or yyyy-MM-dd, from 1900 to today");
        }
        if (!school("sex").isEmpty() && Words.sex(school("sex")).isEmpty()) {
            throw ScimProblem.value("expected sex to be male, female or other");
        }
        if (!school("role").isEmpty() && Words.kind(school("role")).isEmpty()) {
            throw ScimProblem.value("expected role to be student, teacher, formTeacher or staff");
        }
        if (!school("position").isEmpty() && Words.position(school("position")).isEmpty()) {
            throw ScimProblem.value("expected a known position, such as GIAO_VIEN, KE_TOAN or VAN_THU");
        }
        SchoolClass.check(document.path(ScimSchemas.SCHOOL_USER));
        if (Mojibake.in(whole())) {
            throw ScimProblem.value("expected a name in UTF-8, found signs of another encoding");
        }
        if (!whole().isEmpty() && name().isEmpty()) {
            throw ScimProblem.value("expected a name of 1 to 100 characters");
        }
    }

    /** Empty where the source tells none. */
    String code() {
        return first(school("officialCode"), enterprise("employeeNumber"));
    }

    /** Code or id of the school; empty where the source tells none. */
    String unit() {
        return first(school("schoolCode"), enterprise("organization"));
    }

    /** Empty for whom is no concern of a roster. */
    Optional<PersonKind> kind() {
        return Words.kind(role()).or(() -> position().map(position -> PersonKind.STAFF));
    }

    /** PUPIL, STAFF or empty. */
    String capacity() {
        return kind().map(Enum::name).orElse("");
    }

    Optional<Position> position() {
        Optional<Position> told = Words.position(school("position"));
        return told.isPresent()
                ? told
                : Words.formTeacher(role()) ? Optional.of(Position.GIAO_VIEN) : Words.position(role());
    }

    boolean isFormTeacher() {
        return Words.formTeacher(role());
    }

    Optional<String> birthDate() {
        return BirthDate.parse(school("birthDate"));
    }

    Sex sex() {
        return Words.sex(school("sex")).orElse(Sex.UNKNOWN);
    }

    /** The primary address, else the first. */
    Optional<String> mail() {
        String found = "";
        for (JsonNode mail : document.path("emails")) {
            if (found.isEmpty() || mail.path("primary").asBoolean(false)) {
                found = mail.path("value").asString("");
            }
        }
        return Optional.of(found).filter(address -> MAIL.matcher(address).matches());
    }

    /** Empty where the source tells no name. Without a middle name the whole is parted as Vietnamese names are. */
    Optional<PersonName> name() {
        String family = part("familyName");
        String middle = part("middleName");
        String given = part("givenName");
        try {
            if (!given.isEmpty() && !middle.isEmpty()) {
                return Optional.of(new PersonName(family, middle, given, whole()));
            }
            return whole().isEmpty() ? Optional.empty() : Optional.of(VietnameseName.split(whole()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The class that the user's own attributes name. */
    JsonNode ownClass() {
        return document.path(ScimSchemas.SCHOOL_USER);
    }

    private String whole() {
        String parts = (part("familyName") + " " + part("middleName") + " " + part("givenName"))
                .strip()
                .replaceAll(" +", " ");
        return part("givenName").isEmpty()
                ? first(part("formatted"), document.path("displayName").asString(""))
                : parts;
    }

    private String role() {
        return first(school("role"), document.path("userType").asString(""));
    }

    private String part(String name) {
        return document.path("name").path(name).asString("");
    }

    private String school(String name) {
        return document.path(ScimSchemas.SCHOOL_USER).path(name).asString("");
    }

    private String enterprise(String name) {
        return document.path(ScimSchemas.ENTERPRISE).path(name).asString("");
    }

    private static String first(String one, String other) {
        return one.isEmpty() ? other : one;
    }
}
