package vn.khue.district;

import java.time.LocalDate;
import java.util.Optional;
import vn.khue.directory.Person;
import vn.khue.directory.PersonName;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Sex;

/** Invents people, each with a login name of their own. For one thread. */
final class People {

    /** A domain that RFC 2606 keeps free, so that no demo ever writes to a real person. */
    private static final String MAIL_DOMAIN = "@cuchi.example";

    private final LoginNames logins = new LoginNames();

    Person staff(Chance chance, Sex sex) {
        PersonName name = InventedNames.adult(chance, InventedNames.family(chance), sex);
        return adult(chance, name, sex, 1968, 2001, true, PersonStatus.ACTIVE);
    }

    Person retired(Chance chance, Sex sex) {
        PersonName name = InventedNames.adult(chance, InventedNames.family(chance), sex);
        return adult(chance, name, sex, 1962, 1965, true, PersonStatus.LEFT);
    }

    Person guardian(Chance chance, String family, Sex sex, int childBorn) {
        PersonName name = InventedNames.adult(chance, family, sex);
        return adult(chance, name, sex, childBorn - 40, childBorn - 22, false, PersonStatus.ACTIVE);
    }

    Person child(Chance chance, String family, int born) {
        Sex sex = chance.percent(52) ? Sex.MALE : Sex.FEMALE;
        PersonName name = InventedNames.child(chance, family, sex);
        LocalDate birth = LocalDate.ofYearDay(born, chance.between(1, 365));
        return new Person(
                chance.uuid(),
                logins.give(name),
                name,
                Optional.of(birth.toString()),
                sex,
                Optional.empty(),
                PersonStatus.ACTIVE);
    }

    private Person adult(
            Chance chance, PersonName name, Sex sex, int bornFrom, int bornTo, boolean withMail, PersonStatus status) {
        String login = logins.give(name);
        LocalDate birth = LocalDate.ofYearDay(chance.between(bornFrom, bornTo), chance.between(1, 365));
        // The national data know some birth dates by year only (R5.6).
        boolean yearOnly = chance.percent(4);
        return new Person(
                chance.uuid(),
                login,
                name,
                Optional.of(yearOnly ? Integer.toString(birth.getYear()) : birth.toString()),
                sex,
                withMail ? Optional.of(login + MAIL_DOMAIN) : Optional.empty(),
                status);
    }
}
