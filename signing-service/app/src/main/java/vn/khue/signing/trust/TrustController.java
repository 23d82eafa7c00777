package vn.khue.signing.trust;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import vn.khue.pki.trust.AnchorFile;
import vn.khue.pki.trust.TrustClass;
import vn.khue.signing.page.Navigation;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.signing.rights.RightsGate;
import vn.khue.signing.rights.SigningAction;
import vn.khue.signing.rights.Subject;
import vn.khue.web.stepup.PendingAuthorisation;

/** Trust anchors: the list, a file that is handed in, one anchor with its decision, and the sheets before the step-up. */
@Controller
public class TrustController {
    private final TrustOffice office;
    private final TestAnchors tests;
    private final RightsGate rights;
    private final Navigation navigation;

    public TrustController(TrustOffice office, TestAnchors tests, RightsGate rights, Navigation navigation) {
        this.office = office;
        this.tests = tests;
        this.rights = rights;
        this.navigation = navigation;
    }

    /**
     * One certificate of a file and what the form of it holds.
     *
     * @param obstacle name of an {@link AnchorObstacle}, or empty
     */
    public record Row(UUID draft, AnchorView view, String obstacle, boolean intermediate, AnchorFields fields) {}

    @GetMapping("/trust")
    public String list(ActingPerson person, @RequestParam(defaultValue = "1") int page, Model model) {
        return list(person, Math.max(1, page), Optional.empty(), model);
    }

    private String list(ActingPerson person, int page, Optional<SigningException> failure, Model model) {
        model.addAttribute("list", office.list(person, page));
        model.addAttribute("navTabs", navigation.of(person, TrustOffice.ROUTE));
        model.addAttribute(
                "may", rights.may(person, SigningAction.PROPOSE_TRUST_ANCHOR, new Subject.OfUnit(person.unit())));
        model.addAttribute("failure", failure.orElse(null));
        return "signing/trust";
    }

    @PostMapping("/trust/files")
    public String handIn(
            ActingPerson person,
            @RequestParam(required = false) MultipartFile file,
            HttpServletResponse response,
            Model model)
            throws IOException {
        try {
            return "redirect:/trust/files/" + office.handIn(person, bytes(file));
        } catch (SigningException refused) {
            return shown(refused, response, () -> list(person, 1, Optional.of(refused), model));
        }
    }

    /** One byte more than is allowed shows that there is too much. */
    private static byte[] bytes(MultipartFile file) throws IOException {
        if (file == null || file.isEmpty()) {
            throw new SigningException(Refusal.FILE_MISSING);
        }
        try (InputStream body = file.getInputStream()) {
            return body.readNBytes(AnchorFile.MAX_BYTES + 1);
        }
    }

    private interface PageWithFailure {
        String make();
    }

    /** What can be mended is shown above the form again; everything else is a page of its own. */
    private static String shown(SigningException refused, HttpServletResponse response, PageWithFailure page) {
        if (refused.refusal().status() != 422) {
            throw refused;
        }
        response.setStatus(refused.refusal().status());
        return page.make();
    }

    @GetMapping("/trust/files/{file}")
    public String file(ActingPerson person, @PathVariable UUID file, Model model) {
        return file(person, file, Optional.empty(), Optional.empty(), Optional.empty(), model);
    }

    private String file(
            ActingPerson person,
            UUID file,
            Optional<UUID> typedFor,
            Optional<AnchorFields> typed,
            Optional<SigningException> failure,
            Model model) {
        List<Row> rows = office.look(person, file).stream()
                .map(looked -> row(
                        looked,
                        typed.filter(
                                t -> typedFor.equals(Optional.of(looked.draft().id())))))
                .toList();
        model.addAttribute("navTabs", navigation.of(person, TrustOffice.ROUTE));
        model.addAttribute("rows", rows);
        model.addAttribute("file", file);
        model.addAttribute("failed", typedFor.orElse(null));
        model.addAttribute("failure", failure.orElse(null));
        model.addAttribute(
                "classes",
                Arrays.stream(TrustClass.values())
                        .filter(each -> each != TrustClass.INTERNAL && (each != TrustClass.TEST || tests.allowed()))
                        .toList());
        return "signing/trust-file";
    }

    private static Row row(TrustOffice.Looked looked, Optional<AnchorFields> typed) {
        AnchorView view = AnchorView.of(looked.facts());
        AnchorFields fields = typed.orElseGet(() -> looked.draft()
                .terms()
                .map(AnchorFields::of)
                .orElseGet(() -> new AnchorFields(
                        "",
                        view.name(),
                        "",
                        AnchorTerms.day(view.notBefore()).toString(),
                        AnchorTerms.day(view.notAfter()).toString(),
                        false)));
        return new Row(
                looked.draft().id(),
                view,
                looked.obstacle().map(Enum::name).orElse(""),
                !looked.facts().selfIssued(),
                fields);
    }

    /** What was filled in leads to the sheet of the step-up. */
    @PostMapping("/trust/drafts/{draft}")
    public String fill(
            ActingPerson person,
            @PathVariable UUID draft,
            @RequestParam UUID file,
            @RequestParam(defaultValue = "") String trustClass,
            @RequestParam(defaultValue = "") String label,
            @RequestParam(defaultValue = "") String source,
            @RequestParam(defaultValue = "") String first,
            @RequestParam(defaultValue = "") String last,
            @RequestParam(defaultValue = "false") boolean intermediate,
            HttpServletResponse response,
            Model model) {
        AnchorFields fields = new AnchorFields(trustClass, label, source, first, last, intermediate);
        try {
            office.fill(person, draft, fields);
            return "redirect:/trust/drafts/" + draft;
        } catch (SigningException refused) {
            return shown(
                    refused,
                    response,
                    () -> file(person, file, Optional.of(draft), Optional.of(fields), Optional.of(refused), model));
        }
    }

    /** The sheet before asking, and the way back from the step-up. */
    @GetMapping("/trust/drafts/{draft}")
    public String ask(
            ActingPerson person,
            @PathVariable UUID draft,
            @RequestParam Optional<UUID> authorisation,
            @RequestParam(defaultValue = "") String refused,
            Model model) {
        String path = "/trust/drafts/" + draft;
        if (authorisation.isPresent()) {
            return office.ask(person, draft, authorisation.get())
                    ? "redirect:/trust/" + draft
                    : "redirect:" + path + "?refused=not-authorised";
        }
        ImportedAnchor anchor = office.drafted(person, draft);
        return sheet(
                anchor, TrustOffice.Act.ASK, office.begin(person, anchor, TrustOffice.Act.ASK, path), refused, model);
    }

    private String sheet(
            ImportedAnchor anchor, TrustOffice.Act act, PendingAuthorisation pending, String refused, Model model) {
        model.addAttribute("navTabs", List.of());
        model.addAttribute("anchor", anchor);
        model.addAttribute("view", AnchorView.of(office.facts(anchor.certificate())));
        model.addAttribute("act", act.name());
        model.addAttribute("pending", pending);
        model.addAttribute("refused", word(refused));
        model.addAttribute("back", act == TrustOffice.Act.ASK ? "/trust" : "/trust/" + anchor.id());
        return "signing/trust-sheet";
    }

    private static String word(String refused) {
        return refused.matches("[a-z-]{1,40}") ? refused : "";
    }

    @GetMapping("/trust/{id}")
    public String anchor(
            ActingPerson person, @PathVariable UUID id, @RequestParam(defaultValue = "") String refused, Model model) {
        return anchor(person, id, refused, Optional.empty(), "", model);
    }

    private String anchor(
            ActingPerson person,
            UUID id,
            String refused,
            Optional<SigningException> failure,
            String reason,
            Model model) {
        ImportedAnchor anchor = office.find(person, id);
        boolean waits = anchor.state() instanceof AnchorState.Asked;
        boolean trusted = anchor.state() instanceof AnchorState.Trusted;
        boolean mayApprove = waits && office.may(person, SigningAction.APPROVE_TRUST_ANCHOR, anchor);
        model.addAttribute("navTabs", navigation.of(person, TrustOffice.ROUTE));
        model.addAttribute("anchor", anchor);
        model.addAttribute("view", AnchorView.of(office.facts(anchor.certificate())));
        model.addAttribute("waits", waits);
        // Whoever is to compare must have the other half from somewhere else.
        model.addAttribute("hidden", waits && !anchor.askedBy().equals(person.id()));
        model.addAttribute("mayApprove", mayApprove);
        model.addAttribute("mayRefuse", waits && office.may(person, SigningAction.REFUSE_TRUST_ANCHOR, anchor));
        model.addAttribute("own", waits && anchor.askedBy().equals(person.id()));
        model.addAttribute("mayRemove", trusted && office.may(person, SigningAction.REMOVE_TRUST_ANCHOR, anchor));
        model.addAttribute("causes", RemovalCause.values());
        model.addAttribute("digits", TrustOffice.COMPARED_DIGITS);
        model.addAttribute("refused", word(refused));
        model.addAttribute("reason", reason);
        model.addAttribute("failure", failure.orElse(null));
        return "signing/trust-anchor";
    }

    /** The right digits lead to the sheet at once: nothing else starts the step-up of an approval. */
    @PostMapping("/trust/{id}/approve")
    public String compare(
            ActingPerson person,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String digits,
            HttpServletResponse response,
            Model model) {
        try {
            PendingAuthorisation pending = office.compare(person, id, digits);
            return sheet(office.find(person, id), TrustOffice.Act.APPROVE, pending, "", model);
        } catch (SigningException refused) {
            return shown(refused, response, () -> anchor(person, id, "", Optional.of(refused), "", model));
        }
    }

    /** The way back from the step-up. */
    @GetMapping("/trust/{id}/approve")
    public String approve(
            ActingPerson person,
            @PathVariable UUID id,
            @RequestParam Optional<UUID> authorisation,
            @RequestParam(defaultValue = "") String refused) {
        if (authorisation.isPresent()) {
            return "redirect:/trust/" + id
                    + (office.approve(person, id, authorisation.get()) ? "" : "?refused=not-authorised");
        }
        return "redirect:/trust/" + id + "?refused=" + word(refused);
    }

    @PostMapping("/trust/{id}/refuse")
    public String refuse(
            ActingPerson person,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String reason,
            HttpServletResponse response,
            Model model) {
        try {
            office.refuse(person, id, reason);
            return "redirect:/trust/" + id;
        } catch (SigningException refused) {
            return shown(refused, response, () -> anchor(person, id, "", Optional.of(refused), reason, model));
        }
    }

    @PostMapping("/trust/{id}/remove")
    public String chooseCause(@PathVariable UUID id, @RequestParam(defaultValue = "") String cause) {
        return "redirect:/trust/" + id + "/remove/" + cause(cause);
    }

    private static RemovalCause cause(String word) {
        return RemovalCause.of(word).orElseThrow(() -> new SigningException(Refusal.REASON_MISSING));
    }

    /** The sheet before removing, and the way back from the step-up. */
    @GetMapping("/trust/{id}/remove/{cause}")
    public String remove(
            ActingPerson person,
            @PathVariable UUID id,
            @PathVariable String cause,
            @RequestParam Optional<UUID> authorisation,
            @RequestParam(defaultValue = "") String refused,
            Model model) {
        RemovalCause why = cause(cause);
        if (authorisation.isPresent()) {
            return office.remove(person, id, why, authorisation.get())
                    ? "redirect:/trust/" + id
                    : "redirect:/trust/" + id + "/remove/" + why + "?refused=not-authorised";
        }
        ImportedAnchor anchor = office.find(person, id);
        model.addAttribute("cause", why.name());
        return sheet(anchor, TrustOffice.Act.REMOVE, office.beginRemoval(person, anchor, why), refused, model);
    }
}
