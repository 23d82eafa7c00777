package vn.khue.sso.guardianship;

import static vn.khue.sso.guardianship.ActingRefusal.DIRECTORY_AWAY;
import static vn.khue.sso.guardianship.ActingRefusal.LEVEL_TOO_LOW;
import static vn.khue.sso.guardianship.ActingRefusal.NOT_A_PERSON;
import static vn.khue.sso.guardianship.ActingRefusal.NO_SUCH_APP;
import static vn.khue.sso.guardianship.ActingRefusal.OTHER_CLIENT;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.keycloak.OAuth2Constants;
import org.keycloak.OAuthErrorException;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.TokenExchangeContext;
import org.keycloak.protocol.oidc.TokenExchangeProvider;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.AccessTokenResponse;
import org.keycloak.services.CorsErrorResponseException;
import org.keycloak.services.Urls;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.services.managers.UserSessionManager;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.Standing;
import vn.khue.sso.apps.AppUse;

/**
 * Token exchange (RFC 8693) of a guardian's own access token for one that says "this guardian, for this child, in this app, for a
 * moment": {@code requested_subject} is the child's Khuê id, {@code audience} one app, {@code scope} what is to be done. Handles exactly
 * the requests with {@code requested_subject}, which Keycloak's own exchange refuses.
 *
 * <p>The child's session that Keycloak needs for introspection and userinfo belongs to no browser and has no refresh token.
 */
final class ActingExchange implements TokenExchangeProvider {

    /** What the log learns besides: Khuê id of the child, and the app with the scopes. */
    private static final String CHILD_DETAIL = "khue_child";

    private static final String SCOPES_DETAIL = "khue_scopes";
    private static final String ACCEPTED = "khue.app.on-behalf-scopes";
    /** As in the realm's acr.loa.map: a guardian acts with a password's sureness at the most. */
    private static final String LEVEL_PASSWORD = "2";

    private static final Set<String> LEVELS_ENOUGH = Set.of("password", "mfa", "sign");

    private final KeycloakSession session;
    private final ActingRights rights = new ActingRights();

    ActingExchange(KeycloakSession session) {
        this.session = session;
    }

    /** One request and everybody in it. */
    private record Parties(Standing guardian, Standing child, ClientModel app, UserSessionModel session) {}

    @Override
    public boolean supports(TokenExchangeContext exchange) {
        return exchange.getFormParams().getFirst(OAuth2Constants.REQUESTED_SUBJECT) != null;
    }

    @Override
    public Response exchange(TokenExchangeContext exchange) {
        UUID child = wellFormed(exchange);
        exchange.getEvent()
                .detail(CHILD_DETAIL, child.toString())
                .detail(
                        SCOPES_DETAIL,
                        inApp(exchange, Optional.ofNullable(exchange.getParams().getScope())));
        try {
            Parties parties = parties(exchange, child);
            FamilyOffice office = FamilyOffice.of(session);
            ActingOutcome outcome = rights.decide(new ActingRequest(
                    parties.guardian(),
                    parties.child(),
                    office.ages().bandOf(parties.child()),
                    office.ages().isMinor(parties.child()),
                    asked(exchange),
                    accepted(parties.app()),
                    AppUse.of(session).mayFor(parties.app(), child)));
            if (outcome instanceof ActingOutcome.Refused refused) {
                throw refused(exchange, refused.reason());
            }
            return issue(exchange, parties, ((ActingOutcome.Granted) outcome).scopes());
        } catch (DirectoryException e) {
            throw refused(exchange, DIRECTORY_AWAY);
        }
    }

    private UUID wellFormed(TokenExchangeContext exchange) {
        TokenExchangeContext.Params asked = exchange.getParams();
        boolean good = OAuth2Constants.ACCESS_TOKEN_TYPE.equals(asked.getSubjectTokenType())
                && asked.getSubjectToken() != null
                && (asked.getRequestedTokenType() == null
                        || OAuth2Constants.ACCESS_TOKEN_TYPE.equals(asked.getRequestedTokenType()))
                && asked.getActorToken() == null
                && asked.getSubjectIssuer() == null
                && (asked.getResource() == null || asked.getResource().isEmpty())
                && asked.getAudience() != null
                && asked.getAudience().size() == 1;
        try {
            UUID child = UUID.fromString(exchange.getFormParams().getFirst(OAuth2Constants.REQUESTED_SUBJECT));
            if (good) {
                return child;
            }
        } catch (IllegalArgumentException e) {
            // No id: refused like every other form.
        }
        exchange.getEvent().error(Errors.INVALID_REQUEST);
        throw new CorsErrorResponseException(
                exchange.getCors(),
                OAuthErrorException.INVALID_REQUEST,
                "expected subject_token with subject_token_type access_token, one audience, and requested_subject as the child's id",
                Response.Status.BAD_REQUEST);
    }

    private Parties parties(TokenExchangeContext exchange, UUID child) {
        FamilyOffice office = FamilyOffice.of(session);
        ClientModel portal = exchange.getClient();
        if (portal.isPublicClient() || !office.isPortal(portal.getClientId())) {
            throw refused(exchange, OTHER_CLIENT);
        }
        var guardian = AuthenticationManager.verifyIdentityToken(
                session,
                exchange.getRealm(),
                session.getContext().getUri(),
                exchange.getClientConnection(),
                true,
                true,
                null,
                false,
                exchange.getParams().getSubjectToken(),
                exchange.getHeaders(),
                verifier -> {});
        if (guardian == null) {
            exchange.getEvent().error(Errors.INVALID_TOKEN);
            throw new CorsErrorResponseException(
                    exchange.getCors(),
                    OAuthErrorException.INVALID_REQUEST,
                    "subject_token is not valid",
                    Response.Status.BAD_REQUEST);
        }
        exchange.getEvent().user(guardian.user()).session(guardian.session());
        AccessToken token = guardian.token();
        if (!portal.getClientId().equals(token.getIssuedFor())) {
            throw refused(exchange, OTHER_CLIENT);
        }
        // Nobody acts for somebody by way of a third.
        if (guardian.session() == null || ActingNote.of(guardian.session()).isPresent()) {
            throw refused(exchange, NOT_A_PERSON);
        }
        if (!LEVELS_ENOUGH.contains(Optional.ofNullable(token.getAcr()).orElse(""))) {
            throw refused(exchange, LEVEL_TOO_LOW);
        }
        ClientModel app = exchange.getRealm()
                .getClientByClientId(exchange.getParams().getAudience().get(0));
        if (app == null || !app.isEnabled() || !OIDCLoginProtocol.LOGIN_PROTOCOL.equals(app.getProtocol())) {
            throw refused(exchange, NO_SUCH_APP);
        }
        Optional<Standing> acting = FamilyOffice.khueId(guardian.user()).flatMap(office::standing);
        Optional<Standing> subject = office.standing(child);
        if (acting.isEmpty() || subject.isEmpty()) {
            throw refused(exchange, NOT_A_PERSON);
        }
        return new Parties(acting.get(), subject.get(), app, guardian.session());
    }

    /** As the log names it: the app, and what is done there. */
    private static String inApp(TokenExchangeContext exchange, Optional<String> scope) {
        return (exchange.getParams().getAudience().get(0) + " " + scope.orElse("")).strip();
    }

    private static Optional<Set<ActingScope>> asked(TokenExchangeContext exchange) {
        return Optional.ofNullable(exchange.getParams().getScope())
                .filter(text -> !text.isBlank())
                .map(text ->
                        ActingScope.all(text).orElseThrow(() -> refused(exchange, ActingRefusal.SCOPE_NOT_GRANTED)));
    }

    private static Set<ActingScope> accepted(ClientModel app) {
        return Optional.ofNullable(app.getAttribute(ACCEPTED))
                .filter(text -> !text.isBlank())
                .flatMap(ActingScope::all)
                .orElse(Set.of());
    }

    private Response issue(TokenExchangeContext exchange, Parties parties, Set<ActingScope> scopes) {
        RealmModel realm = exchange.getRealm();
        EventBuilder event = exchange.getEvent();
        UserModel child = session.users()
                .getUserByUsername(realm, parties.child().person().uid());
        if (child == null || !child.isEnabled()) {
            throw refused(exchange, ActingRefusal.CHILD_NOT_ACTIVE);
        }
        ClientModel portal = exchange.getClient();
        try {
            session.getContext().setClient(parties.app());
            ClientSessionContext context = opened(exchange, parties, child);
            var tokens = ((TokenManager) exchange.getTokenManager())
                    .responseBuilder(
                            realm,
                            parties.app(),
                            event,
                            session,
                            context.getClientSession().getUserSession(),
                            context)
                    .generateAccessToken();
            AccessToken token = tokens.getAccessToken();
            token.setScope(ActingScope.text(scopes));
            token.audience(parties.app().getClientId());
            FamilyOffice office = FamilyOffice.of(session);
            long longest = office.now().plus(office.policy().actingToken()).getEpochSecond();
            token.exp(Math.min(Optional.ofNullable(token.getExp()).orElse(longest), longest));
            AccessTokenResponse answer = tokens.build();
            answer.setScope(token.getScope());
            answer.setOtherClaims(OAuth2Constants.ISSUED_TOKEN_TYPE, OAuth2Constants.ACCESS_TOKEN_TYPE);
            // The act is the guardian's, whatever the builder noted.
            event.user(parties.session().getUser())
                    .session(parties.session())
                    .client(portal)
                    .detail(Details.AUDIENCE, parties.app().getClientId())
                    .detail(SCOPES_DETAIL, inApp(exchange, Optional.of(token.getScope())))
                    .success();
            return exchange.getCors().add(Response.ok(answer, MediaType.APPLICATION_JSON_TYPE));
        } finally {
            session.getContext().setClient(portal);
        }
    }

    private ClientSessionContext opened(TokenExchangeContext exchange, Parties parties, UserModel child) {
        RealmModel realm = exchange.getRealm();
        UserSessionModel opened = new UserSessionManager(session)
                .createUserSession(
                        realm,
                        child,
                        child.getUsername(),
                        exchange.getClientConnection().getRemoteHost(),
                        "khue-guardian",
                        false,
                        null,
                        null);
        opened.setNote(ActingNote.NAME, parties.guardian().person().id().toString());
        var login = new AuthenticationSessionManager(session)
                .createAuthenticationSession(realm, false)
                .createAuthenticationSession(parties.app());
        login.setAuthenticatedUser(child);
        login.setProtocol(OIDCLoginProtocol.LOGIN_PROTOCOL);
        login.setClientNote(
                OIDCLoginProtocol.ISSUER,
                Urls.realmIssuer(session.getContext().getUri().getBaseUri(), realm.getName()));
        AuthenticationManager.setClientScopesInSession(session, login);
        ClientSessionContext context = TokenManager.attachAuthenticationSession(session, opened, login);
        context.getClientSession().setNote(Constants.LEVEL_OF_AUTHENTICATION, LEVEL_PASSWORD);
        context.setAttribute(Constants.GRANT_TYPE, OAuth2Constants.TOKEN_EXCHANGE_GRANT_TYPE);
        opened.setState(UserSessionModel.State.LOGGED_IN);
        return context;
    }

    /** One answer to most refusals, so that nobody learns whose child somebody is; the reason goes to the log. */
    private static CorsErrorResponseException refused(TokenExchangeContext exchange, ActingRefusal reason) {
        exchange.getEvent().error(reason.name().toLowerCase(Locale.ROOT));
        return switch (reason) {
            case DIRECTORY_AWAY ->
                answer(exchange, OAuthErrorException.TEMPORARILY_UNAVAILABLE, Response.Status.SERVICE_UNAVAILABLE);
            case OTHER_CLIENT -> answer(exchange, OAuthErrorException.UNAUTHORIZED_CLIENT, Response.Status.FORBIDDEN);
            case SCOPE_NOT_GRANTED -> answer(exchange, OAuthErrorException.INVALID_SCOPE, Response.Status.BAD_REQUEST);
            default -> answer(exchange, OAuthErrorException.ACCESS_DENIED, Response.Status.FORBIDDEN);
        };
    }

    private static CorsErrorResponseException answer(
            TokenExchangeContext exchange, String error, Response.Status status) {
        return new CorsErrorResponseException(exchange.getCors(), error, "not granted", status);
    }

    @Override
    public void close() {}
}
