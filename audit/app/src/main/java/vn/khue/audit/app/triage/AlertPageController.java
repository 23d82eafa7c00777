package vn.khue.audit.app.triage;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
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
import vn.khue.audit.app.entity.EntityRef;
import vn.khue.audit.app.rights.LogRight;
import vn.khue.audit.app.triage.AlertDecisions.Decision;
import vn.khue.audit.app.triage.AlertQueue.Looking;
import vn.khue.web.login.SignedInPerson;

/** One alert: why it was raised, what counted, what was decided, and the next decision. */
@Controller
final class AlertPageController {

    private static final String PATH = "/alerts/{id:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}";

    /** The newest of the events that count are shown; the rest are counted. */
    private static final int SHOWN = 5;

    private final Desk desk;
    private final AlertQueue queue;
    private final AlertDecisions decisions;
    private final AlertWords words;
    private final TriageProfile profile;
    private final Clock clock;

    AlertPageController(
            Desk desk,
            AlertQueue queue,
            AlertDecisions decisions,
            AlertWords words,
            TriageProfile profile,
            Clock clock) {
        this.desk = desk;
        this.queue = queue;
        this.decisions = decisions;
        this.words = words;
        this.profile = profile;
        this.clock = clock;
    }

    @GetMapping(PATH)
    String show(
            SignedInPerson person,
            @PathVariable("id") UUID id,
            HttpServletRequest request,
            Locale locale,
            Model model,
            @RequestParam(name = "state", required = false) String state,
            @RequestParam(name = "level", required = false) String level,
            @RequestParam(name = "rule", required = false) String rule,
            @RequestParam(name = "unit", required = false) String unit,
            @RequestParam(name = "after", required = false) String after,
            @RequestParam(name = "all", defaultValue = "false") boolean everyEvent) {
        Looking looking = desk.looking(person, request);
        QueueFilter filter = queue(state, level, rule, unit, after);
        AlertFile file =
                queue.file(id, filter.query().orElseThrow(), looking).orElseThrow(() -> new NoSuchAlertException(id));
        int events = file.events().size();
        model.addAttribute("file", file);
        model.addAttribute("alert", file.alert());
        model.addAttribute("triage", file.triage());
        model.addAttribute("filter", filter);
        model.addAttribute("what", words.title(file.alert().rule(), locale));
        model.addAttribute("explanation", words.explanation(file.alert().rule(), locale));
        model.addAttribute("why", words.why(file.alert().why(), locale));
        model.addAttribute(
                "events", everyEvent ? file.events() : file.events().subList(Math.max(0, events - SHOWN), events));
        model.addAttribute("more", everyEvent ? 0 : Math.max(0, events - SHOWN));
        model.addAttribute("gone", file.alert().events().size() - events);
        model.addAttribute("reasons", CloseReason.values());
        model.addAttribute("incidents", IncidentKind.values());
        model.addAttribute("clocks", clocks(file));
        model.addAttribute("inCase", file.inCase().orElse(null));
        model.addAttribute("decides", desk.may(person, LogRight.CLOSE_ALERT));
        model.addAttribute("suppresses", desk.may(person, LogRight.ASK_SUPPRESSION));
        model.addAttribute("exports", desk.may(person, LogRight.EXPORT_EVIDENCE));
        model.addAttribute(
                "responds",
                desk.may(person, LogRight.RESPOND)
                        ? EntityRef.person(file.alert().group(), person.khueId())
                                .orElse(null)
                        : null);
        boolean answers = desk.may(person, LogRight.RESPOND);
        Named named = Named.of(file);
        model.addAttribute("things", answers ? named.things() : List.of());
        model.addAttribute("commands", desk.may(person, LogRight.COMMAND_COMPUTERS));
        model.addAttribute("blocks", desk.may(person, LogRight.BLOCK_ADDRESSES));
        model.addAttribute("address", named.address().orElse(null));
        model.addAttribute("computer", named.computer().orElse(null));
        model.addAttribute("opensEvents", desk.may(person, LogRight.READ_EVENTS));
        model.addAttribute(
                "mine",
                file.triage()
                        .assignee()
                        .map(assignee -> assignee.id().equals(person.khueId()))
                        .orElse(false));
        return "alert";
    }

    @PostMapping(PATH)
    String decide(
            SignedInPerson person,
            @PathVariable("id") UUID id,
            HttpServletRequest request,
            RedirectAttributes after,
            @RequestParam(name = "version") int version,
            @RequestParam(name = "act", required = false) String act,
            @RequestParam(name = "reason", required = false) String reason,
            @RequestParam(name = "note", required = false) String note,
            @RequestParam(name = "next", required = false) String next,
            @RequestParam(name = "state", required = false) String state,
            @RequestParam(name = "level", required = false) String level,
            @RequestParam(name = "rule", required = false) String rule,
            @RequestParam(name = "unit", required = false) String unit,
            @RequestParam(name = "after", required = false) String place) {
        Looking looking = desk.looking(person, request);
        QueueFilter filter = queue(state, level, rule, unit, place);
        ActForm form = new ActForm(act, reason, note);
        String here = "redirect:" + filter.address("/alerts/" + id);
        if (!(form.read() instanceof ActForm.Reading.Understood understood)) {
            desk.require(person, LogRight.COMMENT_ALERT);
            String code = form.read() instanceof ActForm.Reading.NotUnderstood strange ? strange.code() : "act";
            after.addFlashAttribute("failed", code).addFlashAttribute("typed", form);
            return here;
        }
        Officer officer = desk.officer(person, understood.act().right(), request);
        DecisionOutcome outcome =
                decisions.one(id, version, new Decision(officer, understood.act(), form.note()), looking);
        if (outcome instanceof DecisionOutcome.Missing) {
            throw new NoSuchAlertException(id);
        } else if (outcome instanceof DecisionOutcome.Decided decided) {
            after.addFlashAttribute("done", understood.act().word()).addFlashAttribute("count", decided.alerts());
            return understood.act() instanceof AlertAct.Close ? "redirect:" + filter.address() + row(next) : here;
        }
        after.addFlashAttribute("failed", code(outcome)).addFlashAttribute("typed", form);
        return here;
    }

    private static String code(DecisionOutcome outcome) {
        if (outcome instanceof DecisionOutcome.Own) {
            return "own";
        }
        return outcome instanceof DecisionOutcome.Unfitting ? "unfitting" : "changed";
    }

    /** The row of the queue at which the officer goes on. */
    private static String row(String next) {
        return next != null && next.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}") ? "#g-" + next : "";
    }

    /** A filter that cannot be understood leads back to the whole queue. */
    private static QueueFilter queue(String state, String level, String rule, String unit, String after) {
        QueueFilter filter = new QueueFilter(state, level, rule, unit, after);
        return filter.query().isPresent() ? filter : new QueueFilter("", "", "", "", "");
    }

    /** They run from the moment at which the alert was raised: nobody can have known earlier, and later would be too kind. */
    private List<TriageProfile.Clock> clocks(AlertFile file) {
        if (file.inCase().isPresent()) {
            return List.of();
        }
        Optional<IncidentKind> incident = file.triage().incident();
        return incident.map(kind -> profile.clocks(kind, file.alert().raisedAt(), clock.instant()))
                .orElse(List.of());
    }
}
