package vn.khue.audit.app.triage;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.text.Collator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;
import vn.khue.audit.app.browse.AlertWords;
import vn.khue.audit.app.rights.LogRight;
import vn.khue.audit.app.triage.AlertDecisions.Decision;
import vn.khue.audit.app.triage.AlertQueue.Looking;
import vn.khue.audit.detection.sigma.SigmaLevel;
import vn.khue.web.login.SignedInPerson;

/** The queue of alerts, grouped, and decisions about many groups at once. */
@Controller
final class QueueController {

    /** Groups on one page, and so the most that are decided at once. */
    private static final int PAGE = 50;

    /** Leads to the page of a new case, which decides nothing yet. */
    private static final String TO_CASE = "case";

    private static final ActForm.Reading NOTHING_CHOSEN = new ActForm.Reading.NotUnderstood("none");

    private final Desk desk;
    private final AlertQueue queue;
    private final AlertDecisions decisions;
    private final AlertWords words;

    QueueController(Desk desk, AlertQueue queue, AlertDecisions decisions, AlertWords words) {
        this.desk = desk;
        this.queue = queue;
        this.decisions = decisions;
        this.words = words;
    }

    @GetMapping(QueueFilter.QUEUE)
    String show(
            SignedInPerson person,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model model,
            @RequestParam(name = "state", required = false) String state,
            @RequestParam(name = "level", required = false) String level,
            @RequestParam(name = "rule", required = false) String rule,
            @RequestParam(name = "unit", required = false) String unit,
            @RequestParam(name = "after", required = false) String after) {
        Looking looking = desk.looking(person, request);
        QueueFilter filter = new QueueFilter(state, level, rule, unit, after);
        model.addAttribute("filter", filter);
        model.addAttribute("views", QueueView.values());
        model.addAttribute("levels", SigmaLevel.values());
        model.addAttribute("reasons", CloseReason.values());
        model.addAttribute("decides", desk.may(person, LogRight.CLOSE_ALERT));
        model.addAttribute("seesSuppressions", desk.may(person, LogRight.SEE_SUPPRESSIONS));
        model.addAttribute("rules", Map.of());
        Optional<QueueQuery> query = filter.query();
        if (query.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            return "alerts";
        }
        QueuePage page = queue.page(query.get(), PAGE, looking);
        model.addAttribute("groups", page.groups());
        model.addAttribute("rules", titles(page.rules(), locale));
        model.addAttribute(
                "older",
                page.next()
                        .map(place -> filter.at(Optional.of(place)).address())
                        .orElse(null));
        model.addAttribute(
                "newest",
                filter.after().isEmpty() ? null : filter.at(Optional.empty()).address());
        return "alerts";
    }

    /** Decides about every group that is ticked, each in a transaction of its own. */
    @PostMapping(QueueFilter.QUEUE)
    String decide(
            SignedInPerson person,
            HttpServletRequest request,
            RedirectAttributes after,
            @RequestParam(name = "g", defaultValue = "") List<String> ticked,
            @RequestParam(name = "act", required = false) String act,
            @RequestParam(name = "reason", required = false) String reason,
            @RequestParam(name = "note", required = false) String note,
            @RequestParam(name = "state", required = false) String state,
            @RequestParam(name = "level", required = false) String level,
            @RequestParam(name = "rule", required = false) String rule,
            @RequestParam(name = "unit", required = false) String unit,
            @RequestParam(name = "after", required = false) String place) {
        Looking looking = desk.looking(person, request);
        QueueFilter filter = new QueueFilter(state, level, rule, unit, place);
        ActForm form = new ActForm(act, reason, note);
        Optional<QueueQuery> query = filter.query();
        List<GroupToken> groups = new ArrayList<>();
        for (String each : ticked) {
            GroupToken.parse(each).ifPresent(groups::add);
        }
        if (query.isEmpty() || groups.size() != ticked.size() || groups.size() > PAGE) {
            after.addFlashAttribute("failed", "changed");
            return "redirect:" + QueueFilter.QUEUE;
        }
        if (form.act().equals(TO_CASE) && !groups.isEmpty()) {
            desk.require(person, LogRight.WORK_ON_CASE);
            UriComponentsBuilder address = UriComponentsBuilder.fromUriString(filter.address("/cases/new"));
            groups.forEach(group -> address.queryParam("g", group.text()));
            return "redirect:" + address.build(true).toUriString();
        }
        ActForm.Reading reading = form.act().equals(TO_CASE) ? NOTHING_CHOSEN : form.read();
        if (reading instanceof ActForm.Reading.Understood understood) {
            Officer officer = desk.officer(person, understood.act().right(), request);
            if (groups.isEmpty()) {
                after.addFlashAttribute("failed", "none").addFlashAttribute("typed", form);
                return "redirect:" + filter.address();
            }
            decideAll(groups, query.get(), new Decision(officer, understood.act(), form.note()), looking, after);
        } else if (reading instanceof ActForm.Reading.NotUnderstood strange) {
            desk.require(person, LogRight.COMMENT_ALERT);
            after.addFlashAttribute("failed", strange.code())
                    .addFlashAttribute("typed", form)
                    .addFlashAttribute("ticked", List.copyOf(ticked));
        }
        return "redirect:" + filter.address();
    }

    private void decideAll(
            List<GroupToken> groups, QueueQuery query, Decision decision, Looking looking, RedirectAttributes after) {
        int alerts = 0;
        int changed = 0;
        int refused = 0;
        for (GroupToken group : groups) {
            DecisionOutcome outcome = decisions.group(group, query, decision, looking);
            if (outcome instanceof DecisionOutcome.Decided decided) {
                alerts += decided.alerts();
            } else if (outcome instanceof DecisionOutcome.Own) {
                refused++;
            } else {
                changed++;
            }
        }
        if (alerts > 0) {
            after.addFlashAttribute("done", decision.act().word()).addFlashAttribute("count", alerts);
        }
        after.addFlashAttribute("changed", changed).addFlashAttribute("own", refused);
    }

    private Map<String, String> titles(List<String> rules, Locale locale) {
        Collator order = Collator.getInstance(locale);
        Map<String, String> titles = new LinkedHashMap<>();
        rules.stream()
                .sorted((one, other) -> order.compare(words.title(one, locale), words.title(other, locale)))
                .forEach(rule -> titles.put(rule, words.title(rule, locale)));
        return titles;
    }
}
