package vn.khue.roster.apply;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.khue.directory.Appointment;
import vn.khue.directory.AppointmentKind;
import vn.khue.directory.ClassGroup;
import vn.khue.directory.ClassRole;
import vn.khue.directory.Enrolment;
import vn.khue.directory.GuardianKind;
import vn.khue.directory.GuardianScope;
import vn.khue.directory.Guardianship;
import vn.khue.directory.Person;
import vn.khue.directory.PersonName;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Position;
import vn.khue.directory.Sex;
import vn.khue.directory.Validity;
import vn.khue.roster.journal.Image;

/** The directory's records as images and back. The scripts of plan write the same names. Pure functions. */
public final class Images {

    /** Name of the keyed hash of a citizen number. */
    static final String CITIZEN = "citizen";

    private Images() {}

    public static Image of(Person person) {
        var values = new TreeMap<String, String>();
        values.put("uid", person.uid());
        put(values, "family", person.name().family());
        put(values, "middle", person.name().middle());
        values.put("given", person.name().given());
        values.put("full", person.name().full());
        person.birthDate().ifPresent(date -> values.put("birth", date));
        values.put("sex", person.sex().name());
        person.mail().ifPresent(mail -> values.put("mail", mail));
        values.put("status", person.status().name());
        put(values, "codes", person.codes().stream().sorted().collect(Collectors.joining(" ")));
        return new Image(values);
    }

    public static Image of(ClassGroup group) {
        var values = new TreeMap<String, String>();
        values.put("unit", group.unit());
        values.put("year", group.schoolYear());
        values.put("grade", Integer.toString(group.grade()));
        values.put("name", group.name());
        return new Image(values);
    }

    public static Image of(Enrolment enrolment) {
        TreeMap<String, String> values = days(enrolment.validity());
        values.put("person", enrolment.person().toString());
        values.put("class", enrolment.classGroup());
        values.put("unit", enrolment.unit());
        values.put("role", enrolment.role().name());
        return new Image(values);
    }

    public static Image of(Appointment held) {
        TreeMap<String, String> values = days(held.validity());
        values.put("person", held.person().toString());
        values.put("unit", held.unit());
        values.put("position", held.position().name());
        values.put("kind", held.kind().name());
        held.decision().ifPresent(decision -> values.put("decision", decision));
        return new Image(values);
    }

    public static Image of(Guardianship guardianship) {
        TreeMap<String, String> values = days(guardianship.validity());
        values.put("guardian", guardianship.guardian().toString());
        values.put("child", guardianship.child().toString());
        values.put("kind", guardianship.kind().name());
        put(
                values,
                "scope",
                guardianship.scope().stream().map(Enum::name).sorted().collect(Collectors.joining(" ")));
        return new Image(values);
    }

    static Image ofCitizen(String hash) {
        return new Image(new TreeMap<>(Map.of(CITIZEN, hash)));
    }

    static Person person(UUID id, Image image) {
        return new Person(
                id,
                need(image, "uid"),
                new PersonName(
                        image.get("family").orElse(""),
                        image.get("middle").orElse(""),
                        need(image, "given"),
                        need(image, "full")),
                image.get("birth"),
                Sex.valueOf(need(image, "sex")),
                image.get("mail"),
                PersonStatus.valueOf(need(image, "status")),
                words(image, "codes").collect(Collectors.toSet()));
    }

    static ClassGroup group(String id, Image image) {
        return new ClassGroup(
                id,
                need(image, "unit"),
                need(image, "year"),
                Integer.parseInt(need(image, "grade")),
                need(image, "name"));
    }

    static Enrolment enrolment(UUID id, Image image) {
        return new Enrolment(
                id,
                UUID.fromString(need(image, "person")),
                need(image, "class"),
                need(image, "unit"),
                ClassRole.valueOf(need(image, "role")),
                validity(image));
    }

    static Appointment appointment(UUID id, Image image) {
        return new Appointment(
                id,
                UUID.fromString(need(image, "person")),
                need(image, "unit"),
                Position.valueOf(need(image, "position")),
                AppointmentKind.valueOf(need(image, "kind")),
                validity(image),
                image.get("decision"));
    }

    static Guardianship guardianship(UUID id, Image image) {
        Set<GuardianScope> scope =
                words(image, "scope").map(GuardianScope::valueOf).collect(Collectors.toSet());
        return new Guardianship(
                id,
                UUID.fromString(need(image, "guardian")),
                UUID.fromString(need(image, "child")),
                GuardianKind.valueOf(need(image, "kind")),
                scope,
                validity(image));
    }

    static String need(Image image, String name) {
        return image.get(name)
                .orElseThrow(() -> new IllegalStateException(
                        "expected " + name + " in a journal entry, found none; the journal was changed by hand"));
    }

    private static Validity validity(Image image) {
        return new Validity(
                LocalDate.parse(need(image, "from")), image.get("to").map(LocalDate::parse));
    }

    private static TreeMap<String, String> days(Validity validity) {
        var values = new TreeMap<String, String>();
        values.put("from", validity.from().toString());
        validity.to().ifPresent(last -> values.put("to", last.toString()));
        return values;
    }

    private static Stream<String> words(Image image, String name) {
        return Arrays.stream(image.get(name).orElse("").split(" ")).filter(word -> !word.isEmpty());
    }

    private static void put(TreeMap<String, String> values, String name, String value) {
        if (!value.isEmpty()) {
            values.put(name, value);
        }
    }

    /** Whether nothing would be written. */
    static boolean same(Image a, Optional<Image> b) {
        return b.isPresent() && a.equals(b.get());
    }
}
