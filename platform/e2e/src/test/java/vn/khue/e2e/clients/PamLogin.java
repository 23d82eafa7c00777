package vn.khue.e2e.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * PAM over LDAP with Debian's nslcd and libpam-ldapd, in a mount namespace of its own: both know only fixed places below /etc and
 * /run, and the machine's own are left alone.
 */
final class PamLogin {
    private static final List<String> PROGRAMS = List.of("/usr/sbin/nslcd", "/usr/bin/pamtester", "/usr/bin/unshare");

    private final Path folder;

    PamLogin(Path folder, int ldapPort, String base, String password) {
        this.folder = folder;
        try {
            Files.writeString(folder.resolve("nslcd.conf"), """
                    uri ldap://127.0.0.1:%1$d/
                    base ou=people,%2$s
                    binddn cn=apps,ou=services,%2$s
                    bindpw %3$s
                    filter passwd (objectClass=khuePersonEntry)
                    pam_authc_search NONE
                    """.formatted(ldapPort, base, password), UTF_8);
            // nslcd does not start where others could read the password.
            Files.setPosixFilePermissions(folder.resolve("nslcd.conf"), PosixFilePermissions.fromString("rw-------"));
            Path pam = Files.createDirectory(folder.resolve("pam.d"));
            Files.writeString(
                    pam.resolve("khue"), "auth required pam_ldap.so\naccount required pam_permit.so\n", UTF_8);
            Files.writeString(folder.resolve("try.sh"), """
                    set -e
                    mount -t tmpfs none /run
                    mkdir /run/nslcd
                    mount --bind %1$s/nslcd.conf /etc/nslcd.conf
                    mount --bind %1$s/pam.d /etc/pam.d
                    nslcd -n &
                    daemon=$!
                    trap 'kill $daemon' EXIT
                    while [ ! -S /run/nslcd/socket ]; do kill -0 $daemon; sleep 0.05; done
                    pamtester khue "$1" authenticate
                    """.formatted(folder), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the programs are there and this machine lets its users have namespaces. */
    static boolean possible() {
        return PROGRAMS.stream().allMatch(program -> Files.exists(Path.of(program)))
                && run(List.of("unshare", "-mr", "mount", "-t", "tmpfs", "none", "/mnt"), "") == 0;
    }

    boolean opens(String user, String password) {
        return run(List.of("unshare", "-mr", "sh", folder.resolve("try.sh").toString(), user), password + "\n") == 0;
    }

    private static int run(List<String> command, String input) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(UTF_8));
            } catch (IOException e) {
                // It ended without reading: its exit code says the rest.
            }
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return -1;
            }
            return process.exitValue();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }
}
