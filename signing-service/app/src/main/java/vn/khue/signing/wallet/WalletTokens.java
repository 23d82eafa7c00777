package vn.khue.signing.wallet;

import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;
import vn.khue.signing.rights.BadgeLogin;
import vn.khue.web.login.GateTokens;

/**
 * Judges the access token of a wallet (RFC 6750): of the gate, in time, for this issuer, with our scope. One that is bound to a key (RFC 9449,
 * RFC 8705) is refused, since the binding is not proven here. Thread-safe.
 */
@Component
class WalletTokens {
    private static final Pattern BEARER = Pattern.compile("(?i)Bearer ([A-Za-z0-9._~+/-]{1,16000}=*)");

    private final GateTokens gate;
    private final WalletAddresses addresses;

    WalletTokens(GateTokens gate, WalletAddresses addresses) {
        this.gate = gate;
        this.addresses = addresses;
    }

    /**
     * @param authorization the header
     * @throws WalletException TOKEN_MISSING, INVALID_TOKEN or INSUFFICIENT_SCOPE
     * @throws vn.khue.web.login.GateUnreachableException where the gate's keys cannot be had
     */
    WalletToken judge(Optional<String> authorization) {
        String header = authorization.orElseThrow(
                () -> new WalletException(WalletError.TOKEN_MISSING, "an access token of the gate expected"));
        var bearer = BEARER.matcher(header);
        if (!bearer.matches()) {
            throw invalid("a bearer token expected");
        }
        Jwt token = read(bearer.group(1));
        if (token.getAudience() == null || !token.getAudience().contains(addresses.issuer())) {
            throw invalid("a token for this issuer expected");
        }
        if (token.hasClaim("cnf")) {
            throw invalid("a token that is bound to no key expected");
        }
        if (BadgeLogin.ACR.equals(token.getClaim("acr"))) {
            throw invalid("a token of a login by password, not by badge, expected");
        }
        String scope = token.getClaim("scope") instanceof String text ? text : "";
        if (!Arrays.asList(scope.split(" ")).contains(WalletAddresses.SCOPE)) {
            throw new WalletException(
                    WalletError.INSUFFICIENT_SCOPE, "the scope " + WalletAddresses.SCOPE + " expected");
        }
        return new WalletToken(
                id(token, "khue_id").orElseThrow(() -> invalid("a token of a person expected")),
                token.getClaim("azp") instanceof String client ? Optional.of(client) : Optional.empty(),
                id(token, "khue_wallet_offer"));
    }

    private Jwt read(String token) {
        try {
            return gate.accessToken(token);
        } catch (JwtException e) {
            throw invalid("a token of the gate that has not ended expected");
        }
    }

    private static Optional<UUID> id(Jwt token, String claim) {
        try {
            return token.getClaim(claim) instanceof String text ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            throw invalid("ids in the token expected");
        }
    }

    private static WalletException invalid(String why) {
        return new WalletException(WalletError.INVALID_TOKEN, why);
    }
}
