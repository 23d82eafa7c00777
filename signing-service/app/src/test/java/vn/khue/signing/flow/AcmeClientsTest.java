package vn.khue.signing.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.signing.flow.AcmeTest.Granted;
import vn.khue.signing.house.HostDesk;
import vn.khue.signing.house.SigningHouse;
import vn.khue.signing.house.Tools;

/** RFC 8555 with the clients that hosts have. */
class AcmeClientsTest {
    private static SigningHouse house;
    private static HostDesk desk;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() {
        house = SigningHouse.get();
        desk = new HostDesk(house);
    }

    private static void need(String program) {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/" + program)), program + " is not installed");
    }

    @Test
    void dehydratedRegistersGetsACertificateRevokesItAndLeaves() throws IOException {
        need("dehydrated");
        Tools tools = new Tools(folder);
        String name = AcmeTest.approved(desk);
        Granted granted = AcmeTest.granted(desk, name);
        Path wellKnown = Files.createDirectory(folder.resolve("wellknown"));
        house.hosts().serve(wellKnown);
        Path config = Files.writeString(
                folder.resolve("config"),
                "CA=\"" + house.base() + "/acme/directory\"\nBASEDIR=" + folder + "\nWELLKNOWN=" + wellKnown
                        + "\nKEY_ALGO=prime256v1\nEAB_KID=\"" + granted.kid() + "\"\nEAB_HMAC_KEY=\""
                        + granted.hmacKey() + "\"\n");
        Files.writeString(folder.resolve("domains.txt"), name + "\n");
        tools.run("dehydrated", "--config", config.toString(), "--register", "--accept-terms");
        tools.run("dehydrated", "--config", config.toString(), "--cron");
        Path certificates = folder.resolve("certs").resolve(name);
        String certificate = certificates.resolve("cert.pem").toString();
        String serial = judged(tools, name, certificate, certificates.resolve("chain.pem"));
        tools.run("dehydrated", "--config", config.toString(), "--revoke", certificate);
        assertThat(house.events("CERTIFICATE_REVOKED", serial)).isEqualTo(1);
        tools.run("dehydrated", "--config", config.toString(), "--deactivate");
        assertThat(house.events("ACME_ACCOUNT_CHANGED", "deactivate")).isPositive();
    }

    @Test
    void certbotRegistersRenewsAndRevokes() throws IOException {
        need("certbot");
        Tools tools = new Tools(folder);
        String name = AcmeTest.approved(desk);
        Granted granted = AcmeTest.granted(desk, name);
        Path wellKnown = Files.createDirectories(folder.resolve("www/.well-known/acme-challenge"));
        house.hosts().serve(wellKnown);
        Path state = folder.resolve("state");
        String[] common = {
            "--non-interactive",
            "--config-dir",
            state.resolve("config").toString(),
            "--work-dir",
            state.resolve("work").toString(),
            "--logs-dir",
            state.resolve("logs").toString(),
            "--server",
            house.base() + "/acme/directory"
        };
        certbot(
                tools,
                common,
                "certonly",
                "--agree-tos",
                "--email",
                "it@example.vn",
                "--no-eff-email",
                "--eab-kid",
                granted.kid(),
                "--eab-hmac-key",
                granted.hmacKey(),
                "--key-type",
                "ecdsa",
                "--webroot",
                "--webroot-path",
                folder.resolve("www").toString(),
                "-d",
                name);
        Path live = state.resolve("config/live").resolve(name);
        String certificate = live.resolve("cert.pem").toString();
        String first = judged(tools, name, certificate, live.resolve("chain.pem"));
        certbot(tools, common, "renew", "--force-renewal", "--no-random-sleep-on-renew");
        String second = judged(tools, name, certificate, live.resolve("chain.pem"));
        assertThat(second).isNotEqualTo(first);
        certbot(tools, common, "revoke", "--cert-path", certificate, "--no-delete-after-revoke");
        assertThat(house.events("CERTIFICATE_REVOKED", second)).isEqualTo(1);
    }

    private static void certbot(Tools tools, String[] common, String... command) throws IOException {
        String[] all = new String[1 + command.length + common.length];
        all[0] = "certbot";
        System.arraycopy(command, 0, all, 1, command.length);
        System.arraycopy(common, 0, all, 1 + command.length, common.length);
        tools.run(all);
    }

    /** openssl trusts it for this host, and its event was written; the serial. */
    private String judged(Tools tools, String name, String certificate, Path chain) throws IOException {
        assertThat(tools.run(
                        "openssl",
                        "verify",
                        "-purpose",
                        "sslserver",
                        "-verify_hostname",
                        name,
                        "-CAfile",
                        AcmeTest.root(house, folder).toString(),
                        "-untrusted",
                        chain.toString(),
                        certificate))
                .contains("OK");
        String serial = tools.run("openssl", "x509", "-in", certificate, "-noout", "-serial")
                .replaceAll("serial=|\\s", "")
                .replaceFirst("^0+", "");
        assertThat(house.events("CERTIFICATE_ISSUED", serial)).isEqualTo(1);
        return serial;
    }
}
