package vn.khue.launcher.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import vn.khue.directory.ldap.LdapEndpoint;
import vn.khue.launcher.home.StateDirectory;

/** OpenLDAP's ldapsearch, whose LDIF is read as RFC 2849 says. */
final class LdapsearchWitness implements DirectoryWitness {
    private static final String PROGRAM = "ldapsearch";
    private static final String CODE_FORM = "[A-Za-z0-9-]{1,20}";

    private final LdapEndpoint admin;
    private final Path work;

    /** @param work directory for a password file that is there only while the program runs */
    LdapsearchWitness(LdapEndpoint admin, Path work) {
        this.admin = admin;
        this.work = work;
    }

    static boolean installed() {
        return Tool.find(PROGRAM).isPresent();
    }

    @Override
    public String by() {
        return PROGRAM;
    }

    @Override
    public List<String> names(String code) {
        return values("ou=people", "(khuePersonCode=" + plain(code) + ")", "displayName");
    }

    @Override
    public List<String> classes(String code) {
        return values("ou=people", "(khuePersonCode=" + plain(code) + ")", "khueId").stream()
                .flatMap(id -> values("ou=enrolments", "(khuePerson=" + id + ")", "khueClass").stream())
                .toList();
    }

    private List<String> values(String below, String filter, String attribute) {
        Path file = work.resolve(".ldap-password");
        StateDirectory.writeOwnerOnly(file, admin.password());
        Tool.Answer answer;
        try {
            answer = Tool.run(
                    work,
                    List.of(
                            PROGRAM,
                            "-LLL",
                            "-x",
                            "-o",
                            "ldif_wrap=no",
                            "-H",
                            admin.servers().get(0).toString(),
                            "-D",
                            admin.bindDn(),
                            "-y",
                            file.toString(),
                            "-b",
                            below + "," + admin.base(),
                            filter,
                            attribute));
        } finally {
            delete(file);
        }
        if (answer.code() != 0) {
            throw new StepFailure(PROGRAM + ": " + answer.output());
        }
        return answer.output()
                .lines()
                .filter(line -> line.startsWith(attribute + ":"))
                .map(line -> value(line.substring(attribute.length() + 1)))
                .toList();
    }

    private static String value(String written) {
        return written.startsWith(":")
                ? new String(Base64.getDecoder().decode(written.substring(1).strip()), StandardCharsets.UTF_8)
                : written.strip();
    }

    // A filter is text: what could be more than a value is not put into one.
    private static String plain(String code) {
        if (!code.matches(CODE_FORM)) {
            throw new IllegalArgumentException("expected letters, digits and hyphens, found another sign in a code");
        }
        return code;
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
