package vn.khue.launcher.demo;

import java.util.List;
import vn.khue.directory.Enrolment;
import vn.khue.directory.ldap.LdapDirectory;
import vn.khue.directory.ldap.LdapEndpoint;

/** The directory's own reader over a connection of its own, where ldapsearch is not installed. */
final class ReaderWitness implements DirectoryWitness {
    private final LdapEndpoint admin;

    ReaderWitness(LdapEndpoint admin) {
        this.admin = admin;
    }

    @Override
    public String by() {
        return "UnboundID LDAP SDK";
    }

    @Override
    public List<String> names(String code) {
        try (LdapDirectory directory = new LdapDirectory(admin)) {
            return directory.personByCode(code).stream()
                    .map(person -> person.name().full())
                    .toList();
        }
    }

    @Override
    public List<String> classes(String code) {
        try (LdapDirectory directory = new LdapDirectory(admin)) {
            return directory.personByCode(code).flatMap(person -> directory.history(person.id())).stream()
                    .flatMap(history -> history.enrolments().stream())
                    .map(Enrolment::classGroup)
                    .toList();
        }
    }
}
