package vn.khue.console.family;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.springframework.context.MessageSource;
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
import vn.khue.console.help.HelpAct;
import vn.khue.console.help.HelpDesk;
import vn.khue.console.help.HelpedChild;
import vn.khue.console.help.HelpedPerson;
import vn.khue.console.people.FormKeys;
import vn.khue.console.slip.PrintedSlip;
import vn.khue.console.slip.SlipPage;

/** Parents help their children to sign in: asked first, done once. Whether the parent may is decided by the gate, again. */
@Controller
final class FamilyHelpController {

    private static final String PAGE = "/family/help";

    private final PersonGate gate;
    private final HelpDesk desk;
    private final FormKeys keys;
    private final MessageSource texts;
    private final LocaleResolver language;

    FamilyHelpController(PersonGate gate, HelpDesk desk, FormKeys keys, MessageSource texts, LocaleResolver language) {
        this.gate = gate;
        this.desk = desk;
        this.keys = keys;
        this.texts = texts;
        this.language = language;
    }

    /** Names the child and the effect before anything is done. */
    @GetMapping(PAGE)
    String review(
            HttpServletRequest request,
            Model model,
            @RequestParam("person") UUID id,
            @RequestParam("act") String name) {
        HelpedPerson child = child(request, id, name).person();
        model.addAttribute("child", child);
        model.addAttribute("act", HelpAct.of(name).orElseThrow());
        model.addAttribute("key", keys.next(request));
        return "family-help";
    }

    /** The answer to a reset is the slip itself: nothing keeps it for a second look. */
    @PostMapping(PAGE)
    String act(
            HttpServletRequest request,
            Model model,
            RedirectAttributes next,
            @RequestParam("person") UUID id,
            @RequestParam("act") String name,
            @RequestParam("key") String key) {
        HelpedPerson child = child(request, id, name).person();
        HelpAct act = HelpAct.of(name).orElseThrow();
        keys.use(request, key);
        if (act.prints()) {
            List<PrintedSlip> slips =
                    PrintedSlip.of(List.of(child), gate.ask(request, token -> desk.slips(token, List.of(id))), "");
            return new SlipPage(act, said(request, "family.title"), "/family", said(request, "family.help.back"))
                    .show(model, slips);
        }
        gate.ask(request, token -> {
            desk.act(token, act, id);
            return act;
        });
        next.addFlashAttribute("helpDone", new FamilyController.Said(act.name(), child.name()));
        return "redirect:/family";
    }

    private String said(HttpServletRequest request, String text) {
        return texts.getMessage(text, new Object[0], language.resolveLocale(request));
    }

    private HelpedChild child(HttpServletRequest request, UUID id, String act) {
        return gate.ask(request, desk::children).stream()
                .filter(child -> child.person().id().equals(id)
                        && child.offered().stream().anyMatch(each -> each.name().equals(act)))
                .findFirst()
                .orElseThrow(() -> new ConsoleException(
                        Reason.NOT_THERE, "expected a child of the reader and an act that is offered, found another"));
    }
}
