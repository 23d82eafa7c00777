package vn.khue.ecard.trust;

import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vn.khue.ecard.EcardException;
import vn.khue.ecard.EcardException.Fault;
import vn.khue.ecard.cose.Es256;
import vn.khue.ecard.cose.Kid;
import vn.khue.ecard.jws.CompactJws;
import vn.khue.pki.BareKey;
import vn.khue.pki.CryptoProviders;

/** The trust list as a JWS of type {@value #TYPE}, signed by the trust-list key that verifiers have pinned. Thread-safe. */
public final class TrustListJws {
    public static final String TYPE = "khue-cards+jwt";

    /** Characters of one: ten thousand signers. */
    public static final int MOST_CHARACTERS = 4 << 20;

    private static final int MOST_TEXT = 200;
    private static final long LAST_SECOND = 253_402_300_799L;

    private final CryptoProviders providers;
    private final Es256 es256;

    public TrustListJws(CryptoProviders providers) {
        this.providers = providers;
        this.es256 = new Es256(providers);
    }

    /** @throws vn.khue.pki.PkiException where the key cannot be used */
    public static String sign(TrustList list, BareKey key) {
        ObjectNode payload = CompactJws.object()
                .put("iss", list.issuer())
                .put("iat", list.issuedAt().getEpochSecond())
                .put("exp", list.expires().getEpochSecond());
        ArrayNode bases = payload.putArray("base");
        list.bases().forEach(bases::add);
        ArrayNode signers = payload.putArray("signers");
        list.signers().stream()
                .sorted(Comparator.comparing(CardSigner::from).thenComparing(CardSigner::district))
                .forEach(signer -> {
                    ObjectNode node = signers.addObject();
                    node.put("kid", signer.kid().base64Url());
                    node.set("key", Jwk.of(signer.key()));
                    node.put("from", signer.from().getEpochSecond());
                    node.put("to", signer.to().getEpochSecond());
                    node.put("until", signer.until().getEpochSecond());
                    node.put("district", signer.district());
                });
        ArrayNode statusKeys = payload.putArray("statusKeys");
        list.statusKeys().stream()
                .sorted(Comparator.comparing(status -> status.kid().value()))
                .forEach(status -> {
                    ObjectNode node = statusKeys.addObject();
                    node.put("kid", status.kid().base64Url());
                    node.set("key", Jwk.of(status.key()));
                });
        return CompactJws.sign(key, Optional.empty(), TYPE, payload);
    }

    /**
     * @param pinned the trust-list key that the reader has from elsewhere
     * @throws EcardException fault STRUCTURE where it is none, SIGNATURE where another key signed it
     */
    public TrustList read(String jws, ECPublicKey pinned) {
        CompactJws message = CompactJws.read(jws.strip(), TYPE, MOST_CHARACTERS);
        if (!message.verifies(pinned, es256)) {
            throw new EcardException(
                    Fault.SIGNATURE, "trust list: a signature of the pinned key expected, found another");
        }
        JsonNode payload = message.payload();
        return new TrustList(
                text(payload, "iss"),
                second(payload, "iat"),
                second(payload, "exp"),
                bases(payload.path("base")),
                signers(payload.path("signers")),
                statusKeys(payload.path("statusKeys")));
    }

    private static List<String> bases(JsonNode array) {
        List<String> bases = new ArrayList<>();
        for (JsonNode base : array) {
            bases.add(base.asString(""));
        }
        if (bases.isEmpty()) {
            throw other("base");
        }
        return bases;
    }

    private List<CardSigner> signers(JsonNode array) {
        List<CardSigner> signers = new ArrayList<>();
        for (JsonNode node : array) {
            signers.add(new CardSigner(
                    kid(node),
                    Jwk.read(node.path("key"), providers),
                    second(node, "from"),
                    second(node, "to"),
                    second(node, "until"),
                    text(node, "district")));
        }
        return signers;
    }

    private List<TrustList.StatusKey> statusKeys(JsonNode array) {
        List<TrustList.StatusKey> keys = new ArrayList<>();
        for (JsonNode node : array) {
            keys.add(new TrustList.StatusKey(kid(node), Jwk.read(node.path("key"), providers)));
        }
        return keys;
    }

    private static Kid kid(JsonNode node) {
        return Kid.ofBase64Url(node.path("kid").asString("")).orElseThrow(() -> other("kid"));
    }

    private static String text(JsonNode node, String member) {
        JsonNode value = node.path(member);
        if (!value.isString() || value.stringValue().length() > MOST_TEXT) {
            throw other(member);
        }
        return value.stringValue();
    }

    private static Instant second(JsonNode node, String member) {
        JsonNode value = node.path(member);
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < 0
                || value.longValue() > LAST_SECOND) {
            throw other(member);
        }
        return Instant.ofEpochSecond(value.longValue());
    }

    private static EcardException other(String member) {
        return new EcardException(
                Fault.STRUCTURE, "trust list: its member " + member + " expected, found none or another");
    }
}
