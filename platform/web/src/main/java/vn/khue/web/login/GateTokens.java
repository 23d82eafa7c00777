package vn.khue.web.login;

import java.time.Clock;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestTemplate;

/**
 * Judges the gate's tokens: signature by a key of the gate (asymmetric algorithms only, so that no secret of ours can
 * forge one), issuer, audience, times. Keys are fetched when first needed and again when an unknown one turns up. Safe for
 * concurrent use.
 */
public final class GateTokens implements JwtDecoderFactory<ClientRegistration> {

    private static final Set<SignatureAlgorithm> ALGORITHMS = Set.of(
            SignatureAlgorithm.RS256, SignatureAlgorithm.PS256, SignatureAlgorithm.ES256, SignatureAlgorithm.ES384);

    private final Gate gate;
    private final Clock clock;
    private final AtomicReference<JwtDecoder> idTokens = new AtomicReference<>();
    private final AtomicReference<JwtDecoder> accessTokens = new AtomicReference<>();
    private final AtomicReference<JwtDecoder> logoutTokens = new AtomicReference<>();

    public GateTokens(Gate gate, Clock clock) {
        this.gate = gate;
        this.clock = clock;
    }

    /** For ID tokens (OpenID Connect Core 1.0, 3.1.3.7); the nonce and {@code acr} are the caller's to check. */
    @Override
    public JwtDecoder createDecoder(ClientRegistration registration) {
        return kept(idTokens, () -> {
            OidcIdTokenValidator idToken = new OidcIdTokenValidator(registration);
            idToken.setClock(clock);
            return decoder(idToken);
        });
    }

    /**
     * For access tokens (RFC 9068 in spirit); audience and rights are the caller's to check.
     *
     * @throws JwtException if it is not a valid token of this gate
     * @throws GateUnreachableException if the gate was never reached and cannot be now
     */
    public Jwt accessToken(String token) {
        return kept(
                        accessTokens,
                        () -> decoder(new JwtIssuerValidator(gate.issuer().toString())))
                .decode(token);
    }

    /**
     * For logout tokens: signature, issuer, times and type (OpenID Connect Back-Channel Logout 1.0, 2.6); what it says is the caller's to check.
     *
     * @throws JwtException if it is not a valid token of this gate
     * @throws GateUnreachableException if the gate was never reached and cannot be now
     */
    public Jwt logoutToken(String token) {
        return kept(logoutTokens, () -> {
                    JwtTypeValidator type = new JwtTypeValidator("JWT", "logout+jwt");
                    type.setAllowEmpty(true);
                    return decoder(new DelegatingOAuth2TokenValidator<>(
                            new JwtIssuerValidator(gate.issuer().toString()), type));
                })
                .decode(token);
    }

    private JwtDecoder decoder(OAuth2TokenValidator<Jwt> validator) {
        SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(3_000);
        requests.setReadTimeout(5_000);
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(
                        gate.endpoints().keys().toString())
                .jwsAlgorithms(algorithms -> algorithms.addAll(ALGORITHMS))
                .restOperations(new RestTemplate(requests))
                .build();
        JwtTimestampValidator times = new JwtTimestampValidator();
        times.setClock(clock);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(times, validator));
        return decoder;
    }

    private static JwtDecoder kept(AtomicReference<JwtDecoder> place, Supplier<JwtDecoder> maker) {
        JwtDecoder known = place.get();
        if (known == null) {
            known = maker.get();
            place.set(known);
        }
        return known;
    }
}
