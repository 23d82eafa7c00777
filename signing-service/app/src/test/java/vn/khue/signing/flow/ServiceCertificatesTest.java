package vn.khue.signing.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.khue.signing.house.HostDesk.newName;
import static vn.khue.signing.house.HostDesk.request;
import static vn.khue.signing.house.HostDesk.require;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.khue.directory.Position;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.pki.store.CertificateStatus;
import vn.khue.signing.house.HostDesk;
import vn.khue.signing.house.HostDesk.Answer;
import vn.khue.signing.house.HostDesk.Clerk;
import vn.khue.signing.house.HostKey;
import vn.khue.signing.house.School;
import vn.khue.signing.house.SigningHouse;

/** Certificates of hosts: four eyes, states, events, and what must not happen. */
class ServiceCertificatesTest {
    private static final String REQUESTS = "/service-certificates/requests";

    private static SigningHouse house;
    private static HostDesk desk;

    @BeforeAll
    static void open() {
        house = SigningHouse.get();
        desk = new HostDesk(house);
    }

    @Test
    void schoolItAsksTheRegistrationOfficerApprovesAndTheCaOfficerIssues() throws Exception {
        String name = newName();
        HostKey key = new HostKey();
        Answer made = require(desk.schoolIt.post(REQUESTS, "{\"csr\":" + key.json(name, "www." + name) + "}"), 201);
        String id = made.text("id");
        assertThat(made.http().headers().firstValue("Location")).contains(request(id));
        assertThat(made.text("state")).isEqualTo("REQUESTED");
        assertThat(require(desk.registration.post(request(id) + "/approve"), 200)
                        .text("state"))
                .isEqualTo("APPROVED");
        Answer issued = require(desk.ca.post(request(id) + "/issue"), 200);
        assertThat(issued.text("state")).isEqualTo("ISSUED");
        assertThat(issued.text("approvedBy"))
                .isEqualTo(desk.registration.member().id().toString());
        assertThat(issued.text("issuedBy")).isEqualTo(desk.ca.member().id().toString());

        Answer chain = require(desk.schoolIt.get("/service-certificates/" + issued.text("serial") + "/chain"), 200);
        assertThat(chain.http().headers().firstValue("Content-Type")).contains("application/pem-certificate-chain");
        List<X509Certificate> certificates = new ArrayList<>();
        CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(chain.http().body()))
                .forEach(each -> certificates.add((X509Certificate) each));
        assertThat(certificates).hasSize(2);
        certificates.get(0).verify(certificates.get(1).getPublicKey());
        assertThat(certificates.get(0).getSubjectAlternativeNames())
                .containsExactly(List.of(2, name), List.of(2, "www." + name));
        assertThat(certificates.get(0).getSubjectX500Principal().getName()).contains("Trường THCS Thị Trấn 2");
        for (String kind : List.of("CERTIFICATE_REQUESTED", "CERTIFICATE_APPROVED", "CERTIFICATE_ISSUED")) {
            assertThat(house.events(kind, id)).as(kind).isEqualTo(1);
        }
        assertThat(desk.schoolIt.get("/service-certificates").json().toString()).contains(name);
        assertThat(desk.registration.get(REQUESTS).json().path("requests").size())
                .isPositive();
    }

    @Test
    void noOtherRoleDoesAnyOfTheSteps() {
        String name = newName();
        String id = desk.requested(new HostKey(), name);
        Clerk principal = desk.clerk(house.school().principal());
        for (Clerk wrong : List.of(principal, desk.schoolIt, desk.ca, desk.security)) {
            assertThat(wrong.post(request(id) + "/approve").status()).isEqualTo(403);
        }
        require(desk.registration.post(request(id) + "/approve"), 200);
        for (Clerk wrong : List.of(principal, desk.schoolIt, desk.registration, desk.security)) {
            assertThat(wrong.post(request(id) + "/issue").status()).isEqualTo(403);
        }
        for (Clerk wrong : List.of(principal, desk.registration, desk.ca)) {
            assertThat(wrong.post(REQUESTS, "{\"names\":[\"" + newName() + "\"]}")
                            .status())
                    .isEqualTo(403);
        }
        assertThat(principal.get(REQUESTS).status()).isEqualTo(403);
        assertThat(house.events("ACCESS_DENIED", principal.member().id().toString()))
                .isGreaterThanOrEqualTo(4);
        // What is not there and what one may not touch look the same to who may do nothing.
        assertThat(principal
                        .post(request("00000000-0000-4000-8000-00000000dead") + "/approve")
                        .problem())
                .isEqualTo("role-not-allowed");
        assertThat(desk.registration
                        .post(request("00000000-0000-4000-8000-00000000dead") + "/approve")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void nobodyActsOnAnOwnRequestAndNobodyIsOfficerOfBothKinds() {
        // One person of the office who asks for its host and is registration officer as well.
        Clerk admin = desk.appointed("Đào Văn Quản", Position.QT_NEN_TANG);
        house.writer()
                .add(new vn.khue.directory.Appointment(
                        java.util.UUID.randomUUID(),
                        admin.member().id(),
                        School.OFFICE,
                        Position.CAN_BO_RA,
                        vn.khue.directory.AppointmentKind.KIEM_NHIEM,
                        vn.khue.directory.Validity.since(java.time.LocalDate.of(2020, 8, 1)),
                        java.util.Optional.empty()));
        String id = require(admin.post(REQUESTS, "{\"csr\":" + new HostKey().json(newName()) + "}"), 201)
                .text("id");
        assertThat(admin.post(request(id) + "/approve").problem()).isEqualTo("own-request");
        require(desk.registration.post(request(id) + "/approve"), 200);
        Clerk both = desk.appointed("Đào Thị Hai", Position.CAN_BO_CA);
        house.writer()
                .add(new vn.khue.directory.Appointment(
                        java.util.UUID.randomUUID(),
                        both.member().id(),
                        School.THERE,
                        Position.CAN_BO_RA,
                        vn.khue.directory.AppointmentKind.KIEM_NHIEM,
                        vn.khue.directory.Validity.since(java.time.LocalDate.of(2020, 8, 1)),
                        java.util.Optional.empty()));
        assertThat(both.post(request(id) + "/issue").problem()).isEqualTo("officer-of-both-kinds");
        require(desk.ca.post(request(id) + "/issue"), 200);
    }

    @Test
    void theDatabaseItselfKeepsFourEyes() {
        String id = desk.approved(new HostKey(), newName());
        String approver = desk.registration.member().id().toString();
        for (String who : List.of(approver, desk.schoolIt.member().id().toString())) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> house.database()
                            .sql("update service_request set state = 'ISSUED', issued_by = :who, issued_at = now(),"
                                    + " serial = '01' where id = :id")
                            .param("who", java.util.UUID.fromString(who))
                            .param("id", java.util.UUID.fromString(id))
                            .update())
                    .isInstanceOf(org.springframework.dao.DataIntegrityViolationException.class);
        }
    }

    @Test
    void ofTwoAtOnceOneComesFirstAndTheOtherIsToldSo() throws Exception {
        for (int round = 0; round < 5; round++) {
            HostKey key = new HostKey();
            String id = desk.requested(key, newName());
            Clerk second = desk.clerk(house.school().secondOfficer());
            assertThat(atOnce(
                            () -> desk.registration.post(request(id) + "/approve"),
                            () -> second.post(request(id) + "/approve")))
                    .containsExactlyInAnyOrder(200, 409);
            assertThat(atOnce(
                            () -> desk.ca.post(request(id) + "/issue"),
                            () -> desk.secondCa.post(request(id) + "/issue")))
                    .containsExactlyInAnyOrder(200, 409);
            assertThat(house.events("CERTIFICATE_APPROVED", id)).isEqualTo(1);
            assertThat(house.events("CERTIFICATE_ISSUED", id)).isEqualTo(1);
            assertThat(house.database()
                            .sql("select count(*) from service_certificate where request = :id")
                            .param("id", java.util.UUID.fromString(id))
                            .query(Long.class)
                            .single())
                    .isEqualTo(1);
        }
    }

    private static List<Integer> atOnce(Callable<Answer> one, Callable<Answer> other) throws Exception {
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            List<Integer> statuses = new ArrayList<>();
            for (Future<Answer> each : two.invokeAll(List.of(one, other))) {
                statuses.add(each.get().status());
            }
            return statuses;
        } finally {
            two.shutdown();
        }
    }

    @Test
    void aRequestThatWasTurnedDownIsOver() {
        String name = newName();
        String id = desk.requested(new HostKey(), name);
        assertThat(desk.registration
                        .post(request(id) + "/refuse", "{\"reason\":\" \"}")
                        .problem())
                .isEqualTo("reason-missing");
        Answer refused =
                require(desk.registration.post(request(id) + "/refuse", "{\"reason\":\"Không rõ máy nào\"}"), 200);
        assertThat(refused.text("reason")).isEqualTo("Không rõ máy nào");
        for (String step : List.of("/approve", "/refuse")) {
            assertThat(desk.registration
                            .post(request(id) + step, "{\"reason\":\"x\"}")
                            .problem())
                    .isEqualTo("request-state");
        }
        assertThat(desk.ca.post(request(id) + "/issue").problem()).isEqualTo("request-state");
        assertThat(house.events("CERTIFICATE_REFUSED", id)).isEqualTo(1);
        assertThat(house.events("CERTIFICATE_REFUSED", "Không rõ")).isZero();
        // The names are free again, and the CA officer may turn an approved one down.
        String again = desk.approved(new HostKey(), name);
        require(desk.ca.post(request(again) + "/refuse", "{\"reason\":\"Chưa đúng máy\"}"), 200);
    }

    @Test
    void aNameBelongsToTheUnitItWasApprovedFor() {
        String name = newName();
        desk.issued(new HostKey(), name);
        Clerk otherIt =
                desk.clerk(School.member(house.writer(), "it2.nv", "Nguyễn Văn Khác", Position.QT_CNTT, School.THERE));
        assertThat(otherIt.post(REQUESTS, "{\"csr\":" + new HostKey().json(name) + "}")
                        .problem())
                .isEqualTo("name-of-another-unit");
        // Asked for by both before either was approved: the first approval decides.
        String contested = newName();
        String here = desk.requested(new HostKey(), contested);
        String there = require(otherIt.post(REQUESTS, "{\"names\":[\"" + contested + "\"]}"), 201)
                .text("id");
        require(desk.registration.post(request(there) + "/approve"), 200);
        assertThat(desk.registration.post(request(here) + "/approve").problem()).isEqualTo("name-of-another-unit");
        assertThat(desk.schoolIt.get(request(there)).problem()).isEqualTo("other-unit");
        assertThat(otherIt.get(request(there)).status()).isEqualTo(200);
        // A name that was taken away meanwhile is not certified.
        String lost = newName();
        String id = desk.approved(new HostKey(), lost);
        house.database()
                .sql("delete from service_name where name = :name")
                .param("name", lost)
                .update();
        assertThat(desk.ca.post(request(id) + "/issue").problem()).isEqualTo("name-not-approved");
    }

    @Test
    void whatIsWrongWithARequestIsSaidWithItsRule() {
        Answer wildcard = desk.schoolIt.post(REQUESTS, "{\"csr\":" + new HostKey().json("*.edu.vn") + "}");
        assertThat(wildcard.status()).isEqualTo(422);
        assertThat(wildcard.text("detail")).contains("NAME_WILDCARD").contains("dấu sao");
        assertThat(desk.schoolIt.post(REQUESTS, "{}").problem()).isEqualTo("names-wrong");
        assertThat(desk.schoolIt.post(REQUESTS, "{\"names\":[\"localhost\"]}").problem())
                .isEqualTo("names-wrong");
        assertThat(desk.schoolIt.post(REQUESTS, "{\"csr\":\"nothing\"}").problem())
                .isEqualTo("csr-unreadable");
        assertThat(desk.schoolIt
                        .post(
                                REQUESTS,
                                "{\"names\":[\"" + newName() + "\"],\"csr\":" + new HostKey().json(newName()) + "}")
                        .problem())
                .isEqualTo("names-differ");
        assertThat(desk.schoolIt.post(REQUESTS, "{\"names\":").status()).isEqualTo(400);
        String name = newName();
        desk.requested(new HostKey(), name);
        assertThat(desk.schoolIt
                        .post(REQUESTS, "{\"names\":[\"" + name + "\"]}")
                        .problem())
                .isEqualTo("already-requested");
        String waiting = desk.awaitingKey(newName());
        assertThat(desk.ca.post(request(waiting) + "/issue").problem()).isEqualTo("csr-missing");
    }

    @Test
    void aKeyIsCertifiedAgainOnlyAsARenewalAndNotForEver() {
        String name = newName();
        HostKey key = new HostKey();
        String serial = desk.issued(key, name).text("serial");
        assertThat(desk.schoolIt
                        .post(REQUESTS, "{\"csr\":" + key.json(newName()) + "}")
                        .problem())
                .isEqualTo("key-known");
        assertThat(desk.schoolIt.post(REQUESTS, follow(key, serial, name)).problem())
                .as("too early")
                .isEqualTo("not-renewable");
        for (int renewal = 1; renewal <= 3; renewal++) {
            endsIn(serial, Duration.ofDays(29));
            serial = followed(key, serial, name);
        }
        endsIn(serial, Duration.ofDays(29));
        assertThat(desk.schoolIt.post(REQUESTS, follow(key, serial, name)).problem())
                .isEqualTo("key-too-old");
        // A new key may come at any time, but the names stay.
        HostKey fresh = new HostKey();
        assertThat(desk.schoolIt
                        .post(REQUESTS, follow(fresh, serial, newName()))
                        .problem())
                .isEqualTo("names-differ");
        serial = followed(fresh, serial, name);
        serial = followed(new HostKey(), serial, name);
        endsIn(serial, Duration.ofSeconds(-1));
        assertThat(desk.schoolIt
                        .post(REQUESTS, follow(new HostKey(), serial, name))
                        .problem())
                .as("ended")
                .isEqualTo("not-renewable");
        assertThat(desk.schoolIt
                        .post(REQUESTS, follow(new HostKey(), "0123", name))
                        .status())
                .isEqualTo(404);
    }

    /** As if time had passed: the house's clock must not leave its logins behind. */
    private static void endsIn(String serial, Duration left) {
        house.database()
                .sql("update service_certificate set not_after = :end where serial = :serial")
                .param("end", java.sql.Timestamp.from(house.clock().instant().plus(left)))
                .param("serial", serial)
                .update();
    }

    private static String follow(HostKey key, String serial, String name) {
        return "{\"replaces\":\"" + serial + "\",\"csr\":" + key.json(name) + "}";
    }

    private static String followed(HostKey key, String serial, String name) {
        String id = require(desk.schoolIt.post(REQUESTS, follow(key, serial, name)), 201)
                .text("id");
        require(desk.registration.post(request(id) + "/approve"), 200);
        return require(desk.ca.post(request(id) + "/issue"), 200).text("serial");
    }

    @Test
    void aHoldIsMadeAndEndedAndARevocationIsForEverAndSeenAtOnce() throws Exception {
        HostKey key = new HostKey();
        String name = newName();
        String serial = desk.issued(key, name).text("serial");
        String certificate = "/certificates/services/" + serial;
        assertThat(desk.security
                        .post(certificate + "/revoke", "{\"reason\":\"KEY_COMPROMISE\"}")
                        .status())
                .isEqualTo(403);
        assertThat(desk.ca.post(certificate + "/resume").problem()).isEqualTo("certificate-state");
        assertThat(require(desk.security.post(certificate + "/suspend"), 200).text("state"))
                .isEqualTo("SUSPENDED");
        assertThat(list().getRevokedCertificate(number(serial)).getRevocationReason())
                .isEqualTo(java.security.cert.CRLReason.CERTIFICATE_HOLD);
        assertThat(desk.ca.post(certificate + "/suspend").problem()).isEqualTo("certificate-state");
        assertThat(desk.security.post(certificate + "/resume").status()).isEqualTo(403);
        assertThat(desk.schoolIt
                        .post(REQUESTS, follow(new HostKey(), serial, name))
                        .problem())
                .as("on hold")
                .isEqualTo("not-renewable");
        assertThat(require(desk.ca.post(certificate + "/resume"), 200).text("state"))
                .isEqualTo("GOOD");
        assertThat(list().getRevokedCertificate(number(serial))).isNull();

        assertThat(desk.ca
                        .post(certificate + "/revoke", "{\"reason\":\"BECAUSE\"}")
                        .problem())
                .isEqualTo("revocation-reason-unknown");
        assertThat(require(desk.ca.post(certificate + "/revoke", "{\"reason\":\"KEY_COMPROMISE\"}"), 200)
                        .text("state"))
                .isEqualTo("REVOKED");
        assertThat(list().getRevokedCertificate(number(serial)).getRevocationReason())
                .isEqualTo(java.security.cert.CRLReason.KEY_COMPROMISE);
        for (String step : List.of("/suspend", "/resume")) {
            assertThat(desk.ca.post(certificate + step).problem()).isEqualTo("certificate-state");
        }
        assertThat(desk.ca
                        .post(certificate + "/revoke", "{\"reason\":\"SUPERSEDED\"}")
                        .problem())
                .isEqualTo("certificate-state");
        for (String kind : List.of("CERTIFICATE_SUSPENDED", "CERTIFICATE_RESUMED", "CERTIFICATE_REVOKED")) {
            assertThat(house.events(kind, serial)).as(kind).isEqualTo(1);
        }
        // What was compromised once is certified for nobody.
        assertThat(desk.schoolIt
                        .post(REQUESTS, "{\"csr\":" + key.json(name) + "}")
                        .problem())
                .isEqualTo("key-known");
    }

    @Test
    void certificatesOfKhueItselfAreNotRevokedHere() {
        X509Certificate authority = house.bean(vn.khue.pki.ca.Hierarchy.class)
                .responders()
                .get("services")
                .certificate();
        assertThat(desk.ca
                        .post(
                                "/certificates/services/"
                                        + authority.getSerialNumber().toString(16) + "/revoke",
                                "{\"reason\":\"UNSPECIFIED\"}")
                        .status())
                .isEqualTo(404);
        assertThat(desk.ca.post("/certificates/services/1234/suspend").status()).isEqualTo(404);
    }

    @Test
    void ofTwoRevocationsAtOnceOneIsMade() throws Exception {
        String serial = desk.issued(new HostKey(), newName()).text("serial");
        String path = "/certificates/services/" + serial + "/revoke";
        assertThat(atOnce(
                        () -> desk.ca.post(path, "{\"reason\":\"SUPERSEDED\"}"),
                        () -> desk.secondCa.post(path, "{\"reason\":\"KEY_COMPROMISE\"}")))
                .containsExactlyInAnyOrder(200, 409);
        assertThat(house.events("CERTIFICATE_REVOKED", serial)).isEqualTo(1);
    }

    @Test
    void everyActAndItsEventAreOne() {
        String requested = desk.requested(new HostKey(), newName());
        String approved = desk.approved(new HostKey(), newName());
        String waiting = desk.awaitingKey(newName());
        String serial = desk.issued(new HostKey(), newName()).text("serial");
        long before = count();
        house.database()
                .sql("alter table audit_outbox rename to audit_outbox_away")
                .update();
        try {
            for (Answer failed : List.of(
                    desk.schoolIt.post(REQUESTS, "{\"names\":[\"" + newName() + "\"]}"),
                    desk.registration.post(request(requested) + "/approve"),
                    desk.registration.post(request(requested) + "/refuse", "{\"reason\":\"x\"}"),
                    desk.ca.post(request(approved) + "/issue"),
                    desk.schoolIt.post(request(waiting) + "/secret"),
                    desk.ca.post("/certificates/services/" + serial + "/suspend"),
                    desk.ca.post("/certificates/services/" + serial + "/revoke", "{\"reason\":\"SUPERSEDED\"}"))) {
                assertThat(failed.status()).isEqualTo(500);
            }
        } finally {
            house.database()
                    .sql("alter table audit_outbox_away rename to audit_outbox")
                    .update();
        }
        assertThat(count()).isEqualTo(before);
        assertThat(desk.schoolIt.get(request(requested)).text("state")).isEqualTo("REQUESTED");
        assertThat(desk.schoolIt.get(request(approved)).text("state")).isEqualTo("APPROVED");
        assertThat(house.bean(CertificateRegister.class)
                        .find("services", number(serial))
                        .orElseThrow()
                        .status())
                .isEqualTo(new CertificateStatus.Good());
        assertThat(house.database()
                        .sql("select count(*) from enrolment_secret where request = :id")
                        .param("id", java.util.UUID.fromString(waiting))
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private static long count() {
        return house.database()
                .sql("select (select count(*) from service_request) + (select count(*) from service_certificate)"
                        + " + (select count(*) from pki_certificate)")
                .query(Long.class)
                .single();
    }

    private static BigInteger number(String serial) {
        return new BigInteger(serial, 16);
    }

    private static X509CRL list() throws Exception {
        byte[] der = house.outsider()
                .send(HttpRequest.newBuilder(URI.create(house.base() + "/pki/services.crl")))
                .body();
        assertThat(new String(der, StandardCharsets.ISO_8859_1)).isNotEmpty();
        return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
    }
}
