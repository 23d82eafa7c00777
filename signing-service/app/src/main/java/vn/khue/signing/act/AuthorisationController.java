package vn.khue.signing.act;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khue.signing.authorisation.Authorisation;
import vn.khue.signing.authorisation.Purpose;
import vn.khue.signing.certificate.Credential;
import vn.khue.signing.certificate.Credentials;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPerson;

/**
 * The sheet before the step-up, the way back from it, how far it is and what came of it. The way back carries the step-up's id as
 * the parameter {@code authorisation}; it works once, so loading the page again only shows the result.
 */
@Controller
public class AuthorisationController {
    private final AuthorisedActs authorisedActs;
    private final OutcomePage outcome;
    private final Credentials credentials;
    private final Clock clock;

    public AuthorisationController(
            AuthorisedActs authorisedActs, OutcomePage outcome, Credentials credentials, Clock clock) {
        this.clock = clock;
        this.authorisedActs = authorisedActs;
        this.outcome = outcome;
        this.credentials = credentials;
    }

    @GetMapping("/authorisations/{id}")
    public String sheet(
            ActingPerson person,
            @PathVariable UUID id,
            @RequestParam Optional<UUID> authorisation,
            @RequestParam(defaultValue = "") String refused,
            Model model,
            HttpServletResponse response) {
        Authorisation shown = authorisedActs.find(person, id);
        boolean over = shown.over(clock.instant());
        if (shown.usedAt().isEmpty() && authorisation.isPresent()) {
            try {
                authorisedActs.complete(person, id, authorisation.get());
                return back(id);
            } catch (SigningException late) {
                if (late.refusal() != Refusal.AUTHORISATION_EXPIRED) {
                    throw late;
                }
                over = true;
            }
        }
        if (authorisation.isPresent()) {
            authorisedActs.replayed(person, shown);
            return back(id);
        }
        boolean seal = shown.purpose() == Purpose.SEAL;
        model.addAttribute("navTabs", List.of());
        model.addAttribute("seal", seal);
        model.addAttribute("back", seal ? "/clerk" : "/inbox");
        if (shown.usedAt().isPresent()) {
            return outcome.show(person, shown, model);
        }
        model.addAttribute("shown", shown);
        model.addAttribute("lines", outcome.lines(shown));
        model.addAttribute("refused", refused.matches("[a-z-]{1,40}") ? refused : "");
        if (over) {
            response.setStatus(Refusal.AUTHORISATION_EXPIRED.status());
            return "signing/expired";
        }
        try {
            Credential credential =
                    seal ? credentials.ofSeal(person.unit()) : credentials.ofPerson(person.id(), person.unit());
            model.addAttribute("certificateEnds", credential.notAfter());
        } catch (SigningException none) {
            model.addAttribute("certificateEnds", null);
        }
        model.addAttribute("certificateOf", seal ? person.unitName() : person.name());
        model.addAttribute("pending", authorisedActs.begin(person, shown));
        return "signing/step-up";
    }

    @PostMapping("/authorisations/{id}/pause")
    public String pause(ActingPerson person, @PathVariable UUID id) {
        authorisedActs.pause(person, id);
        return back(id);
    }

    @PostMapping("/authorisations/{id}/resume")
    public String resume(ActingPerson person, @PathVariable UUID id) {
        authorisedActs.resume(person, id);
        return back(id);
    }

    private static String back(UUID id) {
        return "redirect:/authorisations/" + id;
    }
}
