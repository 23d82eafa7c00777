package vn.khue.console.people;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.khue.console.gate.ConsoleException;
import vn.khue.console.gate.ConsoleException.Reason;
import vn.khue.console.gate.PersonGate;
import vn.khue.console.help.HelpAct;
import vn.khue.console.help.HelpDesk;
import vn.khue.console.help.HelpedPerson;
import vn.khue.console.help.NewSlip;
import vn.khue.console.slip.PrintedSlip;
import vn.khue.console.slip.SlipPage;
import vn.khue.web.login.SignedInPerson;

/** Does what was asked for and agreed to. Whether the person may is decided by the gate, again. */
@Controller
final class ActController {

    /** As long as a lesson with its breaks; the gate may take less. */
    private static final int LONGEST_WINDOW = 60;

    private final GroupPages pages;
    private final FormKeys keys;
    private final PersonGate gate;
    private final HelpDesk desk;
    private final MessageSource texts;
    private final LocaleResolver language;

    ActController(
            GroupPages pages,
            FormKeys keys,
            PersonGate gate,
            HelpDesk desk,
            MessageSource texts,
            LocaleResolver language) {
        this.pages = pages;
        this.keys = keys;
        this.gate = gate;
        this.desk = desk;
        this.texts = texts;
        this.language = language;
    }

    /** The answer to an act that prints is the slips themselves: nothing keeps them for a second look. */
    @PostMapping("/{kind:classes|staff}/{id}/acts")
    String act(
            HttpServletRequest request,
            SignedInPerson person,
            Model model,
            RedirectAttributes next,
            @PathVariable("kind") String kind,
            @PathVariable("id") String id,
            @RequestParam("act") String name,
            @RequestParam(name = "p", required = false) List<String> ids,
            @RequestParam("key") String key) {
        Place place = pages.place(request, person, GroupController.kind(kind), id);
        Chosen chosen = Chosen.of(place, pages.people(request, place).people(), name, ids == null ? List.of() : ids);
        List<HelpedPerson> people = chosen.fitting();
        HelpAct act = chosen.act()
                .orElseThrow(() -> new ConsoleException(
                        Reason.DENIED, "expected an act that this person may do here, found another"));
        if (people.isEmpty() || people.size() > Chosen.MOST) {
            throw new ConsoleException(
                    Reason.VALUES_REFUSED, "expected 1 to " + Chosen.MOST + " people, found " + people.size());
        }
        keys.use(request, key);
        if (act.prints()) {
            Locale locale = language.resolveLocale(request);
            String heading =
                    texts.getMessage("group." + place.kind().word() + ".title", new Object[] {place.name()}, locale);
            String back = texts.getMessage("slips.back.group", new Object[] {heading}, locale);
            return new SlipPage(act, heading, place.path(), back).show(model, print(request, act, people));
        }
        next.addFlashAttribute("done", each(request, act, people));
        return "redirect:" + place.path();
    }

    private List<PrintedSlip> print(HttpServletRequest request, HelpAct act, List<HelpedPerson> people) {
        List<UUID> ids = people.stream().map(HelpedPerson::id).toList();
        List<NewSlip> made = gate.ask(
                request, token -> act == HelpAct.ISSUE_BADGE ? desk.badges(token, ids) : desk.slips(token, ids));
        return PrintedSlip.of(
                people, made, texts.getMessage("slips.qr", new Object[0], language.resolveLocale(request)));
    }

    /** One after the other; a refusal of one does not stop the others, but a gate that is away does. */
    private Done each(HttpServletRequest request, HelpAct act, List<HelpedPerson> people) {
        List<String> failed = new ArrayList<>();
        boolean goesOn = true;
        ConsoleException last = null;
        for (HelpedPerson person : people) {
            if (goesOn) {
                try {
                    gate.ask(request, token -> {
                        desk.act(token, act, person.id());
                        return act;
                    });
                    continue;
                } catch (ConsoleException e) {
                    last = e;
                    goesOn = !e.lasting();
                }
            }
            failed.add(person.name());
        }
        if (last != null && failed.size() == people.size()) {
            throw last;
        }
        return new Done(act.name(), people.size() - failed.size(), failed);
    }

    @PostMapping("/classes/{id}/window")
    String window(
            HttpServletRequest request,
            SignedInPerson person,
            RedirectAttributes next,
            @PathVariable("id") String id,
            @RequestParam(name = "minutes", defaultValue = "0") int minutes) {
        Place place = pages.place(request, person, GroupKind.CLASSES, id);
        if (minutes < 1 || minutes > LONGEST_WINDOW) {
            throw new ConsoleException(
                    Reason.VALUES_REFUSED, "expected 1 to " + LONGEST_WINDOW + " minutes, found " + minutes);
        }
        gate.ask(request, token -> {
            desk.openWindow(token, place.id(), minutes);
            return place;
        });
        next.addFlashAttribute("done", new Done(HelpAct.OPEN_WINDOW.name(), 1, List.of()));
        return "redirect:" + place.path();
    }

    @PostMapping("/classes/{id}/window/close")
    String close(
            HttpServletRequest request, SignedInPerson person, RedirectAttributes next, @PathVariable("id") String id) {
        Place place = pages.place(request, person, GroupKind.CLASSES, id);
        gate.ask(request, token -> {
            desk.closeWindow(token, place.id());
            return place;
        });
        next.addFlashAttribute("done", new Done(HelpAct.CLOSE_WINDOW.name(), 1, List.of()));
        return "redirect:" + place.path();
    }
}
