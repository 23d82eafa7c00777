package vn.khue.directory.slapd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.directory.schema.ServiceAccounts;
import vn.khue.directory.server.SystemSlapd;
import vn.khue.directory.server.TestCertificate;

/** What an operator loads by hand, loaded by slapadd. */
class WriteSlapdFilesTest {

    @TempDir
    Path folder;

    @Test
    void filesLoadWithTlsAndPeersAndTellNoPassword() throws Exception {
        SlapdInstallation installation = SystemSlapd.installation();
        Map<String, String> environment = environment();
        environment.put("KHUE_SLAPD_ID", "1");
        environment.put("KHUE_SLAPD_PEERS", "ldap://peer1.localhost:389 ldaps://peer2.localhost:636");
        Path out = folder.resolve("out");
        WriteSlapdFiles.write(out, environment);
        for (String name : List.of("config.ldif", "entries.ldif")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out.resolve(name))))
                    .isEqualTo("rw-------");
        }
        assertThat(Files.readString(out.resolve("entries.ldif"))).doesNotContain("secret-of-");
        assertThat(Files.readString(out.resolve("config.ldif")))
                .contains(
                        "provider=ldap://peer1.localhost:389",
                        "starttls=critical",
                        "provider=ldaps://peer2.localhost:636")
                .doesNotContainPattern("(?m)^#include|[$][{][A-Za-z]");

        Path config = Files.createDirectories(folder.resolve("slapd.d"));
        var tool = new SlapdTool(installation, config);
        Path log = folder.resolve("log");
        Duration patience = Duration.ofSeconds(30);
        tool.run(
                "add",
                patience,
                log,
                List.of("-n", "0", "-l", out.resolve("config.ldif").toString()));
        tool.run(
                "add",
                patience,
                log,
                List.of("-n", "1", "-l", out.resolve("entries.ldif").toString()));
        tool.run("test", patience, log, List.of("-u"));
    }

    @Test
    void missingSettingIsNamed() throws Exception {
        SystemSlapd.installation();
        for (String name : List.of("KHUE_SECRETS", "KHUE_SLAPD_CERTIFICATE", "KHUE_SLAPD_KEY")) {
            Map<String, String> environment = environment();
            environment.remove(name);
            assertThatThrownBy(() -> WriteSlapdFiles.write(folder.resolve("out"), environment))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(name);
        }
    }

    private Map<String, String> environment() throws Exception {
        Path secrets = Files.createDirectories(folder.resolve("secrets"));
        for (String name : Stream.concat(ServiceAccounts.NAMES.stream(), Stream.of("admin", "replicator"))
                .toList()) {
            Path file = secrets.resolve("ldap-" + name);
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, "secret-of-" + name, StandardCharsets.UTF_8);
        }
        Path data = folder.resolve("data");
        Files.createDirectories(data.resolve("mdb"));
        Files.createDirectories(data.resolve("accesslog"));
        Path keys = folder.resolve("tls");
        SlapdTls tls = Files.exists(keys) ? tls(keys) : TestCertificate.make(Files.createDirectories(keys), 0);
        var environment = new HashMap<String, String>();
        environment.put("KHUE_SECRETS", secrets.toString());
        environment.put("KHUE_SLAPD_FOLDER", data.toString());
        environment.put("KHUE_SLAPD_CERTIFICATE", tls.certificate().toString());
        environment.put("KHUE_SLAPD_KEY", tls.key().toString());
        environment.put("KHUE_SLAPD_AUTHORITIES", tls.authorities().toString());
        return environment;
    }

    private static SlapdTls tls(Path keys) {
        return new SlapdTls(keys.resolve("server.pem"), keys.resolve("server.key"), keys.resolve("server.pem"), 0);
    }
}
