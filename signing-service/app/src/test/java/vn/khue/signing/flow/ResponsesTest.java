package vn.khue.signing.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.khue.signing.house.HostDesk.newName;
import static vn.khue.signing.house.HostDesk.require;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.khue.directory.Position;
import vn.khue.ecard.CardProblem;
import vn.khue.signing.house.CardDesk;
import vn.khue.signing.house.HostDesk;
import vn.khue.signing.house.HostDesk.Answer;
import vn.khue.signing.house.HostKey;
import vn.khue.signing.house.Member;
import vn.khue.signing.house.SigningHouse;

/** Answers to alerts: what the audit service has suspended and released with the officer's own token, and every wrong way to ask. */
class ResponsesTest {
    private static SigningHouse house;
    private static CardDesk cards;
    private static HostDesk hosts;

    @BeforeAll
    static void open() {
        house = SigningHouse.get();
        cards = new CardDesk(house);
        hosts = new HostDesk(house);
    }

    private static Map<String, Object> token(Member officer) {
        return new HashMap<>(Map.of(
                "aud", List.of("khue-signing", "khue-audit"),
                "scope", "openid profile khue_response",
                "azp", "khue-audit",
                "acr", "mfa",
                "sid", "session-of-the-officer",
                "khue_id", officer.id().toString()));
    }

    private static Answer ask(String method, String path, Map<String, Object> token) {
        return Answer.of(house.outsider()
                .send(HttpRequest.newBuilder(URI.create(house.base() + "/api/response" + path))
                        .header("Authorization", "Bearer " + house.gate().accessToken(token))
                        .method(method, HttpRequest.BodyPublishers.noBody())));
    }

    private static Answer post(String path) {
        return ask("POST", path, token(hosts.security.member()));
    }

    private static Answer get(String path) {
        return ask("GET", path, token(hosts.security.member()));
    }

    private static Optional<CardProblem> problem(Answer card) {
        return cards.problem(card.text("text"), house.clock().instant());
    }

    @Test
    void aCardIsSuspendedAndReleasedInTheOfficersName() {
        Answer card = cards.issued(cards.teacher("Nguyễn Thị Lạ"));
        String path = "/cards/" + card.text("id");
        assertThat(get(path).text("status")).isEqualTo("VALID");
        assertThat(require(post(path + "/suspend"), 200).text("status")).isEqualTo("SUSPENDED");
        assertThat(problem(card)).as("published before the answer").contains(CardProblem.SUSPENDED);
        assertThat(post(path + "/suspend").status()).isEqualTo(409);
        assertThat(get(path).json().path("releasable").asBoolean()).isTrue();
        assertThat(require(post(path + "/release"), 200).text("status")).isEqualTo("VALID");
        assertThat(problem(card)).isEmpty();
        assertThat(post(path + "/release").problem()).isEqualTo("card-state");
        String events = house.database()
                .sql(
                        "select string_agg(body, ' ') from audit_outbox where body like :card and body like '%CARD_CHANGED%'")
                .param("card", "%" + card.text("id") + "%")
                .query(String.class)
                .single();
        assertThat(events)
                .contains(
                        hosts.security.member().id().toString(),
                        "\"reason\":\"response\"",
                        "\"reason\":\"released\"",
                        "\"role\":\"AN_NINH\"",
                        "session-of-the-officer");
    }

    @Test
    void whatOthersSuspendedStaysSuspendedAndOthersEndWhatAnAnswerSuspended() {
        Answer card = cards.issued(cards.teacher("Trần Văn Mất"));
        String path = "/api/cards/" + card.text("id");
        require(cards.officer.post(path + "/suspend", "{\"cause\":\"lost\"}"), 200);
        assertThat(get("/cards/" + card.text("id")).json().path("releasable").asBoolean())
                .isFalse();
        assertThat(post("/cards/" + card.text("id") + "/release").problem()).isEqualTo("card-state");
        assertThat(problem(card)).contains(CardProblem.SUSPENDED);
        require(cards.officer.post(path + "/resume"), 200);
        require(post("/cards/" + card.text("id") + "/suspend"), 200);
        require(cards.officer.post(path + "/resume"), 200);
        assertThat(problem(card)).isEmpty();
    }

    @Test
    void aCertificateIsHeldAndReleasedByItsFingerprint() {
        String serial = hosts.issued(new HostKey(), newName()).text("serial");
        String path = "/certificates/" + fingerprint(serial);
        String atTheDesk = "/certificates/services/" + serial;
        assertThat(get(path).text("status")).isEqualTo("VALID");
        assertThat(require(post(path + "/suspend"), 200).text("status")).isEqualTo("SUSPENDED");
        assertThat(post(path + "/suspend").problem()).isEqualTo("certificate-state");
        assertThat(require(post(path + "/release"), 200).text("status")).isEqualTo("VALID");
        require(hosts.ca.post(atTheDesk + "/suspend"), 200);
        assertThat(post(path + "/release").problem())
                .as("a hold of the CA officer's")
                .isEqualTo("certificate-state");
        require(hosts.ca.post(atTheDesk + "/resume"), 200);
        require(post(path + "/suspend"), 200);
        require(hosts.ca.post(atTheDesk + "/resume"), 200);
        require(hosts.security.post(atTheDesk + "/suspend"), 200);
        assertThat(post(path + "/release").problem())
                .as("the answer was over before that hold")
                .isEqualTo("certificate-state");
        assertThat(house.events("CERTIFICATE_SUSPENDED", serial)).isEqualTo(4);
        assertThat(house.events("CERTIFICATE_RESUMED", serial)).isEqualTo(3);
    }

    @Test
    void isDeniedToEverybodyElse() {
        Answer card = cards.issued(cards.teacher("Lê Thị Yên"));
        String path = "/cards/" + card.text("id");
        for (Position position :
                List.of(Position.CAN_BO_THE, Position.CAN_BO_CA, Position.KIEM_TOAN, Position.GIAO_VIEN)) {
            assertThat(ask(
                                    "POST",
                                    path + "/suspend",
                                    token(hosts.appointed("Người " + position, position)
                                            .member()))
                            .status())
                    .as(position.name())
                    .isEqualTo(403);
        }
        Map<String, Map<String, Object>> wrong = Map.of(
                "for another service", Map.of("aud", List.of("khue-audit")),
                "without the scope", Map.of("scope", "openid profile"),
                "by password alone", Map.of("acr", "password"),
                "by badge", Map.of("acr", "badge"),
                "of nobody", Map.of("khue_id", "00000000-0000-4000-8000-00000000dead"),
                "of no id", Map.of("khue_id", "nobody"));
        wrong.forEach((why, claims) -> {
            Map<String, Object> token = token(hosts.security.member());
            token.putAll(claims);
            assertThat(ask("POST", path + "/suspend", token).status()).as(why).isEqualTo(403);
        });
        assertThat(house.outsider()
                        .send(HttpRequest.newBuilder(URI.create(house.base() + "/api/response" + path + "/suspend"))
                                .POST(HttpRequest.BodyPublishers.noBody()))
                        .statusCode())
                .as("without a token")
                .isEqualTo(401);
        assertThat(hosts.security.post("/api/response" + path + "/suspend").status())
                .as("with a session of this service")
                .isEqualTo(401);
        assertThat(problem(card)).isEmpty();
        assertThat(post("/cards/0000000000000000/suspend").status()).isEqualTo(404);
        assertThat(post("/certificates/" + "0".repeat(64) + "/suspend").status())
                .isEqualTo(404);
    }

    @Test
    void nobodyAnswersWithTheirOwnCard() {
        Member officer = hosts.appointed("Cán Bộ Có Thẻ", Position.AN_NINH).member();
        Answer card = cards.issued(officer);
        assertThat(ask("POST", "/cards/" + card.text("id") + "/suspend", token(officer))
                        .status())
                .isEqualTo(403);
        assertThat(get("/cards/" + card.text("id")).text("status"))
                .as("another officer looks")
                .isEqualTo("VALID");
    }

    private static String fingerprint(String serial) {
        return house.database()
                .sql(
                        "select encode(sha256(der), 'hex') from pki_certificate where ca = 'services' and serial = :serial")
                .param("serial", vn.khue.pki.store.SerialBytes.of(new java.math.BigInteger(serial, 16)))
                .query(String.class)
                .single();
    }
}
