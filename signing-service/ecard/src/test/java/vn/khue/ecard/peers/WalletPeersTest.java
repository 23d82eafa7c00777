package vn.khue.ecard.peers;

import static org.assertj.core.api.Assertions.assertThat;

import com.authlete.sd.Disclosure;
import com.authlete.sd.SDJWT;
import com.authlete.sd.SDObjectDecoder;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import vn.khue.ecard.House;
import vn.khue.ecard.credential.PhotoDigest;
import vn.khue.ecard.credential.StatusReference;
import vn.khue.ecard.sdjwt.WalletCard;
import vn.khue.ecard.sdjwt.WalletCardJwt;
import vn.khue.pki.SignatureAlgorithm;
import vn.khue.pki.SigningKey;

/** Implementations of others read our form for wallets: Authlete the SD-JWT, Nimbus its signature. */
class WalletPeersTest {
    private final House house = new House();

    @Test
    void theyReadVerifyAndDisclose() throws Exception {
        String ours = card(Optional.of(PhotoDigest.ofPicture(new byte[] {1, 2, 3})));
        SDJWT theirs = SDJWT.parse(ours);
        SignedJWT jwt = SignedJWT.parse(theirs.getCredentialJwt());

        assertThat(jwt.verify(new ECDSAVerifier(house.signerKey.open()))).isTrue();
        assertThat(jwt.getHeader().getType()).isEqualTo(new JOSEObjectType("dc+sd-jwt"));
        assertThat(jwt.getHeader().getX509CertChain()).hasSize(1);
        assertThat(theirs.getBindingJwt()).isNull();
        Map<String, Object> open = jwt.getPayload().toJSONObject();
        assertThat(open.keySet())
                .containsExactlyInAnyOrder("iss", "vct", "iat", "exp", "cnf", "status", "_sd_alg", "_sd");
        assertThat(open.toString()).doesNotContain("Bình", "HOC_SINH", "Nguyễn");
        assertThat(ECKey.parse(JSONObjectUtils.getJSONObject(JSONObjectUtils.getJSONObject(open, "cnf"), "jwk"))
                        .toECPublicKey()
                        .getW())
                .isEqualTo(house.phoneKey.open().getW());

        Map<String, Object> all = new SDObjectDecoder().decode(open, theirs.getDisclosures());
        assertThat(all)
                .containsEntry("name", "Nguyễn Thị Hoà Bình")
                .containsEntry("school", "Trường Trung học cơ sở Nguyễn Du")
                .containsEntry("role", "HOC_SINH")
                .containsEntry(
                        "photo_digest",
                        PhotoDigest.ofPicture(new byte[] {1, 2, 3}).hex());

        List<Disclosure> role = theirs.getDisclosures().stream()
                .filter(each -> each.getClaimName().equals("role"))
                .toList();
        assertThat(new SDObjectDecoder().decode(open, role))
                .containsEntry("role", "HOC_SINH")
                .doesNotContainKeys("name", "school", "photo_digest");
    }

    @Test
    void twoOfACardHaveNoDigestInCommon() throws Exception {
        Set<String> digests = List.of(card(Optional.empty()), card(Optional.empty())).stream()
                .map(SDJWT::parse)
                .flatMap(each -> each.getDisclosures().stream().map(Disclosure::digest))
                .collect(Collectors.toSet());
        assertThat(digests).hasSize(6);
    }

    private String card(Optional<PhotoDigest> photo) throws Exception {
        return WalletCardJwt.sign(
                new WalletCard(
                        House.BASE,
                        House.BASE + "/wallet/types/card",
                        house.now,
                        house.now.plusSeconds(86_400),
                        house.phoneKey.open(),
                        new StatusReference(4711, House.SHARD),
                        "Nguyễn Thị Hoà Bình",
                        "Trường Trung học cơ sở Nguyễn Du",
                        "HOC_SINH",
                        photo),
                key(),
                new SecureRandom());
    }

    /** The signer's key with a certificate of a CA of its own. */
    private SigningKey key() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair authority = generator.generateKeyPair();
        List<X509Certificate> chain = List.of(
                certificate("CN=Khuê thẻ", house.signerKey.open(), authority),
                certificate("CN=CA thẻ", authority.getPublic(), authority));
        return new SigningKey() {
            @Override
            public List<X509Certificate> chain() {
                return chain;
            }

            @Override
            public SignatureAlgorithm algorithm() {
                return house.signerKey.bare().algorithm();
            }

            @Override
            public byte[] signDigest(byte[] digest) {
                return house.signerKey.bare().signDigest(digest);
            }
        };
    }

    private X509Certificate certificate(String subject, PublicKey key, KeyPair authority) throws Exception {
        return new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                new X500Name("CN=CA thẻ"),
                                BigInteger.ONE,
                                Date.from(house.now),
                                Date.from(house.now.plusSeconds(3600)),
                                new X500Name(subject),
                                key)
                        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(authority.getPrivate())));
    }
}
