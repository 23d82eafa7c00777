package vn.khue.web.security;

import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;

/**
 * What a session keeps of its tokens: until when the rights in it hold, and what to ask for newer ones with. The access token
 * itself is forgotten, but in an app that asks others in the person's name.
 */
final class KeptTokens implements Serializable {

    /** Attribute of the session. */
    static final String ATTRIBUTE = KeptTokens.class.getName();

    /** Rights are not to run out while a request is on its way. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    @Serial
    private static final long serialVersionUID = 1L;

    private final String refreshToken;
    private final String accessToken;
    private final Instant until;

    private KeptTokens(String refreshToken, String accessToken, Instant until) {
        this.refreshToken = refreshToken;
        this.accessToken = accessToken;
        this.until = until;
    }

    /**
     * A token without an end would never be asked about again: its rights are over at once.
     *
     * @param keepAccess whether the access token is kept too
     */
    static KeptTokens of(OAuth2AccessToken access, OAuth2RefreshToken refresh, boolean keepAccess) {
        return new KeptTokens(
                refresh == null ? null : refresh.getTokenValue(),
                keepAccess ? access.getTokenValue() : null,
                access.getExpiresAt() == null ? Instant.EPOCH : access.getExpiresAt());
    }

    /** Nothing holds; the next request asks again. */
    static KeptTokens over(OAuth2RefreshToken refresh) {
        return new KeptTokens(refresh == null ? null : refresh.getTokenValue(), null, Instant.EPOCH);
    }

    /** The same, with nothing that holds: the next request asks again. */
    KeptTokens refused() {
        return new KeptTokens(refreshToken, null, Instant.EPOCH);
    }

    Optional<String> accessToken() {
        return Optional.ofNullable(accessToken);
    }

    Optional<String> refreshToken() {
        return Optional.ofNullable(refreshToken);
    }

    boolean over(Instant now) {
        return !now.isBefore(until.minus(MARGIN));
    }
}
