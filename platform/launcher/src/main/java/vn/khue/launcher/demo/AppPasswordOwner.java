package vn.khue.launcher.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.nodes.Element;
import vn.khue.launcher.home.StateDirectory;

/** Somebody makes an app password, a program binds to the directory with it, and it is revoked. Not thread-safe. */
final class AppPasswordOwner {
    private static final String PROGRAM = "ldapsearch";
    private static final String NAME = "Máy in (mẫu)";
    /** RFC 4511, 4.1.9: invalidCredentials. */
    private static final int WRONG = 49;

    private final String console;
    private final String ldap;
    private final Member member;
    private final Path work;
    private String secret = "";

    /**
     * @param console root address of the school console
     * @param ldap address of the directory
     * @param work directory for a password file that is there only while the program runs
     */
    AppPasswordOwner(String console, String ldap, Member member, Path work) {
        this.console = console;
        this.ldap = ldap;
        this.member = member;
        this.work = work;
    }

    static boolean possible() {
        return Tool.find(PROGRAM).isPresent();
    }

    /** Made in the console, shown once, and good for a bind; the main password is not. */
    String make() {
        Page made = member.submit(
                member.open(console + "/app-passwords").form("#make").with("name", NAME));
        secret = made.ok().html().select("#secret").text();
        bind(secret, 0);
        bind(member.person().password(), WRONG);
        return PROGRAM + ": " + NAME;
    }

    /** Revoked in the console; the next bind is refused. */
    String revoke() {
        Page list = member.open(console + "/app-passwords").ok();
        Element mine = list.html().select("[data-password]").stream()
                .filter(each -> each.attr("data-password").equals(NAME))
                .findFirst()
                .orElseThrow(
                        () -> new StepFailure("Expected the app password in the list, found: " + list.shortText()));
        Page revoked = member.submit(Form.of(mine.selectFirst("form")));
        bind(secret, WRONG);
        return revoked.ok().html().select("#done").text();
    }

    private void bind(String password, int expected) {
        Path file = work.resolve(".app-password");
        StateDirectory.writeOwnerOnly(file, password);
        try {
            Tool.Answer answer = Tool.run(
                    work,
                    List.of(
                            PROGRAM,
                            "-x",
                            "-H",
                            ldap,
                            "-D",
                            "uid=" + member.person().username() + ",ou=people,dc=khue,dc=edu,dc=vn",
                            "-y",
                            file.toString(),
                            "-s",
                            "base",
                            "-b",
                            "",
                            "1.1"));
            if (answer.code() != expected) {
                throw new StepFailure("Expected exit code " + expected + " of " + PROGRAM + ", found " + answer.code());
            }
        } finally {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
