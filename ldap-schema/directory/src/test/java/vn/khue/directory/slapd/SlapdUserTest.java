package vn.khue.directory.slapd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.unboundid.ldap.sdk.LDAPConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.directory.server.People;
import vn.khue.directory.server.RunningServer;
import vn.khue.directory.server.SystemSlapd;

/** That nothing of slapd's needs root. */
class SlapdUserTest {

    private static final String NOBODY = "65534";

    @TempDir
    Path folder;

    @Test
    void slapdRunsAsAnOrdinaryUser() throws Exception {
        SlapdInstallation installation = SystemSlapd.installation();
        SlapdSettings settings = SystemSlapd.settings(folder.resolve("slapd"), SystemSlapd.freePort());
        boolean root = "0".equals(user(ProcessHandle.current().pid()));
        if (root) {
            installation = asNobody(installation, settings.folder());
        }
        try (PrivateSlapd slapd = PrivateSlapd.start(installation, settings);
                var admin = new LDAPConnection(
                        "127.0.0.1", slapd.port(), RunningServer.ADMIN, RunningServer.ADMIN_PASSWORD)) {
            assertThat(user(slapd.process().pid()))
                    .isNotEqualTo("0")
                    .isEqualTo(root ? NOBODY : user(ProcessHandle.current().pid()));
            admin.add(People.entry("user.a"));
            assertThat(admin.getEntry(People.dn("user.a"))).isNotNull();
        }
    }

    /** The same installation with a binary that gives its folder and itself to an ordinary user before it begins. */
    private SlapdInstallation asNobody(SlapdInstallation installation, Path slapdFolder) throws Exception {
        Path setpriv = Path.of("/usr/bin/setpriv");
        assumeTrue(Files.exists(setpriv), "setpriv is not installed");
        // The folders above must be passable for that user.
        for (Path above = folder;
                above != null && above.startsWith(Path.of(System.getProperty("java.io.tmpdir")));
                above = above.getParent()) {
            if (!above.equals(Path.of(System.getProperty("java.io.tmpdir")))) {
                Files.setPosixFilePermissions(above, PosixFilePermissions.fromString("rwx--x--x"));
            }
        }
        Path script = folder.resolve("slapd-as-nobody");
        Files.writeString(
                script,
                "#!/bin/sh\nchown -R " + NOBODY + " '" + slapdFolder + "'\nexec " + setpriv + " --reuid=" + NOBODY
                        + " --regid=" + NOBODY + " --clear-groups " + installation.slapd() + " \"$@\"\n",
                StandardCharsets.UTF_8);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return new SlapdInstallation(script, installation.modules(), installation.schemas(), installation.tlsCiphers());
    }

    /** The effective user of a process, from /proc. */
    private static String user(long pid) throws Exception {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status"), StandardCharsets.UTF_8).stream()
                .filter(line -> line.startsWith("Uid:"))
                .map(line -> line.split("\\s+")[2])
                .findFirst()
                .orElseThrow();
    }
}
