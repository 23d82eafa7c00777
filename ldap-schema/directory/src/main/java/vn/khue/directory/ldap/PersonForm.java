package vn.khue.directory.ldap;

import com.unboundid.ldap.sdk.Entry;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import vn.khue.directory.Person;
import vn.khue.directory.PersonName;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Sex;
import vn.khue.directory.name.VietnameseName;

/** A person: inetOrgPerson, eduPerson and khuePersonEntry. */
public final class PersonForm implements EntryForm<Person> {

    /** inetOrgPerson demands sn; someone without family name gets this sign there, and it is taken away on reading. */
    private static final String NO_FAMILY_NAME = "-";

    private static final String BIRTH = "schacDateOfBirth";
    private static final String PARTIAL_BIRTH = "khuePartialBirthDate";
    static final String CODE = "khuePersonCode";
    static final String CITIZEN_HASH = "khueCitizenHash";

    private final Tree tree;

    public PersonForm(Tree tree) {
        this.tree = tree;
    }

    @Override
    public String objectClass() {
        return "khuePersonEntry";
    }

    @Override
    public Set<String> optional() {
        return Set.of("khueMiddleName", "mail", BIRTH, PARTIAL_BIRTH, CODE);
    }

    @Override
    public Entry write(Person person) {
        var entry = new Entry(tree.person(person.uid()));
        PersonName name = person.name();
        entry.addAttribute("objectClass", "inetOrgPerson", "eduPerson", objectClass());
        entry.addAttribute("uid", person.uid());
        entry.addAttribute("khueId", person.id().toString());
        entry.addAttribute("eduPersonUniqueId", person.id().toString().replace("-", "") + "@" + tree.scope());
        entry.addAttribute("khueStatus", person.status().name());
        entry.addAttribute("cn", name.full());
        entry.addAttribute("displayName", name.full());
        entry.addAttribute("sn", name.family().isEmpty() ? NO_FAMILY_NAME : name.family());
        entry.addAttribute("givenName", name.given());
        if (!name.middle().isEmpty()) {
            entry.addAttribute("khueMiddleName", name.middle());
        }
        entry.addAttribute("khueSearchKey", VietnameseName.searchKey(name.full()));
        entry.addAttribute("schacGender", person.sex().code());
        person.mail().ifPresent(mail -> entry.addAttribute("mail", mail));
        person.birthDate().ifPresent(date -> {
            String digits = date.replace("-", "");
            entry.addAttribute(digits.length() == 8 ? BIRTH : PARTIAL_BIRTH, digits);
        });
        if (!person.codes().isEmpty()) {
            entry.addAttribute(CODE, person.codes().stream().sorted().toList());
        }
        return entry;
    }

    @Override
    public Person read(Entry entry) {
        var fields = new Fields(entry);
        return fields.record(() -> new Person(
                fields.uuid("khueId"),
                fields.text("uid"),
                readName(entry),
                birthDate(fields),
                sex(fields),
                fields.maybe("mail"),
                readStatus(entry),
                Set.copyOf(fields.all(CODE))));
    }

    /** The name alone, of an entry of which not all was read. */
    PersonName readName(Entry entry) {
        var fields = new Fields(entry);
        String family = fields.text("sn");
        return fields.record(() -> new PersonName(
                NO_FAMILY_NAME.equals(family) ? "" : family,
                fields.maybe("khueMiddleName").orElse(""),
                fields.text("givenName"),
                fields.text("displayName")));
    }

    /** The status alone, of an entry of which not all was read. */
    PersonStatus readStatus(Entry entry) {
        return new Fields(entry).code("khueStatus", PersonStatus.class);
    }

    private static Optional<String> birthDate(Fields fields) {
        return fields.maybe(BIRTH).or(() -> fields.maybe(PARTIAL_BIRTH)).map(digits -> switch (digits.length()) {
            case 8 -> digits.substring(0, 4) + "-" + digits.substring(4, 6) + "-" + digits.substring(6);
            case 6 -> digits.substring(0, 4) + "-" + digits.substring(4);
            default -> digits;
        });
    }

    /** Unknown too where the reader may not see it, and for schacGender's 9, which says no more. */
    private static Sex sex(Fields fields) {
        return fields.maybe("schacGender")
                .flatMap(code -> Arrays.stream(Sex.values())
                        .filter(sex -> sex.code().equals(code))
                        .findAny())
                .orElse(Sex.UNKNOWN);
    }
}
