package vn.khue.signing.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.khue.signing.house.HostDesk.require;

import com.authlete.sd.SDJWT;
import com.authlete.sd.SDObjectDecoder;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.X509CertUtils;
import com.nimbusds.jwt.SignedJWT;
import eu.europa.ec.eudi.openid4vci.AuthorizationRequestPrepared;
import eu.europa.ec.eudi.openid4vci.AuthorizedRequest;
import eu.europa.ec.eudi.openid4vci.Issuer;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPublicKey;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.khue.signing.house.CardDesk;
import vn.khue.signing.house.EudiWallet;
import vn.khue.signing.house.HostDesk.Answer;
import vn.khue.signing.house.Member;
import vn.khue.signing.house.SigningHouse;
import vn.khue.signing.house.TrialWallet;
import vn.khue.signing.house.WalletFront;

/** A wallet that we did not write takes a card by both flows, over TLS, and holds what others verify. */
class EudiWalletTest {
    private static WalletFront front;
    private static SigningHouse house;
    private static CardDesk desk;
    private static EudiWallet wallet;

    @BeforeAll
    static void open() {
        front = new WalletFront();
        house = SigningHouse.with(List.of("--khue.signing.url=" + front.base()));
        front.before(house);
        desk = new CardDesk(house);
        wallet = new EudiWallet(front);
    }

    @AfterAll
    static void close() {
        house.close();
        front.close();
    }

    @Test
    void takesAnOfferWithTheCodeBesideIt() throws Exception {
        Member teacher = desk.teacher("Nguyễn Thị Hoà Bình");
        Answer offer = offered(teacher);

        Issuer issuer = wallet.scans(offer.text("link"));
        AuthorizedRequest authorized = wallet.types(issuer, offer.text("code"));
        List<ECKey> keys = Stream.generate(TrialWallet::key).limit(3).toList();
        List<String> forms = EudiWallet.credentials(wallet.asks(issuer, authorized, keys));

        assertThat(forms).hasSize(3);
        for (int i = 0; i < 3; i++) {
            verify(forms.get(i), keys.get(i), "Nguyễn Thị Hoà Bình");
        }
        ECKey one = TrialWallet.key();
        verify(
                EudiWallet.credentials(wallet.asks(issuer, authorized, List.of(one)))
                        .get(0),
                one,
                "Nguyễn Thị Hoà Bình");
    }

    @Test
    void takesTheCardOfWhoeverSignsIn() throws Exception {
        Member teacher = desk.teacher("Lê Văn Ví");
        desk.issued(teacher);

        Issuer issuer = wallet.goesTo(URI.create(front.base()));
        AuthorizationRequestPrepared prepared = wallet.sendsToTheGate(issuer);
        URI address = EudiWallet.address(prepared);
        assertThat(address.getRawQuery())
                .contains("scope=khue_card", "code_challenge_method=S256", "client_id=khue-wallet");
        AuthorizedRequest authorized = wallet.comesBack(issuer, prepared, front.login(teacher.id(), address));
        ECKey key = TrialWallet.key();
        List<String> forms = EudiWallet.credentials(wallet.asks(issuer, authorized, List.of(key)));

        assertThat(forms).hasSize(1);
        verify(forms.get(0), key, "Lê Văn Ví");
    }

    @Test
    void aWrongCodeAndASuspendedCardGiveNothing() {
        Member teacher = desk.teacher("Phạm Thị Sai");
        Answer offer = offered(teacher);
        Issuer issuer = wallet.scans(offer.text("link"));
        String wrong = offer.text("code").equals("000000") ? "000001" : "000000";
        assertThatThrownBy(() -> wallet.types(issuer, wrong)).hasMessageContaining("invalid_grant");

        Answer second = require(desk.clerk(teacher).post("/api/wallet/offers", asked(offer.text("card"))), 201);
        known(second, teacher);
        Issuer again = wallet.scans(second.text("link"));
        AuthorizedRequest authorized = wallet.types(again, second.text("code"));
        require(desk.officer.post("/api/cards/" + offer.text("card") + "/suspend", "{\"cause\":\"misused\"}"), 200);
        assertThat(wallet.asks(again, authorized, List.of(TrialWallet.key())).toString())
                .contains("credential_request_denied");
    }

    private static Answer offered(Member member) {
        Answer offer = require(
                desk.clerk(member)
                        .post("/api/wallet/offers", asked(desk.issued(member).text("id"))),
                201);
        known(offer, member);
        return offer;
    }

    /** The front has no secret to read the offer with, so it is told. */
    private static void known(Answer offer, Member member) {
        String link = URLDecoder.decode(
                offer.text("link").replaceFirst(".*credential_offer_uri=", ""), StandardCharsets.UTF_8);
        String code = new TrialWallet(house, member)
                .get(URI.create(link).getPath())
                .json()
                .path("grants")
                .path("urn:ietf:params:oauth:grant-type:pre-authorized_code")
                .path("pre-authorized_code")
                .asString();
        front.offered(code, member.id(), offer.text("code"));
    }

    private static String asked(String card) {
        return "{\"card\":\"" + card + "\"}";
    }

    private static void verify(String form, ECKey holder, String name) throws Exception {
        SDJWT parts = SDJWT.parse(form);
        SignedJWT jwt = SignedJWT.parse(parts.getCredentialJwt());
        assertThat(jwt.verify(new ECDSAVerifier((ECPublicKey) X509CertUtils.parse(
                                jwt.getHeader().getX509CertChain().get(0).decode())
                        .getPublicKey())))
                .isTrue();
        assertThat(jwt.getJWTClaimsSet().getIssuer()).isEqualTo(front.base());
        assertThat(((Map<?, ?>) jwt.getJWTClaimsSet().getJSONObjectClaim("cnf").get("jwk")).get("x"))
                .isEqualTo(holder.getX().toString());
        assertThat(new SDObjectDecoder().decode(jwt.getPayload().toJSONObject(), parts.getDisclosures()))
                .containsEntry("name", name);
    }
}
