package vn.khue.ecard.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import vn.khue.ecard.EcardException;
import vn.khue.ecard.House;
import vn.khue.ecard.cose.P256;
import vn.khue.ecard.status.CardStatus;
import vn.khue.ecard.status.StatusListJwt;
import vn.khue.ecard.trust.Jwk;
import vn.khue.ecard.trust.TrustList;
import vn.khue.ecard.trust.TrustListJws;

/** A JOSE implementation of others (Nimbus) reads our lists, and we read those it signs. */
class NimbusPeerTest {
    private final House house = new House();
    private final TrustListJws lists = new TrustListJws(house.providers);

    @Test
    void readsOurTrustListAndOurKeys() throws Exception {
        String ours = TrustListJws.sign(house.trust, house.trustKey.bare());
        JWSObject theirs = JWSObject.parse(ours);
        ECKey key = ECKey.parse(Jwk.of(house.trustKey.open()).toString());

        assertThat(theirs.verify(new ECDSAVerifier(key))).isTrue();
        assertThat(theirs.getHeader().getType()).isEqualTo(new JOSEObjectType(TrustListJws.TYPE));
        assertThat(theirs.getPayload().toJSONObject())
                .containsKeys("iss", "iat", "exp", "base", "signers", "statusKeys");
        TrustList read = lists.read(ours, house.trustKey.open());
        assertThat(read.bases()).isEqualTo(house.trust.bases());
        assertThat(read.expires()).isEqualTo(house.trust.expires());
        assertThat(read.signer(house.signer.kid()).orElseThrow().key().getW())
                .isEqualTo(house.signer.key().getW());
        assertThat(read.statusKey(house.statusKey.kid())).isPresent();
    }

    @Test
    void readsOurStatusList() throws Exception {
        String ours = StatusListJwt.sign(
                House.token(House.SHARD, house.now, CardStatus.REVOKED, 5),
                house.statusKey.bare(),
                house.statusKey.kid());
        SignedJWT theirs = SignedJWT.parse(ours);

        assertThat(theirs.verify(new ECDSAVerifier(house.statusKey.open()))).isTrue();
        assertThat(theirs.getJWTClaimsSet().getSubject()).isEqualTo(House.SHARD);
        assertThat(theirs.getHeader().getType()).isEqualTo(new JOSEObjectType("statuslist+jwt"));
    }

    @Test
    void signsListsThatWeRead() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).generate();
        String ours = TrustListJws.sign(house.trust, house.trustKey.bare());
        String payload = new String(Base64.getUrlDecoder().decode(ours.split("\\.")[1]), StandardCharsets.UTF_8);
        byte[][] xy = P256.coordinates(key.toECPublicKey());

        TrustList read = lists.read(signed(key, TrustListJws.TYPE, payload), P256.key(xy[0], xy[1], house.providers));

        assertThat(read.signers()).hasSize(1);
    }

    @Test
    void nothingElseIsTakenForATrustList() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).generate();
        byte[][] xy = P256.coordinates(key.toECPublicKey());
        var pinned = P256.key(xy[0], xy[1], house.providers);
        String ours = TrustListJws.sign(house.trust, house.trustKey.bare());
        String payload = new String(Base64.getUrlDecoder().decode(ours.split("\\.")[1]), StandardCharsets.UTF_8);
        JWSObject mac = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(new JOSEObjectType(TrustListJws.TYPE))
                        .build(),
                new Payload(payload));
        mac.sign(new MACSigner(pinned.getEncoded()));
        String none = base64("{\"alg\":\"none\",\"typ\":\"" + TrustListJws.TYPE + "\"}") + "." + base64(payload) + ".";
        for (String wrong : new String[] {
            ours,
            mac.serialize(),
            none,
            signed(key, "JWT", payload),
            signed(key, TrustListJws.TYPE, "[]"),
            signed(key, TrustListJws.TYPE, "{\"iss\":\"a\",\"iss\":\"b\"}"),
            signed(key, TrustListJws.TYPE, payload.replace("\"until\"", "\"UNTIL\"")),
            signed(key, TrustListJws.TYPE, payload.replace("\"from\":", "\"from\":-")),
            signed(key, TrustListJws.TYPE, payload.replace("\"P-256\"", "\"P-384\"")),
            signed(key, TrustListJws.TYPE, "{\"a\":" + "[".repeat(50) + "]".repeat(50) + "}"),
            "",
            "..",
            "a.b.c.d"
        }) {
            assertThatExceptionOfType(EcardException.class).isThrownBy(() -> lists.read(wrong, pinned));
        }
        assertThat(lists.read(signed(key, TrustListJws.TYPE, payload), pinned)).isNotNull();
    }

    private static String signed(ECKey key, String type, String payload) throws Exception {
        JWSObject object = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType(type))
                        .build(),
                new Payload(payload));
        object.sign(new ECDSASigner(key));
        return object.serialize();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
