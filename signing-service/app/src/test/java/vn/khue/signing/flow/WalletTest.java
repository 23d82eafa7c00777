package vn.khue.signing.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.khue.signing.house.HostDesk.require;

import com.authlete.sd.SDJWT;
import com.authlete.sd.SDObjectDecoder;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.khue.ecard.status.CardStatus;
import vn.khue.ecard.status.StatusListJwt;
import vn.khue.signing.house.Browser;
import vn.khue.signing.house.CardDesk;
import vn.khue.signing.house.HostDesk.Answer;
import vn.khue.signing.house.HostDesk.Clerk;
import vn.khue.signing.house.Member;
import vn.khue.signing.house.School;
import vn.khue.signing.house.SigningHouse;
import vn.khue.signing.house.TrialWallet;

/** A card in a wallet: what the issuer says of itself, what it gives, how that ends, and every wrong way to ask. */
class WalletTest {
    private static SigningHouse house;
    private static CardDesk desk;
    private static Member teacher;
    private static Answer card;
    private static TrialWallet wallet;

    @BeforeAll
    static void open() {
        house = SigningHouse.get();
        desk = new CardDesk(house);
        teacher = desk.teacher("Nguyễn Thị Hoà Bình");
        card = desk.issued(teacher);
        wallet = new TrialWallet(house, teacher);
    }

    @Test
    void metadataNameEverythingInBothLanguages() {
        JsonNode issuer = require(wallet.get("/.well-known/openid-credential-issuer"), 200)
                .json();
        assertThat(issuer.path("credential_issuer").asString()).isEqualTo(house.base());
        assertThat(issuer.path("authorization_servers").path(0).asString())
                .isEqualTo(house.gate().issuer());
        assertThat(issuer.path("credential_endpoint").asString()).isEqualTo(house.base() + "/wallet/credential");
        assertThat(issuer.path("batch_credential_issuance").path("batch_size").asInt())
                .isEqualTo(10);
        JsonNode offered = issuer.path("credential_configurations_supported").path("khue-card");
        assertThat(offered.path("format").asString()).isEqualTo("dc+sd-jwt");
        assertThat(offered.path("scope").asString()).isEqualTo("khue_card");
        assertThat(names(offered.path("credential_metadata").path("display")))
                .containsEntry("vi", "Thẻ trường học")
                .containsEntry("en", "School card");
        assertThat(offered.path("credential_metadata").path("claims").size()).isEqualTo(4);
        assertThat(offered.toString()).doesNotContain("birth", "citizen", "address", "class");
        JsonNode type = require(
                        wallet.get(URI.create(offered.path("vct").asString()).getPath()), 200)
                .json();
        assertThat(type.path("vct")).isEqualTo(offered.path("vct"));
        assertThat(type.path("claims").path(0).path("sd").asString()).isEqualTo("always");
        Answer vcIssuer = require(wallet.get("/.well-known/jwt-vc-issuer"), 200);
        assertThat(vcIssuer.text("issuer")).isEqualTo(house.base());
        assertThat(vcIssuer.http().headers().firstValue("Access-Control-Allow-Origin"))
                .contains("*");
    }

    @Test
    void eachProofGetsAFormOfItsOwnThatOthersVerify() throws Exception {
        String nonce = wallet.nonce();
        List<ECKey> keys = List.of(TrialWallet.key(), TrialWallet.key(), TrialWallet.key());
        Answer answer = require(
                wallet.ask(keys.stream()
                        .map(key -> wallet.proof(key, nonce, claims -> claims.put("iss", "khue-wallet")))
                        .toArray(String[]::new)),
                200);
        assertThat(answer.http().headers().firstValue("Cache-Control").orElse(""))
                .contains("no-store");
        JWKSet published =
                JWKSet.parse(require(wallet.get("/wallet/keys"), 200).json().toString());
        Set<String> places = new HashSet<>();
        List<String> bound = new ArrayList<>();
        for (JsonNode each : answer.json().path("credentials")) {
            SDJWT form = SDJWT.parse(each.path("credential").asString());
            SignedJWT jwt = SignedJWT.parse(form.getCredentialJwt());
            ECKey signer = published.getKeyByKeyId(jwt.getHeader().getKeyID()).toECKey();
            assertThat(jwt.verify(new ECDSAVerifier(signer))).isTrue();
            assertThat(jwt.getHeader().getX509CertChain()).isNotEmpty();
            Map<String, Object> open = jwt.getPayload().toJSONObject();
            assertThat(open)
                    .containsEntry("iss", house.base())
                    .containsEntry("vct", house.base() + "/wallet/types/card");
            assertThat(open.toString())
                    .doesNotContain(card.text("id"), teacher.id().toString(), "Bình");
            assertThat(new SDObjectDecoder().decode(open, form.getDisclosures()))
                    .containsEntry("name", "Nguyễn Thị Hoà Bình")
                    .containsEntry("school", "Trường THCS Thị Trấn 2")
                    .containsEntry("role", "GIAO_VIEN");
            assertThat(jwt.getJWTClaimsSet().getExpirationTime().toInstant())
                    .isBetween(now().plus(Duration.ofDays(360)), now().plus(Duration.ofDays(370)));
            bound.add(
                    ((Map<?, ?>) jwt.getJWTClaimsSet().getJSONObjectClaim("cnf").get("jwk"))
                            .get("x")
                            .toString());
            places.add(open.get("status").toString());
            assertThat(status(each)).isEqualTo(CardStatus.VALID);
        }
        assertThat(bound)
                .isEqualTo(keys.stream().map(key -> key.getX().toString()).toList());
        assertThat(places).hasSize(3);
        assertThat(house.events("CARD_TAKEN", card.text("id"))).isPositive();
        assertThat(house.events("CARD_TAKEN", "Bình")).isZero();
    }

    @Test
    void whatEndsTheCardEndsItsFormsBeforeTheAnswer() {
        Member member = desk.teacher("Lê Thị Mất");
        Answer his = desk.issued(member);
        TrialWallet phone = new TrialWallet(house, member);
        JsonNode form = one(phone);
        String path = "/api/cards/" + his.text("id");

        require(desk.officer.post(path + "/suspend", "{\"cause\":\"misused\"}"), 200);
        assertThat(status(form)).isEqualTo(CardStatus.SUSPENDED);
        denied(phone.ask(phone.proof(phone.nonce())), "CARD_STATE");
        require(desk.officer.post(path + "/resume"), 200);
        assertThat(status(form)).isEqualTo(CardStatus.VALID);
        assertThat(phone.ask(phone.proof(phone.nonce())).status()).isEqualTo(200);
        require(desk.officer.post(path + "/revoke", "{\"cause\":\"stolen\"}"), 200);
        assertThat(status(form)).isEqualTo(CardStatus.REVOKED);
        denied(phone.ask(phone.proof(phone.nonce())), "CARD_STATE");
    }

    @Test
    void anOfferNamesOneCardAndNobodyElseTakesIt() {
        Member member = desk.teacher("Trần Thị Mời");
        Answer his = desk.issued(member);
        assertThat(desk.officer.post("/api/wallet/offers", asked(his)).status())
                .as("nor does the office that issued it")
                .isEqualTo(403);
        Answer offer = require(desk.clerk(member).post("/api/wallet/offers", asked(his)), 201);
        assertThat(offer.text("code")).matches("[0-9]{6}");
        assertThat(offer.text("qr")).startsWith("<svg");
        String link = URLDecoder.decode(
                offer.text("link").replaceFirst(".*credential_offer_uri=", ""), StandardCharsets.UTF_8);
        Answer behind = require(wallet.get(URI.create(link).getPath()), 200);
        assertThat(behind.json().path("credential_configuration_ids").path(0).asString())
                .isEqualTo("khue-card");
        JsonNode grant = behind.json().path("grants").path("urn:ietf:params:oauth:grant-type:pre-authorized_code");
        assertThat(grant.path("tx_code").path("length").asInt()).isEqualTo(6);
        assertThat(grant.path("pre-authorized_code").asString())
                .startsWith("1~" + offer.text("id") + "~" + member.id() + "~");
        assertThat(behind.json().toString()).doesNotContain(offer.text("code"));
        assertThat(house.events("CARD_OFFERED", offer.text("id"))).isEqualTo(1);
        assertThat(house.events("CARD_OFFERED", offer.text("code") + "\"")).isZero();

        TrialWallet phone = new TrialWallet(house, member).with("khue_wallet_offer", offer.text("id"));
        assertThat(phone.ask(phone.proof(phone.nonce())).status()).isEqualTo(200);
        TrialWallet thief = new TrialWallet(house, teacher).with("khue_wallet_offer", offer.text("id"));
        denied(thief.ask(thief.proof(thief.nonce())), "NOT_FOUND");
        TrialWallet guess = new TrialWallet(house, member)
                .with("khue_wallet_offer", UUID.randomUUID().toString());
        denied(guess.ask(guess.proof(guess.nonce())), "NOT_FOUND");
    }

    @Test
    void holdersOfferTheirOwnCardAndNobodyElses() {
        Member member = desk.teacher("Phạm Thị Tự");
        Answer his = desk.issued(member);
        Clerk holder = desk.clerk(member);
        require(holder.post("/api/wallet/offers", asked(his)), 201);
        assertThat(holder.post("/api/wallet/offers", asked(card)).status()).isEqualTo(403);
        assertThat(holder.post("/api/wallet/offers", "{\"card\":\"0123456789abcdef\"}")
                        .status())
                .isEqualTo(403);
        assertThat(holder.post("/api/wallet/offers", "{\"card\":\"'\"}").status())
                .isEqualTo(404);
        assertThat(desk.clerk(house.school().schoolIt())
                        .post("/api/wallet/offers", asked(his))
                        .status())
                .isEqualTo(403);
        for (int open = 1; open < 5; open++) {
            require(holder.post("/api/wallet/offers", asked(his)), 201);
        }
        assertThat(holder.post("/api/wallet/offers", asked(his)).problem()).isEqualTo("too-many-offers");
    }

    @Test
    void aBadgeBringsNoCardIntoAWallet() {
        Member member = desk.teacher("Cao Thị Thẻ");
        Answer his = desk.issued(member);
        Browser browser = house.byBadge(member);
        assertThat(new Clerk(member, browser, browser.get("/certificates"))
                        .post("/api/wallet/offers", asked(his))
                        .problem())
                .isEqualTo("card-needs-password");
        TrialWallet phone = new TrialWallet(house, member).with("acr", "badge");
        error(phone.ask(phone.proof(phone.nonce())), 401, "invalid_token");
    }

    @Test
    void thePageShowsTheCodeForTheWallet() {
        Member member = desk.teacher("Hồ Thị Trang");
        Answer his = desk.issued(member);
        Browser browser = house.as(member);
        Browser.Page cards = browser.get("/wallet");
        assertThat(cards.body())
                .contains("data-card=\"" + his.text("id") + "\"")
                .doesNotContain("note info");
        Browser.Page shown = browser.post(cards, "/wallet", Map.of("card", List.of(his.text("id"))));
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.body()).contains("<svg", "openid-credential-offer://?credential_offer_uri=");
        assertThat(shown.first("id=\"wallet-code\">([0-9]+)<")).hasSize(6);
        assertThat(house.as(desk.teacher("Hồ Văn Không")).get("/wallet").body())
                .contains("note info")
                .doesNotContain("data-card");
    }

    @Test
    void anOfferIsGoneWithItsTime() {
        Member member = desk.teacher("Vũ Thị Muộn");
        Answer offer = require(desk.clerk(member).post("/api/wallet/offers", asked(desk.issued(member))), 201);
        house.database()
                .sql("update wallet_offer set expires_at = expires_at - interval '31 minutes' where id = :id")
                .param("id", UUID.fromString(offer.text("id")))
                .update();
        assertThat(wallet.get("/wallet/offers/" + offer.text("id")).problem()).isEqualTo("offer-gone");
        assertThat(wallet.get("/wallet/offers/" + UUID.randomUUID()).status()).isEqualTo(404);
    }

    @Test
    void aNonceIsGoodOnce() {
        String nonce = wallet.nonce();
        assertThat(wallet.ask(wallet.proof(nonce)).status()).isEqualTo(200);
        error(wallet.ask(wallet.proof(nonce)), 400, "invalid_nonce");
    }

    @Test
    void aNonceThatIsNoneOfOursOrOver() {
        String nonce = wallet.nonce();
        String other = (nonce.startsWith("0") ? "1" : "0") + nonce.substring(1);
        error(wallet.ask(wallet.proof(other)), 400, "invalid_nonce");
        error(wallet.ask(wallet.proof("x")), 400, "invalid_nonce");
        house.clock().step(Duration.ofMinutes(6));
        try {
            error(wallet.ask(wallet.proof(nonce)), 400, "invalid_nonce");
        } finally {
            // Back to where the others of this house are.
            house.clock().step(Duration.ofMinutes(-6));
        }
    }

    @Test
    void aProofForAnotherIssuer() {
        error(
                wallet.ask(wallet.proof(
                        TrialWallet.key(), wallet.nonce(), claims -> claims.put("aud", "https://another.edu.vn"))),
                400,
                "invalid_proof");
    }

    @Test
    void aProofOfAnotherClient() {
        error(
                wallet.ask(wallet.proof(TrialWallet.key(), wallet.nonce(), claims -> claims.put("iss", "another"))),
                400,
                "invalid_proof");
    }

    @Test
    void aProofWithoutNonceOrOfAnotherTime() {
        error(wallet.ask(wallet.proof(TrialWallet.key(), "", claims -> claims.remove("nonce"))), 400, "invalid_proof");
        error(
                wallet.ask(wallet.proof(
                        TrialWallet.key(),
                        wallet.nonce(),
                        claims -> claims.put("iat", now().minusSeconds(400).getEpochSecond()))),
                400,
                "invalid_proof");
    }

    @Test
    void aProofThatIsSignedByNobody() {
        String[] parts = wallet.proof(wallet.nonce()).split("\\.");
        String none = java.util.Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"typ\":\"openid4vci-proof+jwt\"}".getBytes(StandardCharsets.UTF_8));
        error(wallet.ask(none + "." + parts[1] + "."), 400, "invalid_proof");
    }

    @Test
    void twoProofsOfOneKeyOrOfTwoNonces() {
        String nonce = wallet.nonce();
        ECKey key = TrialWallet.key();
        error(
                wallet.ask(wallet.proof(key, nonce, claims -> {}), wallet.proof(key, nonce, claims -> {})),
                400,
                "invalid_proof");
        error(wallet.ask(wallet.proof(nonce), wallet.proof(wallet.nonce())), 400, "invalid_proof");
    }

    @Test
    void tooManyProofs() {
        String nonce = wallet.nonce();
        String[] proofs = new String[11];
        for (int i = 0; i < proofs.length; i++) {
            proofs[i] = wallet.proof(nonce);
        }
        error(wallet.ask(proofs), 400, "invalid_credential_request");
        error(wallet.ask(), 400, "invalid_proof");
    }

    @Test
    void aGiantProofAndAGiantRequest() {
        error(
                wallet.ask(wallet.proof(
                        TrialWallet.key(), wallet.nonce(), claims -> claims.put("filler", "x".repeat(8000)))),
                400,
                "invalid_proof");
        assertThat(wallet.ask("x".repeat(60_000)).status()).isEqualTo(413);
    }

    @Test
    void anUnknownConfigurationOrIdentifier() {
        String proofs = "\"proofs\":{\"jwt\":[\"" + wallet.proof(wallet.nonce()) + "\"]}}";
        error(
                wallet.askWith("{\"credential_configuration_id\":\"diploma\"," + proofs),
                400,
                "unknown_credential_configuration");
        error(
                wallet.askWith("{\"credential_identifier\":\"khue-card\"," + proofs),
                400,
                "unknown_credential_identifier");
        error(wallet.askWith("{" + proofs), 400, "invalid_credential_request");
    }

    @Test
    void whatIsNoRequest() {
        error(wallet.askWith("[]"), 400, "invalid_credential_request");
        error(wallet.askWith("{\"a\":1,\"a\":2}"), 400, "invalid_credential_request");
        error(wallet.askWith("[".repeat(5000)), 400, "invalid_credential_request");
        error(
                wallet.askWith("{\"credential_configuration_id\":\"khue-card\",\"proofs\":{\"ldp_vp\":[{}]}}"),
                400,
                "invalid_proof");
        error(
                wallet.askWith("{\"credential_configuration_id\":\"khue-card\",\"credential_response_encryption\":{}}"),
                400,
                "invalid_encryption_parameters");
    }

    @Test
    void noTokenOrOneThatIsNone() {
        Answer without = wallet.post("/wallet/credential", Optional.empty(), "{}");
        assertThat(without.status()).isEqualTo(401);
        assertThat(without.http().headers().firstValue("WWW-Authenticate")).contains("Bearer");
        token(wallet.post("/wallet/credential", Optional.of("Bearer abc"), "{}"), 401, "invalid_token");
        token(wallet.post("/wallet/credential", Optional.of("Basic abc"), "{}"), 401, "invalid_token");
    }

    @Test
    void aTokenThatHasEnded() {
        TrialWallet late = new TrialWallet(house, teacher)
                .with("exp", Instant.now().minusSeconds(3600).getEpochSecond())
                .with("iat", Instant.now().minusSeconds(7200).getEpochSecond());
        token(late.ask(late.proof(late.nonce())), 401, "invalid_token");
    }

    @Test
    void aTokenForSomebodyElse() {
        TrialWallet other = new TrialWallet(house, teacher).with("aud", List.of("khue-audit"));
        token(other.ask(other.proof(other.nonce())), 401, "invalid_token");
    }

    @Test
    void aTokenThatIsBoundToAKey() {
        TrialWallet bound = new TrialWallet(house, teacher).with("cnf", Map.of("jkt", "x"));
        token(bound.ask(bound.proof(bound.nonce())), 401, "invalid_token");
    }

    @Test
    void aTokenWithoutOurScope() {
        TrialWallet narrow = new TrialWallet(house, teacher).with("scope", "openid khue_cards");
        token(narrow.ask(narrow.proof(narrow.nonce())), 403, "insufficient_scope");
    }

    @Test
    void aPersonWithoutACardAndOneWhoHasLeft() {
        TrialWallet none = new TrialWallet(house, desk.teacher("Đỗ Thị Không"));
        denied(none.ask(none.proof(none.nonce())), "NOT_FOUND");
        TrialWallet nobody =
                new TrialWallet(house, new Member(UUID.randomUUID(), "ai.do", "Ai Đó", "GIAO_VIEN", School.HERE));
        denied(nobody.ask(nobody.proof(nobody.nonce())), "NO_APPOINTMENT");
    }

    @Test
    void asManyFormsAsAreAllowed() {
        Member member = desk.teacher("Bùi Thị Nhiều");
        Answer his = desk.issued(member);
        TrialWallet phone = new TrialWallet(house, member);
        for (int refill = 0; refill < 6; refill++) {
            assertThat(phone.ask(ten(phone)).status()).isEqualTo(200);
        }
        denied(phone.ask(phone.proof(phone.nonce())), "TOO_MANY_FORMS");
        assertThat(house.database()
                        .sql("select count(*) from wallet_credential where card = decode(:id, 'hex')")
                        .param("id", his.text("id"))
                        .query(Integer.class)
                        .single())
                .isEqualTo(60);
    }

    private static String[] ten(TrialWallet phone) {
        String nonce = phone.nonce();
        String[] proofs = new String[10];
        for (int i = 0; i < proofs.length; i++) {
            proofs[i] = phone.proof(nonce);
        }
        return proofs;
    }

    private static JsonNode one(TrialWallet phone) {
        return require(phone.ask(phone.proof(phone.nonce())), 200)
                .json()
                .path("credentials")
                .path(0);
    }

    /** By somebody who has the form and our lists in JWT form. */
    private static CardStatus status(JsonNode form) {
        try {
            Map<String, Object> open = SignedJWT.parse(
                            SDJWT.parse(form.path("credential").asString()).getCredentialJwt())
                    .getPayload()
                    .toJSONObject();
            Map<?, ?> reference = (Map<?, ?>) ((Map<?, ?>) open.get("status")).get("status_list");
            String uri = reference.get("uri").toString();
            StatusListJwt.Unverified list = StatusListJwt.read(new String(
                    house.outsider()
                            .send(HttpRequest.newBuilder(URI.create(uri))
                                    .header("Accept", "application/statuslist+jwt"))
                            .body(),
                    StandardCharsets.US_ASCII));
            assertThat(list.token().uri()).isEqualTo(uri);
            return CardStatus.of(list.token().list().get(((Number) reference.get("idx")).intValue()))
                    .orElseThrow();
        } catch (java.text.ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void error(Answer answer, int status, String error) {
        assertThat(answer.text("error")).as("%s", answer.json()).isEqualTo(error);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.http().headers().firstValue("Cache-Control").orElse(""))
                .contains("no-store");
    }

    private static void denied(Answer answer, String why) {
        error(answer, 400, "credential_request_denied");
        assertThat(answer.text("error_description")).endsWith(why);
    }

    private static void token(Answer answer, int status, String error) {
        error(answer, status, error);
        assertThat(answer.http().headers().firstValue("WWW-Authenticate").orElse(""))
                .startsWith("Bearer error=\"" + error + "\"");
    }

    private static String asked(Answer card) {
        return "{\"card\":\"" + card.text("id") + "\"}";
    }

    private static Map<String, String> names(JsonNode display) {
        Map<String, String> names = new java.util.TreeMap<>();
        display.forEach(each ->
                names.put(each.path("locale").asString(), each.path("name").asString()));
        return names;
    }

    private static Instant now() {
        return house.clock().instant();
    }
}
