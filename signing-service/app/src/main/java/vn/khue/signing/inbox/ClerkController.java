package vn.khue.signing.inbox;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.khue.signing.act.AuthorisedActs;
import vn.khue.signing.appearance.Images;
import vn.khue.signing.authorisation.Purpose;
import vn.khue.signing.certificate.Credentials;
import vn.khue.signing.certificate.SealCustody;
import vn.khue.signing.document.DocumentState;
import vn.khue.signing.document.DocumentStore;
import vn.khue.signing.event.Acts;
import vn.khue.signing.page.Navigation;
import vn.khue.signing.publication.Publications;
import vn.khue.signing.register.Numbering;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.signing.rights.SigningAction;

/** The clerk's desk: number, seal, publish; and the unit's register. */
@Controller
public class ClerkController {
    private static final List<DocumentState> STEPS =
            List.of(DocumentState.SIGNED, DocumentState.NUMBERED, DocumentState.SEALED);

    private final DocumentStore documents;
    private final Numbering numbering;
    private final Publications publications;
    private final AuthorisedActs authorisedActs;
    private final Credentials credentials;
    private final SealCustody custody;
    private final Images images;
    private final Navigation navigation;
    private final Acts acts;

    public ClerkController(
            DocumentStore documents,
            Numbering numbering,
            Publications publications,
            AuthorisedActs authorisedActs,
            Credentials credentials,
            SealCustody custody,
            Images images,
            Navigation navigation,
            Acts acts) {
        this.documents = documents;
        this.numbering = numbering;
        this.publications = publications;
        this.authorisedActs = authorisedActs;
        this.credentials = credentials;
        this.custody = custody;
        this.images = images;
        this.navigation = navigation;
        this.acts = acts;
    }

    @GetMapping("/clerk")
    public String queue(
            ActingPerson person,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "") String step,
            @RequestParam(defaultValue = "false") boolean all,
            Model model) {
        acts.open(person, SigningAction.READ_DESK, "/clerk");
        Optional<DocumentState> only =
                STEPS.stream().filter(state -> state.name().equals(step)).findFirst();
        model.addAttribute("navTabs", navigation.of(person, "/clerk"));
        model.addAttribute("list", documents.clerkQueue(person.unit(), q, Math.max(1, page), only));
        model.addAttribute("steps", STEPS.stream().map(DocumentState::name).toList());
        model.addAttribute("counts", documents.clerkSteps(person.unit()));
        model.addAttribute("step", only.map(DocumentState::name).orElse(""));
        model.addAttribute("all", all && only.isPresent());
        model.addAttribute("q", q);
        model.addAttribute("underWay", authorisedActs.underWay(person, Purpose.SEAL));
        model.addAttribute("hasCertificate", credentials.sealHas(person.unit()));
        model.addAttribute("holder", custody.holds(person.unit(), person.id()));
        model.addAttribute("hasImage", images.sealPng(person.unit()).isPresent());
        return "signing/clerk";
    }

    @GetMapping("/register")
    public String register(
            ActingPerson person,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        acts.open(person, SigningAction.READ_REGISTER, "/register");
        model.addAttribute("navTabs", navigation.of(person, "/register"));
        model.addAttribute("list", documents.issued(person.unit(), q, Math.max(1, page)));
        model.addAttribute("q", q);
        model.addAttribute("path", "/register");
        return "signing/register";
    }

    @PostMapping("/documents/{id}/number")
    public String number(ActingPerson person, @PathVariable UUID id) {
        numbering.number(person, id);
        return "redirect:/documents/" + id;
    }

    /** Proposes the seal on this document; nothing is sealed before the step-up. */
    @PostMapping("/documents/{id}/seal")
    public String seal(ActingPerson person, @PathVariable UUID id) {
        return "redirect:/authorisations/"
                + authorisedActs.propose(person, Purpose.SEAL, List.of(id)).id();
    }

    /**
     * The same for several.
     *
     * @param d the id of each document chosen
     * @param all whether all that wait for the seal are chosen, those of other pages too, but for each {@code row} of this page that is
     *     not among {@code d}; narrowed by {@code q} as the list was
     */
    @PostMapping("/clerk/seal")
    public String sealMany(
            ActingPerson person,
            @RequestParam(required = false) List<UUID> d,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) List<UUID> row) {
        List<UUID> chosen = Chosen.of(d, all ? documents.toBeSealed(person.unit(), q) : List.of(), all ? row : null);
        return "redirect:/authorisations/"
                + authorisedActs.propose(person, Purpose.SEAL, chosen).id();
    }

    /** Numbers several, in the order of the list; {@code d} is the id of each document chosen. */
    @PostMapping("/clerk/number")
    public String numberMany(
            ActingPerson person, @RequestParam(required = false) List<UUID> d, RedirectAttributes after) {
        return round(ClerkRound.of("number", Chosen.of(d, List.of(), null), id -> numbering.number(person, id)), after);
    }

    /** Publishes several; {@code d} is the id of each document chosen. */
    @PostMapping("/clerk/publish")
    public String publishMany(
            ActingPerson person, @RequestParam(required = false) List<UUID> d, RedirectAttributes after) {
        return round(
                ClerkRound.of("publish", Chosen.of(d, List.of(), null), id -> publications.publish(person, id)), after);
    }

    private String round(ClerkRound round, RedirectAttributes after) {
        after.addFlashAttribute("round", round);
        after.addFlashAttribute(
                "failed",
                documents.all(round.failures().stream()
                        .map(ClerkRound.Failure::document)
                        .toList()));
        return "redirect:/clerk?step=" + ("number".equals(round.act()) ? DocumentState.SIGNED : DocumentState.SEALED);
    }

    @PostMapping("/documents/{id}/publish")
    public String publish(ActingPerson person, @PathVariable UUID id) {
        publications.publish(person, id);
        return "redirect:/documents/" + id;
    }
}
