package vn.khue.sso.wallet;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.keycloak.OAuth2Constants;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.Constants;
import org.keycloak.models.SingleUseObjectProvider;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.protocol.oidc.grants.OAuth2GrantTypeBase;
import org.keycloak.representations.AccessTokenResponse;
import org.keycloak.services.CorsErrorResponseException;
import org.keycloak.services.Urls;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.services.managers.UserSessionManager;
import vn.khue.sso.guardianship.FamilyOffice;

/**
 * Exchanges an offer of a card and the code that was told apart from it for an access token (OpenID4VCI 1.0 sections 3.5 and 6.1). An offer is
 * good once; its code may be typed a few times, right or wrong, wherever that is tried. The token is good for the card alone: one audience, one
 * scope, no refresh token, and a session that belongs to no browser.
 */
final class PreAuthorizedGrant extends OAuth2GrantTypeBase {
    static final String TYPE = "urn:ietf:params:oauth:grant-type:pre-authorized_code";

    /** Told to the token by a mapper of the scope. */
    private static final String OFFER_NOTE = "khue_wallet_offer";

    private static final String CODE = "pre-authorized_code";
    private static final String TX_CODE = "tx_code";
    private static final String USED = "khue-wallet-used:";
    private static final String TRY = "khue-wallet-try:";
    /** Nobody was recognised here: the least of the realm's levels. */
    private static final String LEVEL = "1";

    private static final Duration MARGIN = Duration.ofMinutes(1);

    @Override
    public EventType getEventType() {
        return EventType.CODE_TO_TOKEN;
    }

    @Override
    public Set<String> getTokenParameterNames() {
        return Set.of();
    }

    @Override
    public Response process(Context asked) {
        setContext(asked);
        WalletOffice office = WalletOffice.of(session);
        event.detail("grant_type", TYPE);
        ClientModel wallet = wallet(office);
        PreAuthorizedCode offer = offer(office);
        take(office, offer);
        UserModel person = session.users().getUserByUsername(realm, offer.uid());
        if (person == null
                || !person.isEnabled()
                || !FamilyOffice.khueId(person).equals(Optional.of(offer.person()))) {
            throw refused(WalletRefusal.PERSON_NOT_ACTIVE);
        }
        event.user(person);
        ClientSessionContext opened = opened(office, offer, wallet, person);
        UserSessionModel login = opened.getClientSession().getUserSession();
        event.session(login);
        AccessTokenResponse answer = tokenManager
                .responseBuilder(realm, wallet, event, session, login, opened)
                .generateAccessToken()
                .build();
        event.success();
        return cors.add(Response.ok(answer, MediaType.APPLICATION_JSON_TYPE));
    }

    /** A wallet need not say which client it is (section 6.1); where it does, it is that of wallets. */
    private ClientModel wallet(WalletOffice office) {
        String named = formParams.getFirst(OAuth2Constants.CLIENT_ID);
        ClientModel wallet = realm.getClientByClientId(office.client());
        if (wallet == null || !wallet.isEnabled() || named != null && !named.equals(office.client())) {
            throw refused(WalletRefusal.OTHER_CLIENT);
        }
        session.getContext().setClient(wallet);
        event.client(wallet);
        return wallet;
    }

    private PreAuthorizedCode offer(WalletOffice office) {
        String code = Optional.ofNullable(formParams.getFirst(CODE))
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> refused(WalletRefusal.CODE_MISSING));
        PreAuthorizedCode offer = office.read(code).orElseThrow(() -> refused(WalletRefusal.CODE_FORGED));
        if (!offer.end().isAfter(office.now())) {
            throw refused(WalletRefusal.CODE_EXPIRED);
        }
        return offer;
    }

    /** Each try takes its place before it is looked at, so that no more are made at once than one after another. */
    private void take(WalletOffice office, PreAuthorizedCode offer) {
        String typed = Optional.ofNullable(formParams.getFirst(TX_CODE))
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> refused(WalletRefusal.TX_CODE_MISSING));
        SingleUseObjectProvider once = session.singleUseObjects();
        long kept = Duration.between(office.now(), offer.end()).plus(MARGIN).toSeconds();
        int tried = 0;
        while (tried < office.tries() && !once.putIfAbsent(TRY + offer.offer() + ':' + tried, kept)) {
            tried++;
        }
        if (tried == office.tries()) {
            throw refused(WalletRefusal.TOO_MANY_TRIES);
        }
        if (!office.fits(offer, typed)) {
            throw refused(WalletRefusal.TX_CODE_WRONG);
        }
        if (!once.putIfAbsent(USED + offer.offer(), kept)) {
            throw refused(WalletRefusal.CODE_USED);
        }
    }

    private ClientSessionContext opened(
            WalletOffice office, PreAuthorizedCode offer, ClientModel wallet, UserModel person) {
        UserSessionModel opened = new UserSessionManager(session)
                .createUserSession(
                        realm,
                        person,
                        person.getUsername(),
                        clientConnection.getRemoteHost(),
                        "khue-wallet",
                        false,
                        null,
                        null);
        opened.setNote(OFFER_NOTE, offer.offer().toString());
        var login = new AuthenticationSessionManager(session)
                .createAuthenticationSession(realm, false)
                .createAuthenticationSession(wallet);
        login.setAuthenticatedUser(person);
        login.setProtocol(OIDCLoginProtocol.LOGIN_PROTOCOL);
        login.setClientNote(
                OIDCLoginProtocol.ISSUER,
                Urls.realmIssuer(session.getContext().getUri().getBaseUri(), realm.getName()));
        login.setClientNote(OIDCLoginProtocol.SCOPE_PARAM, office.scope());
        AuthenticationManager.setClientScopesInSession(session, login);
        ClientSessionContext context = TokenManager.attachAuthenticationSession(session, opened, login);
        context.getClientSession().setNote(Constants.LEVEL_OF_AUTHENTICATION, LEVEL);
        context.setAttribute(Constants.GRANT_TYPE, TYPE);
        opened.setState(UserSessionModel.State.LOGGED_IN);
        return context;
    }

    private CorsErrorResponseException refused(WalletRefusal reason) {
        event.error(reason.name().toLowerCase(Locale.ROOT));
        return new CorsErrorResponseException(cors, reason.error(), reason.description(), Response.Status.BAD_REQUEST);
    }
}
