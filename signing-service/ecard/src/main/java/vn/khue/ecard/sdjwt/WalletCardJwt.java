package vn.khue.ecard.sdjwt;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vn.khue.ecard.cose.Kid;
import vn.khue.ecard.jws.CompactJws;
import vn.khue.ecard.trust.Jwk;
import vn.khue.pki.Certificates;
import vn.khue.pki.SigningKey;

/**
 * Signs cards for wallets: SD-JWT VC in compact form (RFC 9901 section 4, draft-ietf-oauth-sd-jwt-vc section 3), ES256. The header names the
 * key by {@code kid} and brings its certificates ({@code x5c}, without the root). Stateless.
 */
public final class WalletCardJwt {
    /** Media subtype of the format, and its {@code typ}. */
    public static final String TYPE = "dc+sd-jwt";

    private static final String HASH = "sha-256";

    private WalletCardJwt() {}

    /**
     * @return the JWT and its disclosures, each ended by a tilde
     * @throws vn.khue.pki.PkiException where the key cannot be used
     */
    public static String sign(WalletCard card, SigningKey key, SecureRandom random) {
        List<Disclosure> disclosures = new ArrayList<>();
        disclosures.add(Disclosure.of(WalletCard.NAME, card.fullName(), random));
        disclosures.add(Disclosure.of(WalletCard.SCHOOL, card.school(), random));
        disclosures.add(Disclosure.of(WalletCard.ROLE, card.role(), random));
        card.photo().ifPresent(photo -> disclosures.add(Disclosure.of(WalletCard.PHOTO, photo.hex(), random)));
        StringBuilder text = new StringBuilder(CompactJws.sign(key, TYPE, header(key), payload(card, disclosures)));
        disclosures.forEach(disclosure -> text.append('~').append(disclosure.text()));
        return text.append('~').toString();
    }

    private static ObjectNode header(SigningKey key) {
        ObjectNode header =
                CompactJws.object().put("kid", Kid.of(key.certificate()).base64Url());
        ArrayNode chain = header.putArray("x5c");
        key.chain().stream()
                .filter(certificate -> !selfIssued(certificate))
                .forEach(certificate -> chain.add(Base64.getEncoder().encodeToString(Certificates.der(certificate))));
        return header;
    }

    private static boolean selfIssued(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    /** Digests in the order of their letters, which says nothing of the claims (RFC 9901 section 4.2.4.1). */
    private static ObjectNode payload(WalletCard card, List<Disclosure> disclosures) {
        ObjectNode payload = CompactJws.object()
                .put("iss", card.issuer())
                .put("vct", card.type())
                .put("iat", card.issuedAt().getEpochSecond())
                .put("exp", card.expires().getEpochSecond());
        payload.putObject("cnf").set("jwk", Jwk.of(card.holder()));
        payload.putObject("status")
                .putObject("status_list")
                .put("idx", card.status().index())
                .put("uri", card.status().uri());
        payload.put("_sd_alg", HASH);
        ArrayNode digests = payload.putArray("_sd");
        disclosures.stream().map(Disclosure::digest).sorted().forEach(digests::add);
        return payload;
    }
}
