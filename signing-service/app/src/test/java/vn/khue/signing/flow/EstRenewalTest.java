package vn.khue.signing.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.khue.signing.house.HostDesk.newName;
import static vn.khue.signing.house.HostDesk.request;
import static vn.khue.signing.house.HostDesk.require;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khue.pki.Certificates;
import vn.khue.pki.DnsName;
import vn.khue.pki.ca.CertificateAuthority;
import vn.khue.pki.ca.CertificateRequest;
import vn.khue.pki.ca.Hierarchy;
import vn.khue.pki.ca.Profiles;
import vn.khue.pki.path.PathValidator;
import vn.khue.pki.policy.PkiPolicy;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.pki.store.InMemoryCertificateRegister;
import vn.khue.signing.enrolment.EnrolmentPolicy;
import vn.khue.signing.est.EstServerCertificate;
import vn.khue.signing.event.SigningEvents;
import vn.khue.signing.house.HostDesk;
import vn.khue.signing.house.HostKey;
import vn.khue.signing.house.SigningHouse;
import vn.khue.signing.house.SteppedClock;
import vn.khue.signing.house.Tools;

/** RFC 7030 section 3.3.2 with curl and openssl: a host renews by the certificate that it has. */
class EstRenewalTest {
    private static final String RE_ENROL = "/.well-known/est/simplereenroll";

    private static SigningHouse house;
    private static HostDesk desk;

    @TempDir
    Path folder;

    private Tools tools;

    @BeforeAll
    static void open() {
        house = SigningHouse.get();
        desk = new HostDesk(house);
    }

    @BeforeEach
    void prepare() throws IOException {
        tools = new Tools(folder);
        AcmeTest.root(house, folder);
    }

    /** A host with a certificate, in the files {@code host.pem} and {@code host.key}. */
    private record Host(String name, HostKey key, X509Certificate certificate) {
        X500Name subject() {
            return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        }

        String serial() {
            return certificate.getSerialNumber().toString(16).toUpperCase(java.util.Locale.ROOT);
        }
    }

    private Host host() throws IOException {
        String name = newName();
        HostKey key = new HostKey();
        String serial = desk.issued(key, name).text("serial");
        String chain = new String(
                desk.schoolIt
                        .get("/service-certificates/" + serial + "/chain")
                        .http()
                        .body(),
                StandardCharsets.US_ASCII);
        return use(name, key, chain);
    }

    private Host use(String name, HostKey key, String chain) throws IOException {
        Files.writeString(folder.resolve("host.pem"), chain);
        Files.writeString(folder.resolve("host.key"), key.pem());
        String first = chain.substring(0, chain.indexOf("-----END"))
                .replace("-----BEGIN CERTIFICATE-----", "")
                .replaceAll("\\s", "");
        return new Host(name, key, Certificates.parse(Base64.getDecoder().decode(first)));
    }

    private String url(String path) {
        return "https://" + SigningHouse.EST + ":" + house.estPort() + path;
    }

    /** HTTP status; 0 where there was no answer, as the handshake failed. */
    private int curl(String path, String... more) throws IOException {
        return curl(url(path), true, more);
    }

    private int curl(String address, boolean certificate, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "curl",
                "-s",
                "--path-as-is",
                "--resolve",
                SigningHouse.EST + ":" + house.estPort() + ":127.0.0.1",
                // A source of its own: what other tests had refused is not counted against it.
                "--interface",
                "127.0.0.9",
                "--cacert",
                "root.pem",
                "-o",
                "body",
                "-w",
                "%{http_code}"));
        if (certificate) {
            command.addAll(List.of("--cert", "host.pem", "--key", "host.key"));
        }
        command.addAll(List.of(more));
        command.add(address);
        Files.deleteIfExists(folder.resolve("body"));
        Tools.Ended ended = tools.end(command);
        int status = Integer.parseInt(ended.output().strip());
        assertThat(ended.code() == 0).as("curl %s", ended.code()).isEqualTo(status != 0);
        return status;
    }

    private int renew(byte[] csr, String... more) throws IOException {
        Files.write(folder.resolve("csr.b64"), Base64.getMimeEncoder().encode(csr));
        List<String> arguments =
                new ArrayList<>(List.of("-H", "Content-Type: application/pkcs10", "--data-binary", "@csr.b64"));
        arguments.addAll(List.of(more));
        return curl(RE_ENROL, arguments.toArray(String[]::new));
    }

    private String body() throws IOException {
        return Files.readString(folder.resolve("body"), StandardCharsets.UTF_8);
    }

    /** The certificate of the answer, in PEM. */
    private String answered(String file) throws IOException {
        tools.run("openssl", "base64", "-d", "-in", "body", "-out", "certs.p7");
        tools.run("openssl", "pkcs7", "-inform", "DER", "-in", "certs.p7", "-print_certs", "-out", file);
        return tools.run("openssl", "x509", "-in", file);
    }

    @Test
    void aHostRenewsByItsCertificateWithoutAnOfficer() throws IOException {
        Host host = host();
        String subject = "/C=VN/O="
                + host.subject()
                        .getRDNs(org.bouncycastle.asn1.x500.style.BCStyle.O)[0]
                        .getFirst()
                        .getValue()
                + "/CN=" + host.name();
        tools.run(
                "openssl",
                "req",
                "-new",
                "-nodes",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-keyout",
                "new.key",
                "-out",
                "csr.der",
                "-outform",
                "DER",
                "-utf8",
                "-subj",
                subject,
                "-addext",
                "subjectAltName=DNS:" + host.name());
        byte[] csr = Files.readAllBytes(folder.resolve("csr.der"));
        assertThat(renew(csr)).isEqualTo(200);
        String fresh = answered("new.pem");
        assertThat(tools.run("openssl", "x509", "-in", "new.pem", "-noout", "-pubkey"))
                .isEqualTo(tools.run("openssl", "pkey", "-in", "new.key", "-pubout"));
        X509Certificate certificate = use(host.name(), host.key(), fresh).certificate();
        assertThat(certificate.getSubjectX500Principal())
                .isEqualTo(host.certificate().getSubjectX500Principal());
        String serial = certificate.getSerialNumber().toString(16).toUpperCase(java.util.Locale.ROOT);
        assertThat(house.events("CERTIFICATE_ISSUED", serial)).isEqualTo(1);

        // The answer was lost: the same request gets the same certificate. The new one renews in its turn.
        Files.writeString(folder.resolve("host.pem"), Certificates.pem(host.certificate()));
        assertThat(renew(csr)).isEqualTo(200);
        assertThat(answered("again.pem")).isEqualTo(fresh);
        assertThat(house.events("CERTIFICATE_ISSUED", serial)).isEqualTo(1);
        Files.writeString(folder.resolve("host.pem"), fresh);
        Files.copy(
                folder.resolve("new.key"),
                folder.resolve("host.key"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(renew(new HostKey().csr(host.subject(), host.name()))).isEqualTo(200);
    }

    @Test
    void theKeyFollowsTheRulesOfAnyRenewal() throws IOException {
        Host host = host();
        byte[] same = host.key().csr(host.subject(), host.name());
        assertThat(renew(same)).as("the same key, too early").isEqualTo(409);
        assertThat(body()).contains("not-renewable");
        house.database()
                .sql("update service_certificate set not_after = :end where serial = :serial")
                .param("end", Timestamp.from(house.clock().instant().plus(Duration.ofDays(29))))
                .param("serial", host.serial())
                .update();
        assertThat(renew(same)).as("the same key, in its last month").isEqualTo(200);
        for (int i = 1; i < 5; i++) {
            assertThat(renew(new HostKey().csr(host.subject(), host.name()))).isEqualTo(200);
        }
        assertThat(renew(new HostKey().csr(host.subject(), host.name())))
                .as("one certificate is followed by five")
                .isEqualTo(409);
        Host other = host();
        assertThat(renew(same)).as("names of another").isEqualTo(422);
        assertThat(renew(host.key().csr(other.subject(), other.name())))
                .as("a key that was another's")
                .isEqualTo(409);
    }

    @Test
    void subjectAndNamesAreThoseOfTheCertificate() throws IOException {
        Host host = host();
        HostKey fresh = new HostKey();
        assertThat(renew(fresh.csr(host.name()))).as("another subject").isEqualTo(422);
        assertThat(renew(fresh.csr(host.subject(), host.name(), newName())))
                .as("one name more")
                .isEqualTo(422);
        assertThat(body()).contains("names-differ");
        assertThat(renew(fresh.csr(host.subject(), newName())))
                .as("another name")
                .isEqualTo(422);
        Files.writeString(folder.resolve("csr.b64"), "%%%");
        assertThat(curl(RE_ENROL, "-H", "Content-Type: application/pkcs10", "--data-binary", "@csr.b64"))
                .isEqualTo(400);
        assertThat(renew(fresh.csr(host.subject(), host.name()))).isEqualTo(200);
    }

    @Test
    void onlyACertificateInForceOfAHostThatIsStillOursCounts() throws IOException {
        Host host = host();
        byte[] csr = new HostKey().csr(host.subject(), host.name());
        String path = "/certificates/services/" + host.serial();
        require(desk.security.post(path + "/suspend"), 200);
        assertThat(renew(csr)).as("suspended").isEqualTo(403);
        assertThat(body()).contains("client-certificate-refused");
        require(desk.ca.post(path + "/resume"), 200);
        house.database()
                .sql("delete from service_name where name = :name")
                .param("name", host.name())
                .update();
        assertThat(renew(csr)).as("the name was taken back").isEqualTo(403);
        assertThat(body()).contains("name-not-approved");
        require(desk.ca.post(path + "/revoke", "{\"reason\":\"SUPERSEDED\"}"), 200);
        assertThat(renew(csr)).as("revoked").isEqualTo(403);
        assertThat(house.events("TOKEN_REFUSED", "CLIENT_CERTIFICATE_REFUSED")).isPositive();
    }

    @Test
    void whoStoleAKeyDoesNotRenewOnAfterItWasReported() throws IOException {
        Host host = host();
        HostKey second = new HostKey();
        assertThat(renew(second.csr(host.subject(), host.name()))).isEqualTo(200);
        Host renewed = use(host.name(), second, answered("new.pem"));
        require(
                desk.ca.post("/certificates/services/" + host.serial() + "/revoke", "{\"reason\":\"KEY_COMPROMISE\"}"),
                200);
        assertThat(renew(new HostKey().csr(renewed.subject(), host.name()))).isEqualTo(403);
    }

    @Test
    void aCertificateOfOursThatIsNoHostsIsRefused() throws IOException {
        String name = newName();
        HostKey key = new HostKey();
        Hierarchy hierarchy = house.bean(Hierarchy.class);
        X509Certificate certificate = new TransactionTemplate(house.bean(PlatformTransactionManager.class))
                .execute(status -> hierarchy
                        .authority("services")
                        .issue(server(key, name), house.bean(CertificateRegister.class))
                        .certificate());
        Host host = use(name, key, Certificates.pem(certificate));
        assertThat(renew(new HostKey().csr(host.subject(), name))).isEqualTo(403);
        assertThat(curl("/.well-known/est/cacerts"))
                .as("it is let in, and gets nothing by it")
                .isEqualTo(200);
    }

    private static CertificateRequest server(HostKey key, String name) {
        return CertificateRequest.server(
                key.pair().getPublic(), List.of(new DnsName(name)), "thcs-thi-tran-2", "Trường thử");
    }

    @Test
    void otherAuthoritiesAndTimesThatAreOverFailInTheHandshake() throws IOException {
        Host host = host();
        byte[] csr = new HostKey().csr(host.subject(), host.name());
        tools.run(
                "openssl",
                "req",
                "-x509",
                "-nodes",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-keyout",
                "host.key",
                "-out",
                "host.pem",
                "-subj",
                "/CN=" + host.name(),
                "-addext",
                "subjectAltName=DNS:" + host.name());
        assertThat(renew(csr)).as("its own authority").isZero();

        HostKey key = new HostKey();
        Hierarchy hierarchy = house.bean(Hierarchy.class);
        CertificateAuthority early = new CertificateAuthority(
                "services",
                hierarchy.authority("services").key(),
                Set.of("service-tls"),
                Profiles.shipped(),
                PkiPolicy.vn2026().algorithms(),
                hierarchy.authority("services").urls(),
                0,
                Clock.offset(house.clock(), Duration.ofDays(-91)));
        X509Certificate expired = early.issue(server(key, host.name()), new InMemoryCertificateRegister())
                .certificate();
        use(host.name(), key, Certificates.pem(expired));
        assertThat(renew(csr)).as("expired").isZero();
    }

    @Test
    void withoutACertificateASecretIsNeededAndWithOneItStillWorks() throws IOException {
        Host host = host();
        Files.write(
                folder.resolve("csr.b64"),
                Base64.getMimeEncoder().encode(new HostKey().csr(host.subject(), host.name())));
        String[] post = {"-H", "Content-Type: application/pkcs10", "--data-binary", "@csr.b64"};
        assertThat(curl(url(RE_ENROL), false, post)).isEqualTo(401);
        assertThat(curl("/.well-known/est/simpleenroll", post))
                .as("a first certificate")
                .isEqualTo(401);
        String name = newName();
        String id = desk.awaitingKey(name);
        String secret =
                require(desk.schoolIt.post(request(id) + "/secret"), 200).text("secret");
        Files.write(folder.resolve("csr.b64"), Base64.getMimeEncoder().encode(new HostKey().csr(name)));
        assertThat(curl(
                        url("/.well-known/est/simpleenroll"),
                        false,
                        "-u",
                        id + ":" + secret,
                        "-H",
                        "Content-Type: application/pkcs10",
                        "--data-binary",
                        "@csr.b64"))
                .isEqualTo(202);
    }

    @Test
    void thePlainPortBelievesNoHeaderToBeACertificate() throws IOException {
        Host host = host();
        Files.write(
                folder.resolve("csr.b64"),
                Base64.getMimeEncoder().encode(new HostKey().csr(host.subject(), host.name())));
        String oneLine = Certificates.pem(host.certificate()).replace("\n", " ").strip();
        String der = Base64.getEncoder().encodeToString(Certificates.der(host.certificate()));
        assertThat(curl(
                        house.base() + RE_ENROL,
                        true,
                        "-H",
                        "Content-Type: application/pkcs10",
                        "-H",
                        "X-SSL-Client-Cert: " + oneLine,
                        "-H",
                        "ssl_client_cert: " + oneLine,
                        "-H",
                        "X-SSL-Client-Verify: SUCCESS",
                        "-H",
                        "Client-Cert: :" + der + ":",
                        "-H",
                        "X-Forwarded-Client-Cert: Cert=\"" + der + "\"",
                        "-H",
                        "X-Forwarded-Port: " + house.estPort(),
                        "-H",
                        "X-Forwarded-Proto: https",
                        "--data-binary",
                        "@csr.b64"))
                .isEqualTo(401);
    }

    @Test
    void thePortGivesNothingButEst() throws IOException {
        host();
        assertThat(curl("/.well-known/est/cacerts")).isEqualTo(200);
        assertThat(curl("/.well-known/est/csrattrs")).isEqualTo(200);
        for (String path : List.of(
                "/",
                "/verify",
                "/documents",
                "/acme/directory",
                "/actuator/health",
                "/pki/services.crt",
                "/ocsp/AAAA",
                "/.well-known/est",
                "/.well-known/estx/cacerts",
                "/.well-known/est/../../verify",
                "/.well-known/est/%2e%2e/%2e%2e/verify")) {
            assertThat(curl(path)).as(path).isIn(400, 404);
            assertThat(Files.exists(folder.resolve("body")) ? body() : "")
                    .as(path)
                    .doesNotContain("khue.");
        }
        assertThat(curl("/verify")).isEqualTo(404);
    }

    @Test
    void onlyTls12And13AreSpokenAndCertificatesOfHostsAreAskedFor() throws IOException {
        host();
        for (String version : List.of("-tls1_2", "-tls1_3")) {
            Tools.Ended ended = client(version, "-cert", "host.pem", "-key", "host.key");
            assertThat(ended.output())
                    .contains("Verify return code: 0 (ok)")
                    .contains("Acceptable client certificate CA names")
                    .contains("Khu")
                    .contains("HTTP/1.1 200");
            assertThat(ended.output()).containsAnyOf("GCM", "CHACHA20");
        }
        for (String version : List.of("-tls1", "-tls1_1")) {
            Tools.Ended ended = client(version, "-cipher", "DEFAULT@SECLEVEL=0");
            assertThat(ended.code()).as(ended.output()).isNotZero();
            assertThat(ended.output()).doesNotContain("HTTP/1.1");
        }
        assertThat(client("-tls1_2", "-cipher", "ECDHE-ECDSA-AES128-SHA256").code())
                .as("CBC")
                .isNotZero();
        assertThat(house.events("CERTIFICATE_ISSUED", "service-tls")).isPositive();
    }

    @Test
    void thePortsOwnKeyAndCertificateAreChangedWhenHalfOfItsWeekIsOver() throws IOException {
        SteppedClock clock = new SteppedClock();
        EstServerCertificate own = new EstServerCertificate(
                new DnsName(SigningHouse.EST),
                house.bean(Hierarchy.class),
                house.bean(CertificateRegister.class),
                house.bean(EnrolmentPolicy.class),
                house.bean(PathValidator.class),
                house.bean(SigningEvents.class),
                house.bean(PlatformTransactionManager.class),
                clock);
        X509Certificate first = own.server().chain().get(0);
        assertThat(Duration.between(clock.instant(), first.getNotAfter().toInstant()))
                .isBetween(Duration.ofDays(6), Duration.ofDays(7));
        clock.step(Duration.ofDays(3));
        own.renewInTime();
        assertThat(own.server().chain().get(0)).isEqualTo(first);
        clock.step(Duration.ofDays(1));
        own.renewInTime();
        X509Certificate second = own.server().chain().get(0);
        assertThat(second.getPublicKey()).isNotEqualTo(first.getPublicKey());
        assertThat(second.getNotAfter()).isAfter(first.getNotAfter());

        String before = client("-tls1_3").output();
        house.bean(EstServerCertificate.class).server().renew();
        String after = client("-tls1_3").output();
        assertThat(after).contains("HTTP/1.1 200");
        assertThat(shown(after)).isNotEqualTo(shown(before));
    }

    /** The server's certificate in what s_client prints. */
    private static String shown(String output) {
        return output.substring(output.indexOf("-----BEGIN"), output.indexOf("-----END"));
    }

    private Tools.Ended client(String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "openssl",
                "s_client",
                "-connect",
                "127.0.0.1:" + house.estPort(),
                "-servername",
                SigningHouse.EST,
                "-verify_hostname",
                SigningHouse.EST,
                "-CAfile",
                "root.pem",
                "-ign_eof"));
        command.addAll(List.of(more));
        return tools.end(
                command,
                "GET /.well-known/est/cacerts HTTP/1.1\r\nHost: " + SigningHouse.EST + "\r\nConnection: close\r\n\r\n");
    }
}
