package vn.khue.signing.house;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import vn.khue.signing.house.HostDesk.Answer;

/** A wallet for tests that can do everything wrong: its token, its proofs and its request are what a test makes of them. */
public final class TrialWallet {
    private final SigningHouse house;
    private final Map<String, Object> token = new TreeMap<>();

    /** With the right token of that person. */
    public TrialWallet(SigningHouse house, Member member) {
        this.house = house;
        token.put("aud", List.of(house.base()));
        token.put("scope", "khue_card");
        token.put("khue_id", member.id().toString());
        token.put("azp", "khue-wallet");
        token.put("exp", house.clock().instant().plusSeconds(3600).getEpochSecond());
    }

    /** What its token says besides, or in place of it. */
    public TrialWallet with(String claim, Object value) {
        token.put(claim, value);
        return this;
    }

    public String nonce() {
        return post("/wallet/nonce", Optional.empty(), "").text("c_nonce");
    }

    public static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A right proof of that key, but for the changes. */
    public String proof(ECKey key, String nonce, Consumer<Map<String, Object>> change) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("aud", house.base());
        claims.put("iat", house.clock().instant().getEpochSecond());
        claims.put("nonce", nonce);
        change.accept(claims);
        JWSObject proof = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType("openid4vci-proof+jwt"))
                        .jwk(key.toPublicJWK())
                        .build(),
                new Payload(claims));
        try {
            proof.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return proof.serialize();
    }

    public String proof(String nonce) {
        return proof(key(), nonce, claims -> {});
    }

    /** Asks with these proofs. */
    public Answer ask(String... proofs) {
        return askWith("{\"credential_configuration_id\":\"khue-card\",\"proofs\":{\"jwt\":["
                + Arrays.stream(proofs).map(each -> '"' + each + '"').collect(Collectors.joining(",")) + "]}}");
    }

    /** Asks with this body. */
    public Answer askWith(String body) {
        return post("/wallet/credential", Optional.of("Bearer " + house.gate().accessToken(token)), body);
    }

    /** Asks with this header in place of the token's. */
    public Answer post(String path, Optional<String> authorization, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(house.base() + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        authorization.ifPresent(header -> request.header("Authorization", header));
        return Answer.of(house.outsider().send(request));
    }

    public Answer get(String path) {
        return Answer.of(house.outsider()
                .send(HttpRequest.newBuilder(URI.create(house.base() + path)).header("Accept", "application/json")));
    }
}
