package vn.khue.ecard.status;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vn.khue.ecard.EcardException;
import vn.khue.ecard.EcardException.Fault;
import vn.khue.ecard.cose.Kid;
import vn.khue.ecard.jws.CompactJws;
import vn.khue.pki.BareKey;

/** A status list as JWT (draft-ietf-oauth-status-list section 5.1), which wallets read. */
public final class StatusListJwt {
    /** What was read; its signature is still to be verified. */
    public record Unverified(CompactJws message, StatusListToken token) {}

    private static final long LAST_SECOND = 253_402_300_799L;

    private StatusListJwt() {}

    /** @throws vn.khue.pki.PkiException where the key cannot be used */
    public static String sign(StatusListToken token, BareKey key, Kid kid) {
        ObjectNode payload = CompactJws.object()
                .put("sub", token.uri())
                .put("iat", token.issuedAt().getEpochSecond());
        token.expires().ifPresent(end -> payload.put("exp", end.getEpochSecond()));
        token.ttl().ifPresent(ttl -> payload.put("ttl", ttl.toSeconds()));
        payload.putObject("status_list")
                .put("bits", token.list().bits())
                .put(
                        "lst",
                        Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(token.list().compress()));
        return CompactJws.sign(key, Optional.of(kid), StatusListToken.JWT_TYPE, payload);
    }

    /** @throws EcardException fault STRUCTURE where it is none */
    public static Unverified read(String jwt) {
        CompactJws message = CompactJws.read(jwt, StatusListToken.JWT_TYPE, StatusListToken.MOST_BYTES);
        JsonNode claims = message.payload();
        return new Unverified(
                message,
                new StatusListToken(
                        claims.path("sub").asString(""),
                        Instant.ofEpochSecond(seconds(claims.path("iat"))),
                        claims.has("exp")
                                ? Optional.of(Instant.ofEpochSecond(seconds(claims.get("exp"))))
                                : Optional.empty(),
                        claims.has("ttl")
                                ? Optional.of(Duration.ofSeconds(seconds(claims.get("ttl"))))
                                : Optional.empty(),
                        list(claims.path("status_list"))));
    }

    /**
     * A list alone: {"bits": n, "lst": base64url of zlib} (section 4.2).
     *
     * @throws EcardException fault STRUCTURE where it is none
     */
    static StatusList list(JsonNode node) {
        if (!node.path("bits").isInt() || !node.path("lst").isString()) {
            throw other("bits and lst");
        }
        try {
            return StatusList.compressed(
                    node.get("bits").intValue(),
                    Base64.getUrlDecoder().decode(node.get("lst").stringValue()));
        } catch (IllegalArgumentException e) {
            throw other("base64url");
        }
    }

    private static long seconds(JsonNode node) {
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw other("whole seconds");
        }
        long seconds = node.longValue();
        if (seconds < 0 || seconds > LAST_SECOND) {
            throw other("seconds between 1970 and 9999");
        }
        return seconds;
    }

    private static EcardException other(String expected) {
        return new EcardException(Fault.STRUCTURE, "status list: " + expected + " expected, found something else");
    }
}
