package vn.khue.web.stepup;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.servlet.view.RedirectView;
import vn.khue.audit.event.EventKind;
import vn.khue.web.login.LoginRequests;
import vn.khue.web.login.SignedInPerson;
import vn.khue.web.problem.RefusalListener;

/** The two addresses of a step-up in the browser: away to the gate, and back. */
@Controller
public final class StepUpController {

    private final StepUpFlow flow;
    private final AuthorisationStore store;
    private final Optional<String> publicUrl;
    private final RefusalListener refusals;
    private final LoginRequests underWay = new LoginRequests("step-up");

    StepUpController(StepUpFlow flow, AuthorisationStore store, Optional<String> publicUrl, RefusalListener refusals) {
        this.refusals = refusals;
        this.flow = flow;
        this.store = store;
        this.publicUrl = publicUrl;
    }

    @PostMapping("/step-up/{id}")
    RedirectView start(
            SignedInPerson person,
            @PathVariable("id") UUID id,
            Locale language,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<Authorisation> begun = flow.pending(person, id);
        if (begun.isEmpty()) {
            return again(person, id);
        }
        Authorisation pending = begun.get();
        OAuth2AuthorizationRequest authorization = flow.request(person, pending, language, callback());
        underWay.saveAuthorizationRequest(authorization, request, response);
        return redirect(authorization.getAuthorizationRequestUri());
    }

    @GetMapping(StepUpFlow.CALLBACK)
    RedirectView back(
            SignedInPerson person,
            @AuthenticationPrincipal OidcUser user,
            @RequestParam(name = "code", required = false) String code,
            @RequestParam(name = "error", required = false) String error,
            HttpServletRequest request,
            HttpServletResponse response) {
        OAuth2AuthorizationRequest asked = underWay.removeAuthorizationRequest(request, response);
        if (asked == null || (code == null && error == null)) {
            refusals.refused(
                    EventKind.STEP_UP_FAILED, Refusal.STRANGE_ANSWER.name().toLowerCase(Locale.ROOT), request);
            throw new StepUpRefusedException(Refusal.STRANGE_ANSWER);
        }
        OAuth2AuthorizationResponse answer = code == null
                ? OAuth2AuthorizationResponse.error(error)
                        .state(asked.getState())
                        .redirectUri(asked.getRedirectUri())
                        .build()
                : OAuth2AuthorizationResponse.success(code)
                        .state(asked.getState())
                        .redirectUri(asked.getRedirectUri())
                        .build();
        UUID id = asked.getAttribute(StepUpRequest.AUTHORISATION);
        Proof proof = flow.complete(person, user.getSubject(), asked, answer, request);
        String returnTo = store.find(id)
                .map(Authorisation::returnTo)
                .orElseThrow(() -> new StepUpRefusedException(Refusal.UNKNOWN));
        // More rights than before in this session: an id that leaked before is worth nothing now.
        request.changeSessionId();
        return redirect(with(returnTo, outcome(id, proof)));
    }

    /** The sheet was open for too long, or was pressed twice: its own page shows a new one and says why. */
    private RedirectView again(SignedInPerson person, UUID id) {
        Authorisation late = store.find(id)
                .filter(found -> found.person().equals(person.khueId()))
                .orElseThrow(() -> new StepUpRefusedException(Refusal.EXPIRED));
        Refusal reason = late.state() == Authorisation.State.PENDING ? Refusal.EXPIRED : Refusal.ALREADY_USED;
        return redirect(with(late.returnTo(), "refused=" + reason.word()));
    }

    private static String with(String address, String parameter) {
        return address + (address.indexOf('?') < 0 ? '?' : '&') + parameter;
    }

    private static String outcome(UUID id, Proof proof) {
        return proof instanceof Proof.Unproven unproven
                ? "refused=" + unproven.reason().word()
                : "authorisation=" + id;
    }

    private String callback() {
        return publicUrl.orElseGet(() ->
                        ServletUriComponentsBuilder.fromCurrentContextPath().toUriString())
                + StepUpFlow.CALLBACK;
    }

    private static RedirectView redirect(String to) {
        RedirectView view = new RedirectView(to, false, false, false);
        view.setExpandUriTemplateVariables(false);
        return view;
    }
}
