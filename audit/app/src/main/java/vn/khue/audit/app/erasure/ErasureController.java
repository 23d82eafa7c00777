package vn.khue.audit.app.erasure;

import jakarta.servlet.http.HttpServletRequest;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.khue.audit.app.erasure.Erasures.Step;
import vn.khue.audit.app.rights.LogRight;
import vn.khue.audit.app.triage.Desk;
import vn.khue.audit.app.triage.Officer;
import vn.khue.web.login.SignedInPerson;

/** Asking that a person be erased from the log, and deciding what another officer asked for. */
@Controller
final class ErasureController {

    private static final String ALL = "/erasures";
    private static final String ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final int MOST_NUMBER = 64;
    private static final int MOST_NOTE = 500;

    private final Desk desk;
    private final Erasures erasures;
    private final ErasureProfile profile;
    private final Clock clock;

    ErasureController(Desk desk, Erasures erasures, ErasureProfile profile, Clock clock) {
        this.desk = desk;
        this.erasures = erasures;
        this.profile = profile;
        this.clock = clock;
    }

    /** @param decides whether the reader may decide it, which is never so of one's own, nor about oneself */
    record Row(ErasureRequest request, boolean decides, boolean late) {}

    @GetMapping(ALL)
    String all(
            SignedInPerson person,
            Model model,
            HttpServletRequest request,
            @RequestParam(name = "person", defaultValue = "") String about) {
        Officer reader = desk.officer(person, LogRight.SEE_ERASURES, request);
        boolean acts = desk.may(person, LogRight.ERASE_PERSON);
        List<Row> rows = erasures.list(reader.reader()).stream()
                .map(each -> new Row(
                        each,
                        acts
                                && each.state() == ErasureRequest.State.ASKED
                                && !each.askedBy().equals(person.khueId())
                                && !each.person().equals(person.khueId()),
                        each.state() == ErasureRequest.State.ASKED
                                && each.answerBy().isBefore(clock.instant())))
                .toList();
        model.addAttribute("rows", rows);
        model.addAttribute("acts", acts);
        model.addAttribute("months", profile.keep().toTotalMonths());
        model.addAttribute("source", profile.keepSource());
        model.addAttribute("answerDays", profile.answerDays());
        model.addAttribute("answerSource", profile.answerSource());
        for (String name : List.of("failed", "until")) {
            if (!model.containsAttribute(name)) {
                model.addAttribute(name, null);
            }
        }
        if (!model.containsAttribute("about")) {
            model.addAttribute("about", about.matches(ID) ? about : "");
            model.addAttribute("number", "");
            model.addAttribute("note", "");
        }
        return "erasures";
    }

    @PostMapping(ALL)
    String ask(
            SignedInPerson person,
            HttpServletRequest request,
            RedirectAttributes after,
            @RequestParam(name = "person", defaultValue = "") String about,
            @RequestParam(name = "number", defaultValue = "") String number,
            @RequestParam(name = "note", defaultValue = "") String note) {
        Officer officer = desk.officer(person, LogRight.ERASE_PERSON, request);
        Optional<String> fault = !about.strip().matches(ID)
                ? Optional.of("person")
                : number.isBlank() || number.strip().length() > MOST_NUMBER
                        ? Optional.of("number")
                        : note.isBlank() || note.strip().length() > MOST_NOTE ? Optional.of("note") : Optional.empty();
        if (fault.isPresent()) {
            after.addFlashAttribute("failed", fault.get());
            again(after, about, number, note);
        } else if (!told(
                erasures.ask(UUID.fromString(about.strip()), number.strip(), note.strip(), officer), "ask", after)) {
            again(after, about, number, note);
        }
        return "redirect:" + ALL;
    }

    private static void again(RedirectAttributes after, String about, String number, String note) {
        after.addFlashAttribute("about", about)
                .addFlashAttribute("number", number)
                .addFlashAttribute("note", note);
    }

    @PostMapping(ALL + "/{id:" + ID + "}")
    String decide(
            SignedInPerson person,
            @PathVariable("id") UUID id,
            HttpServletRequest request,
            RedirectAttributes after,
            @RequestParam(name = "act", defaultValue = "") String act,
            @RequestParam(name = "sure", defaultValue = "") String sure) {
        Officer officer = desk.officer(person, LogRight.ERASE_PERSON, request);
        if (act.equals("erase") && !sure.equals("yes")) {
            after.addFlashAttribute("failed", "sure");
            return "redirect:" + ALL;
        }
        Step step =
                switch (act) {
                    case "erase" -> erasures.erase(id, officer);
                    case "refuse" -> erasures.refuse(id, officer);
                    default -> new Step.Changed();
                };
        told(step, act, after);
        return "redirect:" + ALL;
    }

    /** @return whether it was done */
    private static boolean told(Step step, String act, RedirectAttributes after) {
        if (step instanceof Step.Done) {
            after.addFlashAttribute("done", act);
            return true;
        } else if (step instanceof Step.Hindered hindered) {
            after.addFlashAttribute("failed", word(hindered.hindrance()));
            if (hindered.hindrance() instanceof Hindrance.Law law) {
                after.addFlashAttribute("until", law.until());
            }
        } else if (step instanceof Step.Own) {
            after.addFlashAttribute("failed", "own");
        } else {
            after.addFlashAttribute("failed", step instanceof Step.Missing ? "missing" : "changed");
        }
        return false;
    }

    private static String word(Hindrance hindrance) {
        if (hindrance instanceof Hindrance.Law) {
            return "law";
        }
        return hindrance instanceof Hindrance.Held ? "held" : "nothing";
    }
}
