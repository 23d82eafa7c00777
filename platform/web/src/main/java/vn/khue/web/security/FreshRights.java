package vn.khue.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;
import vn.khue.web.login.GateClient;
import vn.khue.web.login.Renewals;
import vn.khue.web.login.RenewedLogin;

/**
 * Keeps a session's rights as young as an access token: once that is over, the gate is asked for newer ones, and the session goes
 * on with what the gate says now. Where it says no, or ended the login (Back-Channel Logout 1.0), the session ends here too; where it
 * does not answer, or cannot say with which rights, nobody is signed in for this request. Sits before anything decides.
 */
final class FreshRights extends OncePerRequestFilter {

    private final Renewals renewals;
    private final EndedLogins ended;
    private final Clock clock;
    private final boolean keepAccess;
    private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

    /** @param keepAccess whether a session keeps its access token */
    FreshRights(Renewals renewals, EndedLogins ended, Clock clock, boolean keepAccess) {
        this.keepAccess = keepAccess;
        this.renewals = renewals;
        this.ended = ended;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpSession session = request.getSession(false);
        if (session != null && signedIn().isPresent()) {
            // One request at a time asks the gate: a refresh token is good for one use.
            synchronized (WebUtils.getSessionMutex(session)) {
                judge(session, request, response);
            }
        }
        chain.doFilter(request, response);
    }

    private void judge(HttpSession session, HttpServletRequest request, HttpServletResponse response) {
        // Another request of this session may have renewed it while this one waited, or ended it.
        SecurityContext newest = contexts.loadDeferredContext(request).get();
        SecurityContextHolder.setContext(newest);
        Optional<OidcUser> person = signedIn();
        if (person.isEmpty()) {
            return;
        }
        if (ended.contains(person.get().getClaimAsString("sid"))) {
            end(session);
            return;
        }
        if (session.getAttribute(KeptTokens.ATTRIBUTE) instanceof KeptTokens kept && !kept.over(clock.instant())) {
            return;
        }
        renew(session, person.get(), request, response);
    }

    private void renew(HttpSession session, OidcUser person, HttpServletRequest request, HttpServletResponse response) {
        Optional<String> token = session.getAttribute(KeptTokens.ATTRIBUTE) instanceof KeptTokens kept
                ? kept.refreshToken()
                : Optional.empty();
        RenewedLogin outcome = token.map(value -> renewals.renew(value, person)).orElseGet(RenewedLogin.Over::new);
        if (outcome instanceof RenewedLogin.Renewed renewed) {
            session.setAttribute(KeptTokens.ATTRIBUTE, KeptTokens.of(renewed.access(), renewed.refresh(), keepAccess));
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(new OAuth2AuthenticationToken(
                    renewed.person(), renewed.person().getAuthorities(), GateClient.ID));
            SecurityContextHolder.setContext(context);
            contexts.saveContext(context, request, response);
        } else if (outcome instanceof RenewedLogin.Over) {
            end(session);
        } else {
            if (outcome instanceof RenewedLogin.RightsUnknown unknown) {
                session.setAttribute(KeptTokens.ATTRIBUTE, KeptTokens.over(unknown.refresh()));
            }
            SecurityContextHolder.clearContext();
        }
    }

    private static void end(HttpSession session) {
        SecurityContextHolder.clearContext();
        session.invalidate();
    }

    private static Optional<OidcUser> signedIn() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof OidcUser user
                ? Optional.of(user)
                : Optional.empty();
    }
}
