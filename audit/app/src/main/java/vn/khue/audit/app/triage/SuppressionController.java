package vn.khue.audit.app.triage;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.khue.audit.app.browse.AlertWords;
import vn.khue.audit.app.rights.LogRight;
import vn.khue.audit.app.triage.AlertQueue.Looking;
import vn.khue.audit.app.triage.Suppressions.Preview;
import vn.khue.web.login.SignedInPerson;

/** Asking that alerts be hidden, with a look at what that would do, and deciding what another asked for. */
@Controller
final class SuppressionController {

    private static final String ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final String ASK = "/alerts/{id:" + ID + "}/suppress";
    private static final String ALL = "/alerts/suppressions";

    private final Desk desk;
    private final Suppressions suppressions;
    private final AlertWords words;
    private final TriageProfile profile;
    private final Clock clock;

    SuppressionController(Desk desk, Suppressions suppressions, AlertWords words, TriageProfile profile, Clock clock) {
        this.desk = desk;
        this.suppressions = suppressions;
        this.words = words;
        this.profile = profile;
        this.clock = clock;
    }

    /** A row for the page: the suppression, its title, how it stands and what the reader may do with it. */
    record Row(Suppression suppression, String title, String standing, boolean decides, boolean ends) {}

    @GetMapping(ASK)
    String ask(
            SignedInPerson person,
            @PathVariable("id") UUID id,
            HttpServletRequest request,
            Locale locale,
            Model model) {
        desk.require(person, LogRight.ASK_SUPPRESSION);
        Preview preview =
                suppressions.preview(id, desk.looking(person, request)).orElseThrow(() -> new NoSuchAlertException(id));
        model.addAttribute("alert", preview.alert());
        model.addAttribute("hidden", preview.hidden());
        model.addAttribute("what", words.title(preview.alert().rule(), locale));
        model.addAttribute("most", profile.suppressionMost().toDays());
        model.addAttribute("preview", profile.suppressionPreview().toDays());
        return "suppress";
    }

    @PostMapping(ASK)
    String asked(
            SignedInPerson person,
            @PathVariable("id") UUID id,
            HttpServletRequest request,
            RedirectAttributes after,
            @RequestParam(name = "days", required = false) String days,
            @RequestParam(name = "note", required = false) String note) {
        Officer officer = desk.officer(person, LogRight.ASK_SUPPRESSION, request);
        Looking looking = desk.looking(person, request);
        AskForm form = new AskForm(days, note);
        Optional<String> lacking = form.lacking(profile.suppressionMost());
        Optional<String> failed = lacking.isPresent()
                ? lacking
                : refused(id, suppressions.ask(id, form.term(), form.note(), officer, looking));
        if (failed.isPresent()) {
            after.addFlashAttribute("failed", failed.get()).addFlashAttribute("typed", form);
            return "redirect:/alerts/" + id + "/suppress";
        }
        after.addFlashAttribute("done", "ask").addFlashAttribute("count", 1);
        return "redirect:" + ALL;
    }

    private static Optional<String> refused(UUID id, DecisionOutcome outcome) {
        if (outcome instanceof DecisionOutcome.Missing) {
            throw new NoSuchAlertException(id);
        } else if (outcome instanceof DecisionOutcome.Decided) {
            return Optional.empty();
        }
        return Optional.of(outcome instanceof DecisionOutcome.Own ? "own" : "standing");
    }

    @GetMapping(ALL)
    String all(SignedInPerson person, HttpServletRequest request, Locale locale, Model model) {
        desk.require(person, LogRight.SEE_SUPPRESSIONS);
        Looking looking = desk.looking(person, request);
        Instant now = clock.instant();
        boolean decides = desk.may(person, LogRight.DECIDE_SUPPRESSION);
        boolean ends = desk.may(person, LogRight.ASK_SUPPRESSION);
        List<Row> rows = suppressions.list(looking).stream()
                .map(each -> new Row(
                        each,
                        words.title(each.rule(), locale),
                        each.standing(now),
                        decides
                                && each.state() == Suppression.State.ASKED
                                && !each.askedBy().equals(person.khueId()),
                        ends && each.standing(now).equals(Suppression.State.APPROVED.name())))
                .toList();
        model.addAttribute("rows", rows);
        model.addAttribute("preview", profile.suppressionPreview().toDays());
        return "suppressions";
    }

    @PostMapping(ALL + "/{id:" + ID + "}")
    String decide(
            SignedInPerson person,
            @PathVariable("id") UUID id,
            HttpServletRequest request,
            RedirectAttributes after,
            @RequestParam(name = "act", defaultValue = "") String act) {
        desk.looking(person, request);
        LogRight right = act.equals("end") ? LogRight.ASK_SUPPRESSION : LogRight.DECIDE_SUPPRESSION;
        Officer officer = desk.officer(person, right, request);
        DecisionOutcome outcome =
                switch (act) {
                    case "approve" -> suppressions.decide(id, true, officer);
                    case "refuse" -> suppressions.decide(id, false, officer);
                    case "end" -> suppressions.end(id, officer);
                    default -> new DecisionOutcome.Unfitting();
                };
        if (outcome instanceof DecisionOutcome.Missing) {
            throw new NoSuchAlertException(id);
        } else if (outcome instanceof DecisionOutcome.Decided) {
            after.addFlashAttribute("done", act).addFlashAttribute("count", 1);
        } else {
            after.addFlashAttribute("failed", outcome instanceof DecisionOutcome.Own ? "second" : "changed");
        }
        return "redirect:" + ALL;
    }
}
