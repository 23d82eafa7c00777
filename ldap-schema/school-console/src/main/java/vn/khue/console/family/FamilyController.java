package vn.khue.console.family;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.khue.console.gate.ConsoleException;
import vn.khue.console.gate.ConsoleException.Reason;
import vn.khue.console.gate.PersonGate;
import vn.khue.console.help.HelpDesk;
import vn.khue.console.help.HelpedChild;
import vn.khue.web.login.SignedInPerson;

/** The pages on which people see what apps learn of them and of their children, and say yes or no. */
@Controller
final class FamilyController {

    private static final int LONGEST_CLIENT = 255;

    private final PersonGate gate;
    private final FamilyDesk desk;
    private final HelpDesk help;
    private final LocaleResolver language;

    FamilyController(PersonGate gate, FamilyDesk desk, HelpDesk help, LocaleResolver language) {
        this.gate = gate;
        this.desk = desk;
        this.help = help;
        this.language = language;
    }

    /** What came of an answer, told once on the next page. */
    record Said(String word, String app) implements java.io.Serializable {}

    private record Asked(Member member, AppConsent app) {}

    @GetMapping("/family")
    String family(HttpServletRequest request, SignedInPerson person, Model model) {
        model.addAttribute("family", read(request, person));
        List<HelpedChild> helped = person.has("PHU_HUYNH") ? gate.ask(request, help::children) : List.of();
        model.addAttribute(
                "helped",
                helped.stream().collect(Collectors.toMap(child -> child.person().id(), child -> child)));
        model.addAttribute("pupil", person.has("HOC_SINH"));
        return "family";
    }

    @GetMapping("/family/consent")
    String consent(
            HttpServletRequest request,
            SignedInPerson person,
            Model model,
            @RequestParam("person") UUID id,
            @RequestParam("app") String client) {
        show(model, person, asked(request, person, id, client), false);
        return "consent";
    }

    /**
     * Says yes to what is ticked and no to the rest. The no comes first, to everything: if the gate stops answering in between, the app
     * knows less than was agreed, never more.
     *
     * @param claims ticked
     * @param version of the purpose that the page showed
     */
    @PostMapping("/family/consent")
    String give(
            HttpServletRequest request,
            HttpServletResponse response,
            SignedInPerson person,
            Model model,
            RedirectAttributes next,
            @RequestParam("person") UUID id,
            @RequestParam("app") String client,
            @RequestParam("version") String version,
            @RequestParam(name = "claim", required = false) List<String> claims) {
        Asked asked = asked(request, person, id, client);
        Set<String> ticked = new TreeSet<>(claims == null ? List.of() : claims);
        ticked.retainAll(
                asked.app().claims().stream().map(AppConsent.Claim::name).toList());
        if (ticked.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            show(model, person, asked, true);
            return "consent";
        }
        boolean unticked = asked.app().claims().stream()
                .anyMatch(claim -> claim.of(asked.member().self()) != Word.REFUSED && !ticked.contains(claim.name()));
        try {
            gate.ask(request, token -> answer(token, asked, id, client, ticked, version, unticked));
        } catch (ConsoleException e) {
            if (e.reason() != Reason.CHANGED) {
                throw e;
            }
            // The app has another purpose now: shown anew, nothing ticked for it.
            response.setStatus(HttpServletResponse.SC_CONFLICT);
            show(model, person, asked(request, person, id, client), false);
            model.addAttribute("changed", true);
            return "consent";
        }
        next.addFlashAttribute("said", new Said("given", asked.app().name()));
        return "redirect:/family";
    }

    private Asked answer(
            String token, Asked asked, UUID id, String client, Set<String> ticked, String version, boolean unticked) {
        if (unticked && version.equals(asked.app().purposeVersion())) {
            desk.withdraw(token, id, client);
        }
        desk.give(token, id, client, ticked, version);
        return asked;
    }

    @PostMapping("/family/consent/withdraw")
    String withdraw(
            HttpServletRequest request,
            SignedInPerson person,
            RedirectAttributes next,
            @RequestParam("person") UUID id,
            @RequestParam("app") String client) {
        Asked asked = asked(request, person, id, client);
        gate.ask(request, token -> {
            desk.withdraw(token, id, client);
            return asked;
        });
        boolean before = asked.app().anyGiven(asked.member().self());
        next.addFlashAttribute(
                "said", new Said(before ? "withdrawn" : "refused", asked.app().name()));
        return "redirect:/family";
    }

    private Family read(HttpServletRequest request, SignedInPerson person) {
        return gate.ask(request, token -> desk.mine(token, person, language.resolveLocale(request)));
    }

    private Asked asked(HttpServletRequest request, SignedInPerson person, UUID id, String client) {
        Member member = read(request, person)
                .member(id)
                .orElseThrow(() -> new ConsoleException(
                        Reason.NOT_THERE, "expected the person or a child of theirs, found somebody else"));
        return member.apps().stream()
                .filter(app -> client.length() <= LONGEST_CLIENT && app.client().equals(client))
                .findFirst()
                .map(app -> new Asked(member, app))
                .orElseThrow(() ->
                        new ConsoleException(Reason.NOT_THERE, "expected an app that asks for consent, found none"));
    }

    private static void show(Model model, SignedInPerson person, Asked asked, boolean missing) {
        model.addAttribute("member", asked.member());
        model.addAttribute("app", asked.app());
        model.addAttribute("pupil", person.has("HOC_SINH"));
        model.addAttribute("missing", missing);
    }
}
