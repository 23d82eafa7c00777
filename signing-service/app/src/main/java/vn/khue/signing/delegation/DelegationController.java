package vn.khue.signing.delegation;

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
import vn.khue.signing.document.DocumentKind;
import vn.khue.signing.event.Acts;
import vn.khue.signing.page.Navigation;
import vn.khue.signing.rights.ActingPeople;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.signing.rights.RightsGate;
import vn.khue.signing.rights.SigningAction;
import vn.khue.signing.rights.Subject;

/** The unit's delegations: what stands, the principal's form, and the sheets that confirm making and ending. */
@Controller
public class DelegationController {
    private final DelegationOffice office;
    private final DelegationStore delegations;
    private final ActingPeople people;
    private final RightsGate rights;
    private final Navigation navigation;
    private final Acts acts;

    public DelegationController(
            DelegationOffice office,
            DelegationStore delegations,
            ActingPeople people,
            RightsGate rights,
            Navigation navigation,
            Acts acts) {
        this.office = office;
        this.delegations = delegations;
        this.people = people;
        this.rights = rights;
        this.navigation = navigation;
        this.acts = acts;
    }

    @GetMapping("/delegations")
    public String list(ActingPerson person, Model model) {
        acts.open(person, SigningAction.READ_DELEGATIONS, "/delegations");
        boolean may = rights.may(person, SigningAction.DELEGATE, new Subject.OfUnit(person.unit()));
        model.addAttribute("navTabs", navigation.of(person, "/delegations"));
        model.addAttribute("delegations", delegations.of(person.unit()));
        model.addAttribute("today", people.today());
        model.addAttribute("may", may);
        if (may) {
            model.addAttribute("types", DelegationType.values());
            model.addAttribute("possible", office.possible(person.unit()));
            model.addAttribute("kinds", Arrays.asList(DocumentKind.values()));
        }
        return "signing/delegations";
    }

    /** What was filled in leads to the sheet of the step-up. {@code kind} may come many times or not at all. */
    @PostMapping("/delegations")
    public String propose(
            ActingPerson person,
            @RequestParam(defaultValue = "") String type,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String first,
            @RequestParam(defaultValue = "") String last,
            @RequestParam(required = false) List<String> kind,
            @RequestParam(defaultValue = "") String basis) {
        DelegationForm form = acts.run(
                person,
                SigningAction.DELEGATE,
                "/delegations",
                Optional.empty(),
                () -> DelegationForm.of(type, to, first, last, kind == null ? List.of() : kind, basis, people.today()));
        return "redirect:/delegations/" + office.propose(person, form);
    }

    /** The sheet, and the way back from the step-up. */
    @GetMapping("/delegations/{id}")
    public String make(
            ActingPerson person,
            @PathVariable UUID id,
            @RequestParam Optional<UUID> authorisation,
            @RequestParam(defaultValue = "") String refused,
            Model model) {
        return sheet(person, id, authorisation, refused, false, model);
    }

    @GetMapping("/delegations/{id}/end")
    public String end(
            ActingPerson person,
            @PathVariable UUID id,
            @RequestParam Optional<UUID> authorisation,
            @RequestParam(defaultValue = "") String refused,
            Model model) {
        return sheet(person, id, authorisation, refused, true, model);
    }

    private String sheet(
            ActingPerson person, UUID id, Optional<UUID> authorisation, String refused, boolean end, Model model) {
        Delegation delegation = office.find(person, id);
        if (authorisation.isPresent()) {
            return office.complete(person, id, authorisation.get(), end)
                    ? "redirect:/delegations"
                    : "redirect:" + DelegationOffice.path(delegation, end) + "?refused=not-authorised";
        }
        model.addAttribute("navTabs", List.of());
        model.addAttribute("delegation", delegation);
        model.addAttribute("unitName", person.unitName());
        model.addAttribute("act", end ? "end" : "make");
        model.addAttribute("refused", refused.matches("[a-z-]{1,40}") ? refused : "");
        model.addAttribute("pending", office.begin(person, delegation, end));
        return "signing/delegation";
    }
}
