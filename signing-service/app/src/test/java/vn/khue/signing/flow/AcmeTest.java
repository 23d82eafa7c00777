package vn.khue.signing.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.khue.signing.house.HostDesk.newName;
import static vn.khue.signing.house.HostDesk.require;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.khue.pki.Certificates;
import vn.khue.signing.house.AcmeClient;
import vn.khue.signing.house.AcmeClient.Answer;
import vn.khue.signing.house.HostDesk;
import vn.khue.signing.house.HostKey;
import vn.khue.signing.house.SigningHouse;

/** RFC 8555, with hosts that answer and a client that does what none should. */
class AcmeTest {
    private static final String BINDINGS = "/service-certificates/acme-bindings";

    private static SigningHouse house;
    private static HostDesk desk;

    @BeforeAll
    static void open() {
        house = SigningHouse.get();
        desk = new HostDesk(house);
    }

    /** What a client is configured with. */
    record Granted(String kid, String hmacKey) {}

    /** A name that was approved for the unit. */
    static String approved(HostDesk desk) {
        String name = newName();
        desk.awaitingKey(name);
        return name;
    }

    static Granted granted(HostDesk desk, String... names) {
        String id = require(desk.schoolIt.post(BINDINGS, "{\"names\":[\"" + String.join("\",\"", names) + "\"]}"), 201)
                .text("id");
        require(desk.ca.post(BINDINGS + "/" + id + "/grant"), 200);
        HostDesk.Answer key = require(desk.schoolIt.post(BINDINGS + "/" + id + "/key"), 200);
        return new Granted(key.text("kid"), key.text("hmacKey"));
    }

    private static AcmeClient opened(String... names) {
        return opened(granted(desk, names));
    }

    private static AcmeClient opened(Granted granted) {
        AcmeClient client = new AcmeClient(house);
        assertThat(client.open(granted.kid(), granted.hmacKey()).status()).isEqualTo(201);
        return client;
    }

    @Test
    void theDirectoryNamesEveryAddressAndWhatANewAccountNeeds() {
        AcmeClient client = new AcmeClient(house);
        Answer directory = client.get(client.url("/directory"));
        assertThat(directory.status()).isEqualTo(200);
        for (String name : List.of("newNonce", "newAccount", "newOrder", "revokeCert", "keyChange", "renewalInfo")) {
            assertThat(directory.text(name)).as(name).startsWith(client.url("/"));
        }
        assertThat(directory.json().path("meta").path("externalAccountRequired").booleanValue())
                .isTrue();
        Answer nonce = client.get(directory.text("newNonce"));
        assertThat(nonce.status()).isEqualTo(204);
        assertThat(nonce.header("Replay-Nonce")).matches("[A-Za-z0-9_-]{22}");
        assertThat(nonce.header("Cache-Control")).isEqualTo("no-store");
        assertThat(nonce.header("Link")).isEqualTo("<" + client.url("/directory") + ">;rel=\"index\"");
        Answer unsigned = client.get(client.url("/order/" + UUID.randomUUID()));
        assertThat(unsigned.status()).isEqualTo(405);
        assertThat(unsigned.error()).isEqualTo("malformed");
        assertThat(client.send(client.url("/new-order"), "{}", "application/json")
                        .status())
                .isEqualTo(415);
    }

    @Test
    void aRequestIsStrictlyAJwsOfTheAccountForThisAddressAndOnce() {
        AcmeClient client = opened(approved(desk));
        String url = client.url("/new-order");
        String payload = "{\"identifiers\":[]}";
        String good = AcmeClient.jws(client.header(url, false), payload, client.key());
        assertThat(client.send(url, good).error()).isEqualTo("malformed");
        Answer again = client.send(url, good);
        assertThat(again.error()).as("again").isEqualTo("badNonce");
        assertThat(again.header("Replay-Nonce")).isNotEmpty();
        assertThat(client.send(url, with(client, "nonce", "AAAA", payload)).error())
                .isEqualTo("badNonce");
        assertThat(client.send(url, with(client, "nonce", null, payload)).error())
                .isEqualTo("badNonce");
        assertThat(client.send(url, with(client, "nonce", "AAA=", payload)).error())
                .isEqualTo("malformed");
        assertThat(client.send(url, with(client, "url", client.url("/key-change"), payload))
                        .error())
                .isEqualTo("unauthorized");
        for (String algorithm : List.of("none", "HS256", "PS256", "EdDSA", "ES512")) {
            Answer refused = client.send(url, with(client, "alg", algorithm, payload));
            assertThat(refused.error()).as(algorithm).isEqualTo("badSignatureAlgorithm");
            assertThat(refused.json().path("algorithms").size()).isEqualTo(3);
        }
        assertThat(client.send(url, with(client, "alg", "RS256", payload)).error())
                .as("not the key's")
                .isEqualTo("badSignatureAlgorithm");
        assertThat(client.send(
                                url,
                                with(client, "jwk", client.key().toPublicJWK().toJSONObject(), payload))
                        .error())
                .as("kid and jwk")
                .isEqualTo("malformed");
        for (String field : List.of("kid", "b64", "crit")) {
            Object value = field.equals("crit") ? List.of("exp") : field.equals("b64") ? Boolean.FALSE : null;
            assertThat(client.send(url, with(client, field, value, payload)).error())
                    .as(field)
                    .isEqualTo("malformed");
        }
        assertThat(client.send(url, with(client, "kid", client.url("/account/" + UUID.randomUUID()), payload))
                        .error())
                .isEqualTo("accountDoesNotExist");
        assertThat(client.postWithKey(url, payload).error()).as("jwk").isEqualTo("malformed");
        assertThat(client.send(url, AcmeClient.jws(client.header(url, false), payload, AcmeClient.newKey()))
                        .error())
                .as("another key")
                .isEqualTo("malformed");
        String fresh = AcmeClient.jws(client.header(url, false), payload, client.key());
        for (String form : List.of(
                fresh.replace("{\"protected\"", "{\"header\":{},\"protected\""),
                fresh.replace("}", ",\"payload\":\"e30\"}"),
                fresh.replace("\",\"signature", "=\",\"signature"),
                "{\"payload\":\"\",\"signatures\":[]}",
                "[".repeat(2000),
                "[]",
                "{}",
                fresh + "x")) {
            assertThat(client.send(url, form).status()).as(form).isEqualTo(400);
        }
        assertThat(client.send(url, "x".repeat(40_000)).status()).isEqualTo(413);
    }

    private static String with(AcmeClient client, String field, Object value, String payload) {
        Map<String, Object> header = client.header(client.url("/new-order"), false);
        if (value == null) {
            header.remove(field);
        } else {
            header.put(field, value);
        }
        return AcmeClient.jws(header, payload, client.key());
    }

    @Test
    void anAccountNeedsABindingThatWasGrantedAndWorksOnce() throws JOSEException {
        AcmeClient client = new AcmeClient(house);
        String url = client.url("/new-account");
        assertThat(client.postWithKey(url, "{}").error()).isEqualTo("externalAccountRequired");
        assertThat(client.postWithKey(url, "{\"onlyReturnExisting\":true}").error())
                .isEqualTo("accountDoesNotExist");
        Granted granted = granted(desk, approved(desk));
        String other = AcmeClient.encode(new byte[32]);
        for (String wrong : List.of(
                client.account(granted.kid(), other, url, "HS256"),
                client.account(UUID.randomUUID().toString(), granted.hmacKey(), url, "HS256"),
                client.account("x", granted.hmacKey(), url, "HS256"),
                client.account(granted.kid(), granted.hmacKey(), client.url("/new-order"), "HS256"),
                client.account(granted.kid(), granted.hmacKey(), url, "none"),
                new AcmeClient(house).account(granted.kid(), granted.hmacKey(), url, "HS256"))) {
            assertThat(client.postWithKey(url, wrong).error()).isEqualTo("unauthorized");
        }
        Answer made = client.open(granted.kid(), granted.hmacKey());
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("status")).isEqualTo("valid");
        assertThat(made.json().has("contact")).isFalse();
        Answer same = client.postWithKey(url, "{\"onlyReturnExisting\":true}");
        assertThat(same.status()).as("the same key").isEqualTo(200);
        assertThat(same.header("Location")).isEqualTo(client.kid());
        assertThat(new AcmeClient(house).open(granted.kid(), granted.hmacKey()).error())
                .as("used")
                .isEqualTo("unauthorized");
        String id = UUID.fromString(granted.kid()).toString();
        assertThat(house.database()
                        .sql("select count(*) from acme_binding where id = cast(:id as uuid) and mac_key is null")
                        .param("id", id)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(house.database()
                        .sql("select jwk from acme_account where thumbprint = :print")
                        .param("print", client.thumbprint())
                        .query(String.class)
                        .single())
                .doesNotContain("mailto", "\"d\"");
        assertThat(house.events("ACME_ACCOUNT_CHANGED", "create")).isPositive();
    }

    @Test
    void aBindingIsForApprovedNamesUnderFourEyesAndEndsWithItsAccount() {
        assertThat(desk.schoolIt
                        .post(BINDINGS, "{\"names\":[\"" + newName() + "\"]}")
                        .problem())
                .isEqualTo("name-not-approved");
        assertThat(desk.schoolIt.post(BINDINGS, "{\"names\":[]}").problem()).isEqualTo("names-wrong");
        String name = approved(desk);
        HostDesk.Answer asked = require(desk.schoolIt.post(BINDINGS, "{\"names\":[\"" + name + "\"]}"), 201);
        String path = BINDINGS + "/" + asked.text("id");
        assertThat(desk.schoolIt.post(path + "/key").problem()).isEqualTo("request-state");
        assertThat(desk.schoolIt.post(path + "/grant").status()).isEqualTo(403);
        assertThat(desk.registration.post(path + "/grant").status()).isEqualTo(403);
        assertThat(desk.ca.get(BINDINGS).json().path("bindings").toString()).contains(asked.text("id"), "ASKED");
        assertThat(require(desk.ca.post(path + "/grant"), 200).text("state")).isEqualTo("GRANTED");
        assertThat(desk.secondCa.post(path + "/grant").problem()).isEqualTo("request-state");
        HostDesk.Answer key = require(desk.schoolIt.post(path + "/key"), 200);
        HostDesk.Answer second = require(desk.schoolIt.post(path + "/key"), 200);
        assertThat(new AcmeClient(house)
                        .open(key.text("kid"), key.text("hmacKey"))
                        .error())
                .as("over since the second")
                .isEqualTo("unauthorized");
        AcmeClient client = opened(new Granted(second.text("kid"), second.text("hmacKey")));
        assertThat(desk.schoolIt.post(path + "/key").problem()).isEqualTo("request-state");
        assertThat(require(desk.security.post(path + "/end"), 200).text("state"))
                .isEqualTo("ENDED");
        Answer over = order(client, name);
        assertThat(over.error()).isEqualTo("unauthorized");
        assertThat(over.status()).isEqualTo(401);
        assertThat(desk.schoolIt.post(path + "/end").problem()).isEqualTo("request-state");
        assertThat(house.events("ACME_ACCOUNT_CHANGED", asked.text("id"))).isEqualTo(1);
    }

    @Test
    void anOrderIsForNamesOfTheBindingAndTheHostHasToAnswer() throws JOSEException {
        String name = approved(desk);
        AcmeClient client = opened(name);
        assertThat(order(client, newName()).error()).isEqualTo("rejectedIdentifier");
        assertThat(order(client, "*." + name).error()).isEqualTo("rejectedIdentifier");
        assertThat(client.post(client.url("/new-order"), "{\"identifiers\":[{\"type\":\"ip\",\"value\":\"10.0.0.1\"}]}")
                        .error())
                .isEqualTo("unsupportedIdentifier");
        for (String answer : List.of("wrong", "http://localhost:1/", "x".repeat(20_000))) {
            Answer order = order(client, name);
            JsonNode challenge = challenge(client, order);
            house.hosts().tell(challenge.path("token").stringValue(), answer);
            Answer judged = client.post(challenge.path("url").stringValue(), "{}");
            assertThat(judged.text("status")).as(answer.substring(0, 5)).isEqualTo("invalid");
            assertThat(judged.header("Link")).isNotEmpty();
            assertThat(judged.json().path("error").path("type").stringValue())
                    .startsWith("urn:ietf:params:acme:error:");
            assertThat(client.post(order.header("Location"), "").text("status")).isEqualTo("invalid");
            assertThat(client.post(order.text("finalize"), "{\"csr\":\"AA\"}").error())
                    .isEqualTo("orderNotReady");
        }
        Answer order = ready(client, name);
        assertThat(finish(client, order, new HostKey().csr(newName())).error()).isEqualTo("badCSR");
        assertThat(finish(client, order, new HostKey(client.key().toKeyPair()).csr(name))
                        .error())
                .as("the account's key")
                .isEqualTo("badCSR");
        HostKey key = new HostKey();
        Answer valid = finish(client, order, key.csr(name));
        assertThat(valid.text("status")).isEqualTo("valid");
        assertThat(finish(client, order, key.csr(name)).error()).as("again").isEqualTo("orderNotReady");
        Answer chain = client.post(valid.text("certificate"), "");
        assertThat(chain.header("Content-Type")).isEqualTo("application/pem-certificate-chain");
        assertThat(new String(chain.http().body(), StandardCharsets.US_ASCII).split("BEGIN CERTIFICATE", -1))
                .as("the certificate and its issuer, without the root")
                .hasSize(3);
        // Another account sees none of it.
        AcmeClient other = opened(approved(desk));
        assertThat(other.post(order.header("Location"), "").error()).isEqualTo("unauthorized");
        assertThat(other.post(valid.text("certificate"), "").error()).isEqualTo("unauthorized");
        assertThat(other.post(client.kid(), "").error()).isEqualTo("unauthorized");
        // The key is certified already, and the client reads why.
        Answer known = finish(client, ready(client, name), key.csr(name));
        assertThat(known.error()).isEqualTo("badCSR");
        assertThat(known.text("detail")).isNotBlank();
        // The name is taken back.
        Answer late = ready(client, name);
        house.database()
                .sql("delete from service_name where name = :name")
                .param("name", name)
                .update();
        assertThat(finish(client, late, new HostKey().csr(name)).error()).isEqualTo("unauthorized");
        assertThat(order(client, name).error()).isEqualTo("rejectedIdentifier");
    }

    private static Answer order(AcmeClient client, String... names) {
        return client.post(client.url("/new-order"), "{\"identifiers\":[" + identifiers(names) + "]}");
    }

    private static String identifiers(String... names) {
        return String.join(
                ",",
                List.of(names).stream()
                        .map(name -> "{\"type\":\"dns\",\"value\":\"" + name + "\"}")
                        .toList());
    }

    private static JsonNode challenge(AcmeClient client, Answer order) {
        return client.post(order.json().path("authorizations").get(0).stringValue(), "")
                .json()
                .path("challenges")
                .get(0);
    }

    private static Answer ready(AcmeClient client, String name) {
        Answer order = order(client, name);
        JsonNode challenge = challenge(client, order);
        String token = challenge.path("token").stringValue();
        house.hosts().tell(token, token + "." + client.thumbprint() + "\r\n");
        assertThat(client.post(challenge.path("url").stringValue(), "").text("status"))
                .isEqualTo("pending");
        assertThat(client.post(challenge.path("url").stringValue(), "{}").text("status"))
                .isEqualTo("valid");
        assertThat(client.post(order.header("Location"), "").text("status")).isEqualTo("ready");
        return order;
    }

    private static Answer finish(AcmeClient client, Answer order, byte[] csr) {
        return client.post(order.text("finalize"), "{\"csr\":\"" + AcmeClient.encode(csr) + "\"}");
    }

    @Test
    void anOrderOfTwoNamesIsReadyOnceBothHostsHaveAnswered() {
        String one = approved(desk);
        String two = approved(desk);
        AcmeClient client = opened(one, two);
        Answer order = order(client, two, one);
        assertThat(order.json().path("authorizations").size()).isEqualTo(2);
        for (JsonNode address : order.json().path("authorizations")) {
            assertThat(client.post(order.header("Location"), "").text("status")).isEqualTo("pending");
            JsonNode challenge = client.post(address.stringValue(), "")
                    .json()
                    .path("challenges")
                    .get(0);
            String token = challenge.path("token").stringValue();
            house.hosts().tell(token, token + "." + client.thumbprint());
            client.post(challenge.path("url").stringValue(), "{}");
        }
        assertThat(client.post(order.header("Location"), "").text("status")).isEqualTo("ready");
        String authorization = order.json().path("authorizations").get(0).stringValue();
        assertThat(client.post(authorization, "{\"status\":\"deactivated\"}").text("status"))
                .isEqualTo("deactivated");
        assertThat(client.post(order.header("Location"), "").text("status")).isEqualTo("invalid");
    }

    @Test
    void anOrderThatIsOverIsInvalidAndItsValidationExpired() {
        String name = approved(desk);
        AcmeClient client = opened(name);
        Answer order = ready(client, name);
        UUID id = UUID.fromString(order.header("Location").replaceAll(".*/", ""));
        for (String table : List.of(
                "acme_order set expires_at = :now where id",
                "acme_authorization set expires_at = :now where acme_order")) {
            house.database()
                    .sql("update " + table + " = :id")
                    .param("now", java.sql.Timestamp.from(house.clock().instant()))
                    .param("id", id)
                    .update();
        }
        assertThat(client.post(order.header("Location"), "").text("status")).isEqualTo("invalid");
        assertThat(client.post(order.json().path("authorizations").get(0).stringValue(), "")
                        .text("status"))
                .isEqualTo("expired");
        assertThat(finish(client, order, new HostKey().csr(name)).error()).isEqualTo("orderNotReady");
    }

    @Test
    void theAccountTheKeyOrWhoeverHoldsTheNamesRevokes() {
        String name = approved(desk);
        AcmeClient client = opened(name);
        HostKey key = new HostKey();
        String first = certificate(client, finish(client, ready(client, name), key.csr(name)));
        String second = certificate(client, finish(client, ready(client, name), new HostKey().csr(name)));
        String third = certificate(client, finish(client, ready(client, name), new HostKey().csr(name)));
        String url = client.url("/revoke-cert");
        AcmeClient stranger = opened(approved(desk));
        assertThat(stranger.post(url, first).error()).isEqualTo("unauthorized");
        assertThat(stranger.postWithKey(url, first).error()).isEqualTo("unauthorized");
        assertThat(client.post(url, first.replace("}", ",\"reason\":6}")).error())
                .isEqualTo("badRevocationReason");
        assertThat(client.post(url, "{\"certificate\":\"AAAA\"}").error()).isEqualTo("malformed");

        AcmeClient byKey = new AcmeClient(house);
        byKey.use(new ECKey.Builder(Curve.P_256, (ECPublicKey) key.pair().getPublic())
                .privateKey(key.pair().getPrivate())
                .build());
        assertThat(byKey.postWithKey(url, second).error()).isEqualTo("unauthorized");
        assertThat(byKey.postWithKey(url, first.replace("}", ",\"reason\":1}")).status())
                .isEqualTo(200);
        assertThat(byKey.postWithKey(url, first).error()).isEqualTo("alreadyRevoked");
        assertThat(client.post(url, second).status()).isEqualTo(200);

        // Section 7.6: authorizations for all names, whoever ordered.
        AcmeClient other = opened(name);
        assertThat(other.post(url, third).error()).isEqualTo("unauthorized");
        ready(other, name);
        assertThat(other.post(url, third).status()).isEqualTo(200);
        assertThat(house.events("CERTIFICATE_REVOKED", "KEY_COMPROMISE")).isPositive();
    }

    @Test
    void aHostIsToldWhenToRenewAndAtOnceWhereItsCertificateIsRevoked() {
        String name = approved(desk);
        AcmeClient client = opened(name);
        byte[] der = der(client, finish(client, ready(client, name), new HostKey().csr(name)));
        X509Certificate certificate = Certificates.parse(der);
        String id = renewalName(certificate);
        String address = client.url("/renewal-info/");

        Answer info = client.get(address + id);
        assertThat(info.status()).isEqualTo(200);
        assertThat(Long.parseLong(info.header("Retry-After"))).isPositive();
        assertThat(info.header("Replay-Nonce")).as("no nonce spent").isEmpty();
        Instant end = certificate.getNotAfter().toInstant();
        assertThat(start(info)).isAfter(house.clock().instant()).isBefore(end(info));
        assertThat(end(info)).isBefore(end);

        String issuer = id.substring(0, id.indexOf('.'));
        String number = id.substring(id.indexOf('.') + 1);
        for (String wrong : List.of(
                "x",
                "x.",
                ".x",
                number + "." + issuer,
                issuer + ".AQ",
                issuer + "." + AcmeClient.encode(new byte[] {0, 1}),
                id + "=",
                id + "." + number,
                AcmeClient.encode(new byte[20]) + "." + number,
                "A".repeat(500) + "." + number)) {
            Answer refused = client.get(address + wrong);
            assertThat(refused.status()).as(wrong).isEqualTo(404);
            assertThat(refused.error()).isEqualTo("malformed");
        }

        assertThat(client.post(client.url("/revoke-cert"), "{\"certificate\":\"" + AcmeClient.encode(der) + "\"}")
                        .status())
                .isEqualTo(200);
        Answer now = client.get(address + id);
        assertThat(end(now)).isBeforeOrEqualTo(house.clock().instant());
        assertThat(start(now)).isBeforeOrEqualTo(end(now));
    }

    @Test
    void aCertificateIsReplacedByOneOrderOfItsAccount() {
        String name = approved(desk);
        String second = approved(desk);
        AcmeClient client = opened(name, second);
        Answer first = finish(client, ready(client, name), new HostKey().csr(name));
        String id = renewalName(Certificates.parse(der(client, first)));

        assertThat(replacing(client, "nonsense", name).error()).isEqualTo("malformed");
        assertThat(replacing(client, id, second).error()).as("other hosts").isEqualTo("unauthorized");
        String foreign = approved(desk);
        assertThat(replacing(opened(foreign), id, foreign).error())
                .as("another account")
                .isEqualTo("unauthorized");

        Answer renewal = replacing(client, id, name);
        assertThat(renewal.status()).isEqualTo(201);
        assertThat(renewal.text("replaces")).isEqualTo(id);
        Answer again = replacing(client, id, name);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.error()).isEqualTo("alreadyReplaced");

        // An order that came to nothing replaces nothing.
        client.post(renewal.json().path("authorizations").get(0).stringValue(), "{\"status\":\"deactivated\"}");
        Answer retry = replacing(client, id, name, second);
        assertThat(retry.status()).isEqualTo(201);
        assertThat(client.post(retry.header("Location"), "").text("replaces")).isEqualTo(id);
    }

    private static Answer replacing(AcmeClient client, String id, String... names) {
        return client.post(
                client.url("/new-order"), "{\"replaces\":\"" + id + "\",\"identifiers\":[" + identifiers(names) + "]}");
    }

    private static Instant start(Answer info) {
        return Instant.parse(info.json().path("suggestedWindow").path("start").stringValue());
    }

    private static Instant end(Answer info) {
        return Instant.parse(info.json().path("suggestedWindow").path("end").stringValue());
    }

    /** As a client makes it of the certificate alone (RFC 9773 section 4.1). */
    private static String renewalName(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue("2.5.29.35");
        // OCTET STRING, SEQUENCE, [0]: two octets of tag and length each.
        byte[] issuer = Arrays.copyOfRange(extension, 6, 6 + extension[5]);
        return AcmeClient.encode(issuer) + "."
                + AcmeClient.encode(certificate.getSerialNumber().toByteArray());
    }

    private static byte[] der(AcmeClient client, Answer order) {
        String pem =
                new String(client.post(order.text("certificate"), "").http().body(), StandardCharsets.US_ASCII);
        String base64 = pem.substring(0, pem.indexOf("-----END"))
                .replace("-----BEGIN CERTIFICATE-----", "")
                .replaceAll("\\s", "");
        return Base64.getDecoder().decode(base64);
    }

    /** The payload that revokes it. */
    private static String certificate(AcmeClient client, Answer order) {
        return "{\"certificate\":\"" + AcmeClient.encode(der(client, order)) + "\"}";
    }

    @Test
    void keysAreChangedAndADeactivatedAccountDoesNothingMore() {
        AcmeClient client = opened(approved(desk));
        String url = client.url("/key-change");
        ECKey fresh = AcmeClient.newKey();
        String change = "{\"account\":\"" + client.kid() + "\",\"oldKey\":"
                + client.key().toPublicJWK().toJSONString() + "}";
        Map<String, Object> inner = inner(url, fresh);
        assertThat(client.post(url, AcmeClient.jws(inner, change.replace("/account/", "/account/x"), fresh))
                        .error())
                .isEqualTo("malformed");
        assertThat(client.post(url, AcmeClient.jws(inner(client.url("/new-order"), fresh), change, fresh))
                        .error())
                .as("another address")
                .isEqualTo("malformed");
        assertThat(client.post(url, AcmeClient.jws(inner, change, AcmeClient.newKey()))
                        .error())
                .as("not signed by the new key")
                .isEqualTo("malformed");
        AcmeClient other = opened(approved(desk));
        Answer taken = client.post(url, AcmeClient.jws(inner(url, other.key()), change, other.key()));
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.header("Location")).isEqualTo(other.kid());
        assertThat(client.post(url, AcmeClient.jws(inner, change, fresh)).status())
                .isEqualTo(200);
        assertThat(client.post(client.kid(), "").error()).as("the old key").isEqualTo("malformed");
        client.use(fresh);
        assertThat(client.post(client.kid(), "").text("status")).isEqualTo("valid");
        assertThat(client.post(client.kid(), "{\"contact\":[]}").text("status")).isEqualTo("valid");
        assertThat(client.post(client.kid(), "{\"status\":\"deactivated\"}").text("status"))
                .isEqualTo("deactivated");
        Answer over = order(client, newName());
        assertThat(over.error()).isEqualTo("unauthorized");
        assertThat(over.status()).isEqualTo(401);
        assertThat(client.postWithKey(client.url("/new-account"), "{}").status())
                .isEqualTo(401);
    }

    private static Map<String, Object> inner(String url, ECKey key) {
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put("alg", "ES256");
        inner.put("jwk", key.toPublicJWK().toJSONObject());
        inner.put("url", url);
        return inner;
    }

    @Test
    void oneAccountOpensSoManyOrdersADayAndReadsThemPageByPage() {
        String name = approved(desk);
        AcmeClient client = opened(name);
        for (int i = 0; i < 100; i++) {
            assertThat(order(client, name).status()).isEqualTo(201);
        }
        Answer more = order(client, name);
        assertThat(more.status()).isEqualTo(429);
        assertThat(more.error()).isEqualTo("rateLimited");
        assertThat(more.header("Retry-After")).isNotEmpty();
        String orders = client.post(client.kid(), "").text("orders");
        Answer page = client.post(orders, "");
        assertThat(page.json().path("orders").size()).isEqualTo(50);
        String next = page.http().headers().allValues("Link").stream()
                .filter(link -> link.endsWith("rel=\"next\""))
                .findFirst()
                .orElseThrow()
                .replaceAll("[<>].*", "$0")
                .replaceAll("^<|>.*$", "");
        Answer last = client.post(next, "");
        assertThat(last.json().path("orders").size()).isEqualTo(50);
        assertThat(last.http().headers().allValues("Link")).hasSize(1);
        assertThat(page.json().path("orders").get(0))
                .isNotEqualTo(last.json().path("orders").get(0));
    }

    @Test
    void theTableOfNoncesStaysSmallWhateverIsAskedFor() {
        AcmeClient client = new AcmeClient(house);
        house.database()
                .sql("select setval('acme_nonce_place', 65535 * 3)")
                .query()
                .listOfRows();
        String early = client.get(client.url("/new-nonce")).header("Replay-Nonce");
        house.database()
                .sql("select setval('acme_nonce_place', 65535 * 3 + 65536)")
                .query()
                .listOfRows();
        client.get(client.url("/new-nonce"));
        assertThat(house.database()
                        .sql("select count(*) from acme_nonce where nonce = :nonce")
                        .param("nonce", early)
                        .query(Long.class)
                        .single())
                .as("its place was taken")
                .isZero();
    }

    /** Root certificate in a file, for openssl. */
    static Path root(SigningHouse house, Path folder) throws IOException {
        return Files.writeString(
                folder.resolve("root.pem"),
                Certificates.pem(house.bean(vn.khue.pki.ca.Hierarchy.class).root()));
    }
}
