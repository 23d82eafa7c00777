package vn.khue.web.stepup;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/**
 * Judges the ID token of a step-up (OpenID Connect Core 1.0, 3.1.3.7). The address that led to the gate was in the
 * browser's hands, so nothing in it counts: {@code acr_values} may have been edited away. Only the signed token counts.
 * Immutable.
 */
final class TokenJudge {

    private static final String STRONG = "sign";

    private final Clock clock;
    private final Duration skew;

    TokenJudge(Clock clock, Duration skew) {
        this.clock = clock;
        this.skew = skew;
    }

    /** @param decoder checks signature, issuer, audience and times */
    Proof judge(String token, JwtDecoder decoder, Expectation expected) {
        Jwt read;
        try {
            read = decoder.decode(token);
        } catch (JwtException forged) {
            return new Proof.Unproven(Refusal.BAD_TOKEN);
        }
        if (!same(expected.nonce(), read.getClaimAsString("nonce"))) {
            return new Proof.Unproven(Refusal.BAD_TOKEN);
        }
        if (!expected.khueId().toString().equals(read.getClaimAsString("khue_id"))
                || !expected.subject().equals(read.getSubject())) {
            return new Proof.Unproven(Refusal.OTHER_PERSON);
        }
        if (!STRONG.equals(read.getClaimAsString("acr"))) {
            return new Proof.Unproven(Refusal.TOO_WEAK);
        }
        if (!(read.getClaim("auth_time") instanceof Number seconds)) {
            return new Proof.Unproven(Refusal.STALE);
        }
        Instant authenticated = Instant.ofEpochSecond(seconds.longValue());
        boolean fresh = !authenticated.isBefore(expected.asked().minus(skew))
                && !authenticated.isAfter(clock.instant().plus(skew));
        return fresh ? new Proof.Proven(authenticated, methods(read)) : new Proof.Unproven(Refusal.STALE);
    }

    private static List<String> methods(Jwt token) {
        List<String> methods = token.getClaimAsStringList("amr");
        return methods == null
                ? List.of()
                : methods.stream()
                        .filter(each -> each.matches("[A-Za-z0-9_-]{1,32}"))
                        .limit(5)
                        .toList();
    }

    private static boolean same(String expected, String found) {
        return found != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), found.getBytes(StandardCharsets.UTF_8));
    }
}
