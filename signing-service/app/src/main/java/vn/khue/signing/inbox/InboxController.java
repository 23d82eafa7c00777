package vn.khue.signing.inbox;

import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khue.signing.act.AuthorisedActs;
import vn.khue.signing.appearance.Images;
import vn.khue.signing.authorisation.Purpose;
import vn.khue.signing.certificate.Credentials;
import vn.khue.signing.document.Document;
import vn.khue.signing.document.DocumentStore;
import vn.khue.signing.document.PageOf;
import vn.khue.signing.event.Acts;
import vn.khue.signing.page.Navigation;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.signing.rights.SigningAction;

/** The signer's lists: what waits, what was signed, what was sent back. */
@Controller
public class InboxController {
    private final DocumentStore documents;
    private final AuthorisedActs authorisedActs;
    private final Credentials credentials;
    private final Images images;
    private final Navigation navigation;
    private final Acts acts;

    public InboxController(
            DocumentStore documents,
            AuthorisedActs authorisedActs,
            Credentials credentials,
            Images images,
            Navigation navigation,
            Acts acts) {
        this.documents = documents;
        this.authorisedActs = authorisedActs;
        this.credentials = credentials;
        this.images = images;
        this.navigation = navigation;
        this.acts = acts;
    }

    @GetMapping("/inbox")
    public String waiting(
            ActingPerson person,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "false") boolean all,
            Model model) {
        acts.open(person, SigningAction.READ_INBOX, "/inbox");
        model.addAttribute("hasCertificate", credentials.personHas(person.id(), person.unit()));
        model.addAttribute("hasImage", images.signaturePng(person.id()).isPresent());
        model.addAttribute("all", all);
        model.addAttribute("underWay", authorisedActs.underWay(person, Purpose.SIGN));
        PageOf<Document> list = documents.inbox(person.id(), person.unit(), q, Math.max(1, page));
        return list(person, "/inbox", "inbox", list, q, model);
    }

    @GetMapping("/inbox/signed")
    public String signed(
            ActingPerson person,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        acts.open(person, SigningAction.READ_INBOX, "/inbox/signed");
        PageOf<Document> list = documents.handled(person.id(), person.unit(), q, Math.max(1, page), false);
        return list(person, "/inbox/signed", "signed", list, q, model);
    }

    @GetMapping("/inbox/returned")
    public String returned(
            ActingPerson person,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        acts.open(person, SigningAction.READ_INBOX, "/inbox/returned");
        PageOf<Document> list = documents.handled(person.id(), person.unit(), q, Math.max(1, page), true);
        return list(person, "/inbox/returned", "returned", list, q, model);
    }

    /**
     * Chooses what to sign; nothing is signed before the step-up.
     *
     * @param d the id of each document chosen
     * @param all whether all that wait are chosen, those of other pages too, but for each {@code row} of this page that is not among
     *     {@code d}; narrowed by {@code q} as the list was
     */
    @PostMapping("/inbox/sign")
    public String sign(
            ActingPerson person,
            @RequestParam(required = false) List<UUID> d,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) List<UUID> row) {
        List<UUID> chosen =
                Chosen.of(d, all ? documents.inboxIds(person.id(), person.unit(), q) : List.of(), all ? row : null);
        return "redirect:/authorisations/"
                + authorisedActs.propose(person, Purpose.SIGN, chosen).id();
    }

    private String list(ActingPerson person, String path, String view, PageOf<Document> list, String q, Model model) {
        model.addAttribute("navTabs", navigation.of(person, path));
        model.addAttribute("list", list);
        model.addAttribute("path", path);
        model.addAttribute("view", view);
        model.addAttribute("q", q);
        return "inbox".equals(view) ? "signing/inbox" : "signing/list";
    }
}
