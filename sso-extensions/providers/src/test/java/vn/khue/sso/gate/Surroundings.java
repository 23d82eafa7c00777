package vn.khue.sso.gate;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import vn.khue.directory.embedded.EmbeddedServer;
import vn.khue.directory.embedded.EmbeddedSettings;
import vn.khue.directory.ldap.LdapDirectoryWriter;
import vn.khue.directory.ldap.LdapEndpoint;

/** What stands around Keycloak: database, directory, secrets and the audit service's intake. One for all tests of this module. */
final class Surroundings {
    static final String BASE = "dc=khue,dc=edu,dc=vn";

    final Path secrets;
    final Path badgePolicy;
    final Path lockoutPolicy;
    final Path assurancePolicy;
    final EmbeddedPostgres postgres;
    final LdapDirectoryWriter writer;
    final Intake intake;
    final CardAuthority cardAuthority;
    final int cardProxyPort = freePort();
    final Village village;
    final BadgeVillage badgeVillage;
    final HelpVillage helpVillage;
    final AccessLog accessLog;
    private final EmbeddedSettings directorySettings;
    private EmbeddedServer directory;

    private Surroundings() {
        try {
            Path folder = Files.createTempDirectory("khue-gate");
            secrets = Files.createDirectory(folder.resolve("secrets"));
            var random = new HashMap<String, String>();
            for (String name : List.of(
                    "ldap-admin",
                    "ldap-keycloak",
                    "ldap-app-passwords",
                    "client-signing",
                    "client-audit",
                    "client-console",
                    "client-events",
                    "client-reports",
                    "pairwise-salt",
                    "badge-key",
                    "activation-key",
                    "wallet-key",
                    "citizen-hash",
                    "national-id")) {
                random.put(name, random());
                Files.writeString(secrets.resolve(name), random.get(name));
            }
            lockoutPolicy = LockoutTest.policy(folder.resolve("lockout-policy.properties"));
            assurancePolicy = AssuranceTest.policy(folder.resolve("assurance-policy.properties"));
            badgePolicy = BadgeVillage.policy(folder.resolve("badge-policy.properties"));
            postgres = EmbeddedPostgres.start();
            directorySettings = new EmbeddedSettings(
                    folder.resolve("directory"),
                    BASE,
                    freePort(),
                    random.get("ldap-admin"),
                    Map.of("keycloak", random.get("ldap-keycloak"), "app-passwords", random.get("ldap-app-passwords")));
            startDirectory();
            accessLog = AccessLog.before(directorySettings.port());
            writer = new LdapDirectoryWriter(
                    LdapEndpoint.of(ldapUrl(), BASE, "cn=admin," + BASE, random.get("ldap-admin")));
            intake = Intake.start();
            cardAuthority = CardAuthority.found(Files.createDirectory(folder.resolve("cards")));
            village = Village.settle(writer);
            badgeVillage = BadgeVillage.settle(writer);
            helpVillage = HelpVillage.settle(writer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Surroundings get() {
        return Holder.ONE;
    }

    private static final class Holder {
        static final Surroundings ONE = new Surroundings();
    }

    String ldapUrl() {
        return "ldap://localhost:" + directorySettings.port();
    }

    /** Where Keycloak's federation goes: to the same directory, by a way on which every request is noted. */
    String federationUrl() {
        return "ldap://localhost:" + accessLog.port();
    }

    void startDirectory() {
        directory = EmbeddedServer.start(directorySettings, failed -> {});
    }

    void stopDirectory() {
        directory.close();
        accessLog.cut();
    }

    /** Takes the directory away and puts one in its place that never answers; close that before the directory comes back. */
    MuteDirectory muteDirectory() {
        stopDirectory();
        return MuteDirectory.at(directorySettings.port());
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DataSource database() {
        return postgres.getPostgresDatabase();
    }

    String secret(String name) {
        try {
            return Files.readString(secrets.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one number that a query answers. */
    long count(String sql) {
        try (var connection = database().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
