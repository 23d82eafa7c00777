package vn.khue.signing.act;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khue.signing.authorisation.Authorisation;
import vn.khue.signing.authorisation.ItemOutcome;
import vn.khue.signing.authorisation.Purpose;
import vn.khue.signing.certificate.Credential;
import vn.khue.signing.certificate.Credentials;
import vn.khue.signing.document.Document;
import vn.khue.signing.document.DocumentStore;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPerson;

/**
 * The sheet before the step-up, the way back from it, and what came of it. The way back carries the step-up's id as the
 * parameter {@code authorisation}; it works once, so loading the page again only shows the result.
 */
@Controller
public class AuthorisationController {
    private final AuthorisedActs authorisedActs;
    private final DocumentStore documents;
    private final Credentials credentials;
    private final Clock clock;

    public AuthorisationController(
            AuthorisedActs authorisedActs, DocumentStore documents, Credentials credentials, Clock clock) {
        this.clock = clock;
        this.authorisedActs = authorisedActs;
        this.documents = documents;
        this.credentials = credentials;
    }

    /** One line of the list. {@code refusal} is the key of a text, or empty. */
    public record Line(UUID id, String title, String detail, String outcome, String refusal) {}

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
                return "redirect:/authorisations/" + id;
            } catch (SigningException late) {
                if (late.refusal() != Refusal.AUTHORISATION_EXPIRED) {
                    throw late;
                }
                over = true;
            }
        }
        if (authorisation.isPresent()) {
            authorisedActs.replayed(person, shown);
            return "redirect:/authorisations/" + id;
        }
        boolean seal = shown.purpose() == Purpose.SEAL;
        List<Line> lines = new ArrayList<>();
        shown.items()
                .forEach(item -> documents
                        .find(item.document())
                        .ifPresent(document -> lines.add(new Line(
                                item.document(),
                                document.title(),
                                detail(document),
                                item.outcome().name(),
                                item.refusal()
                                        .map(name -> words(Refusal.valueOf(name), seal))
                                        .orElse("")))));
        model.addAttribute("navTabs", List.of());
        model.addAttribute("shown", shown);
        model.addAttribute("lines", lines);
        model.addAttribute("seal", seal);
        model.addAttribute("back", seal ? "/clerk" : "/inbox");
        model.addAttribute("refused", refused.matches("[a-z-]{1,40}") ? refused : "");
        if (shown.usedAt().isPresent()) {
            model.addAttribute("done", count(shown, ItemOutcome.DONE));
            model.addAttribute("failed", shown.count() - count(shown, ItemOutcome.DONE));
            return "signing/outcome";
        }
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

    private static String words(Refusal refusal, boolean seal) {
        return refusal == Refusal.SIGNING_FAILED && seal
                ? "outcome.seal-failed"
                : "problem." + refusal.kind().code() + ".title";
    }

    private static String detail(Document document) {
        return document.notation().orElse(document.submitterName());
    }

    private static long count(Authorisation authorisation, ItemOutcome outcome) {
        return authorisation.items().stream()
                .filter(item -> item.outcome() == outcome)
                .count();
    }
}
