package vn.khue.sso.card;

import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;

/** Tells a page where cards are presented; a page that is not told shows no link. */
public final class CardOffer {
    /** Scheme, host and port, or nothing for the page's own address; missing where cards are off. */
    private static final String ATTRIBUTE = "khueCard";

    private CardOffer() {}

    public static LoginFormsProvider on(KeycloakSession session, LoginFormsProvider form) {
        CardOffice.of(session).address().ifPresent(address -> form.setAttribute(ATTRIBUTE, address));
        return form;
    }
}
