package vn.khue.web.credential;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import vn.khue.web.login.GateClient;
import vn.khue.web.login.LoginRequests;
import vn.khue.web.login.SignedInPerson;

/**
 * A person's own sign-in: what there is to change, the way to the gate, and back. Who may change what is the gate's to say: it asks
 * for a second factor before it makes a further one, and refuses whoever has none.
 */
@Controller
public final class SignInSecurityController {

    private static final String PAGE = "/sign-in-security";
    private static final String CALLBACK = PAGE + "/changed";
    private static final Set<String> KNOWN_METHODS = Set.of("pwd", "otp", "hwk");

    private final GateClient client;
    private final Optional<String> publicUrl;
    private final LoginRequests underWay = new LoginRequests("credential");

    /** @param publicUrl where browsers find the app; taken from each request if empty */
    public SignInSecurityController(GateClient client, Optional<String> publicUrl) {
        this.client = client;
        this.publicUrl = publicUrl;
    }

    @GetMapping(PAGE)
    String show(@AuthenticationPrincipal OidcUser user, Model model) {
        List<String> methods =
                Optional.ofNullable(user.getClaimAsStringList("amr")).orElse(List.of());
        model.addAttribute("since", user.getAuthenticatedAt());
        model.addAttribute(
                "methods", methods.stream().filter(KNOWN_METHODS::contains).toList());
        return "khue/sign-in-security";
    }

    @PostMapping(PAGE + "/{change}")
    String start(
            SignedInPerson person,
            @PathVariable("change") String word,
            Locale language,
            HttpServletRequest request,
            HttpServletResponse response) {
        CredentialChange change =
                CredentialChange.of(word).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        OAuth2AuthorizationRequest asked =
                ChangeRequest.make(client.registration(), callback(), person, language, change);
        underWay.saveAuthorizationRequest(asked, request, response);
        return "redirect:" + asked.getAuthorizationRequestUri();
    }

    /** The outcome goes by the session: an address that says "changed" would say so to whoever follows a stranger's link. */
    @GetMapping(CALLBACK)
    String back(
            @RequestParam(name = "kc_action_status", required = false) String status,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes attributes) {
        OAuth2AuthorizationRequest asked = underWay.removeAuthorizationRequest(request, response);
        if (asked != null) {
            attributes.addFlashAttribute(
                    "outcome", new ChangeOutcome(asked.getAttribute(ChangeRequest.CHANGE), "success".equals(status)));
        }
        return "redirect:" + PAGE;
    }

    private String callback() {
        return publicUrl.orElseGet(() ->
                        ServletUriComponentsBuilder.fromCurrentContextPath().toUriString())
                + CALLBACK;
    }
}
