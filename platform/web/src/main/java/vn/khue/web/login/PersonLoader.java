package vn.khue.web.login;

import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** Accepts a login only if its ID token tells who the person is, and with which rights; asks the gate nothing more. */
public final class PersonLoader implements OAuth2UserService<OidcUserRequest, OidcUser> {
    /** Error code of a login whose rights nobody knows now, because the gate could not ask the directory. */
    public static final String RIGHTS_UNKNOWN = "khue_rights_unknown";

    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        if (!tellsRights(request.getIdToken())) {
            throw new OAuth2AuthenticationException(new OAuth2Error(RIGHTS_UNKNOWN));
        }
        try {
            return person(request.getIdToken());
        } catch (IllegalArgumentException e) {
            throw new OAuth2AuthenticationException(
                    new OAuth2Error("khue_claims_missing", e.getMessage(), null), e.getMessage(), e);
        }
    }

    /** Whoever has no rights is told so by an empty list; a missing one is no answer. */
    static boolean tellsRights(OidcIdToken token) {
        return token.hasClaim("khue_role");
    }

    /** @throws IllegalArgumentException if a claim that every person has is missing or malformed */
    static OidcUser person(OidcIdToken token) {
        SignedInPerson person = SignedInPersons.read(token);
        return new DefaultOidcUser(
                person.roles().stream().map(SimpleGrantedAuthority::new).toList(), token, "khue_id");
    }
}
