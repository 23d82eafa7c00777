package vn.khue.audit.app.casefile;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.khue.audit.app.browse.AlertWords;
import vn.khue.audit.app.rights.LogRight;
import vn.khue.audit.app.triage.ActForm;
import vn.khue.audit.app.triage.AlertQueue;
import vn.khue.audit.app.triage.AlertQueue.Looking;
import vn.khue.audit.app.triage.AlertQueue.Triaged;
import vn.khue.audit.app.triage.DecisionOutcome;
import vn.khue.audit.app.triage.Desk;
import vn.khue.audit.app.triage.GroupToken;
import vn.khue.audit.app.triage.Officer;
import vn.khue.audit.app.triage.QueueFilter;
import vn.khue.web.login.SignedInPerson;

/** Puts alerts together: which they are, and whether they become a new case or join one that is open. */
@Controller
final class NewCaseController {

    static final int LONGEST_TITLE = 200;

    private static final int MOST_GROUPS = 50;
    private static final int OPEN_CASES = 50;
    private static final String ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final String JOINING = ID + "\\.[0-9]{1,9}";

    private final Desk desk;
    private final AlertQueue queue;
    private final CaseShelf shelf;
    private final CaseDecisions decisions;
    private final AlertWords words;

    NewCaseController(Desk desk, AlertQueue queue, CaseShelf shelf, CaseDecisions decisions, AlertWords words) {
        this.desk = desk;
        this.queue = queue;
        this.shelf = shelf;
        this.decisions = decisions;
        this.words = words;
    }

    /** A case that alerts may join, with the version that was seen. */
    record Choice(UUID id, long number, String title, int version) {}

    @GetMapping("/cases/new")
    String choose(
            SignedInPerson person,
            HttpServletRequest request,
            RedirectAttributes after,
            Locale locale,
            Model model,
            @RequestParam(name = "g", defaultValue = "") List<String> groups,
            @RequestParam(name = "alert", defaultValue = "") List<String> alerts,
            @RequestParam(name = "state", required = false) String state,
            @RequestParam(name = "level", required = false) String level,
            @RequestParam(name = "rule", required = false) String rule,
            @RequestParam(name = "unit", required = false) String unit) {
        desk.require(person, LogRight.WORK_ON_CASE);
        Looking looking = desk.looking(person, request);
        QueueFilter filter = new QueueFilter(state, level, rule, unit, "");
        Set<UUID> chosen = new LinkedHashSet<>(ids(alerts));
        for (String each : groups.subList(0, Math.min(groups.size(), MOST_GROUPS))) {
            Optional<List<UUID>> members = GroupToken.parse(each)
                    .flatMap(token -> filter.query().flatMap(query -> queue.unchanged(token, query, looking)));
            if (members.isEmpty()) {
                after.addFlashAttribute("failed", "changed");
                return "redirect:/alerts/queue";
            }
            chosen.addAll(members.get());
        }
        return page(chosen, Optional.empty(), "", looking, locale, model);
    }

    @PostMapping("/cases")
    String open(
            SignedInPerson person,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes after,
            Locale locale,
            Model model,
            @RequestParam(name = "alert", defaultValue = "") List<String> alerts,
            @RequestParam(name = "join", required = false) String join,
            @RequestParam(name = "title", required = false) String title) {
        Officer officer = desk.officer(person, LogRight.WORK_ON_CASE, request);
        Looking looking = desk.looking(person, request);
        Set<UUID> chosen = new LinkedHashSet<>(ids(alerts));
        String named = ActForm.clean(title, LONGEST_TITLE);
        String joined = join == null ? "" : join;
        Optional<String> failed;
        UUID id = joined.matches(JOINING) ? UUID.fromString(joined.substring(0, 36)) : UUID.randomUUID();
        if (!joined.isEmpty() && !joined.matches(JOINING)) {
            failed = Optional.of("join");
        } else if (joined.isEmpty() && named.isEmpty()) {
            failed = Optional.of("title");
        } else if (joined.isEmpty()) {
            failed = code(decisions.open(id, named, chosen, officer, looking));
        } else {
            failed = code(decisions.add(id, Integer.parseInt(joined.substring(37)), chosen, officer, looking));
        }
        if (failed.isPresent()) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            model.addAttribute("failed", failed.get());
            return page(chosen, Optional.of(named), joined, looking, locale, model);
        }
        after.addFlashAttribute("done", "case").addFlashAttribute("count", chosen.size());
        return "redirect:/cases/" + id;
    }

    private static Optional<String> code(DecisionOutcome outcome) {
        if (outcome instanceof DecisionOutcome.Decided) {
            return Optional.empty();
        } else if (outcome instanceof DecisionOutcome.Own) {
            return Optional.of("own");
        }
        return Optional.of(outcome instanceof DecisionOutcome.Unfitting ? "unfitting" : "changed");
    }

    private String page(
            Set<UUID> chosen, Optional<String> title, String join, Looking looking, Locale locale, Model model) {
        List<Triaged> found = queue.alerts(chosen, looking);
        List<Triaged> free =
                found.stream().filter(each -> each.inCase().isEmpty()).toList();
        model.addAttribute("alerts", free);
        model.addAttribute("elsewhere", found.size() - free.size());
        model.addAttribute("most", CaseDecisions.MOST_ALERTS);
        model.addAttribute("join", join);
        model.addAttribute("named", title.orElseGet(() -> free.isEmpty() ? "" : proposed(free, locale)));
        model.addAttribute("choices", choices(looking));
        return "case-new";
    }

    /** What the gravest alert is called; the officer may write another. */
    private String proposed(List<Triaged> alerts, Locale locale) {
        Triaged gravest = alerts.stream()
                .max(java.util.Comparator.comparing(each -> each.alert().level()))
                .orElseThrow();
        return words.title(gravest.alert().rule(), locale);
    }

    private List<Choice> choices(Looking looking) {
        List<Choice> choices = new ArrayList<>();
        for (CaseRow row : shelf.list(Optional.of(CaseState.OPEN), Optional.empty(), OPEN_CASES, looking)) {
            choices.add(new Choice(row.id(), row.number(), row.title(), row.version()));
        }
        return choices;
    }

    /** At most as many as a case may have; what is no id is left out. */
    private static List<UUID> ids(List<String> texts) {
        return texts.stream()
                .filter(each -> each.matches(ID))
                .limit(CaseDecisions.MOST_ALERTS + 1L)
                .map(UUID::fromString)
                .toList();
    }
}
