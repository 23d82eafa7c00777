package vn.khue.audit.app.casefile;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import vn.khue.audit.app.chart.TimeChart;
import vn.khue.audit.app.rights.LogRight;
import vn.khue.audit.app.triage.AlertQueue.Looking;
import vn.khue.audit.app.triage.AlertQueue.Triaged;
import vn.khue.audit.app.triage.CloseReason;
import vn.khue.audit.app.triage.DecisionOutcome;
import vn.khue.audit.app.triage.Desk;
import vn.khue.audit.app.triage.IncidentKind;
import vn.khue.audit.app.triage.Officer;
import vn.khue.audit.app.triage.TriageProfile;
import vn.khue.web.login.SignedInPerson;

/** The list of cases, one case, and what is decided about it. */
@Controller
final class CaseController {

    private static final String ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final String ONE = "/cases/{id:" + ID + "}";
    private static final int PAGE = 50;

    private final Desk desk;
    private final CaseShelf shelf;
    private final CaseDecisions decisions;
    private final AlertWords words;
    private final TriageProfile profile;
    private final Clock clock;

    CaseController(
            Desk desk, CaseShelf shelf, CaseDecisions decisions, AlertWords words, TriageProfile profile, Clock clock) {
        this.desk = desk;
        this.shelf = shelf;
        this.decisions = decisions;
        this.words = words;
        this.profile = profile;
        this.clock = clock;
    }

    @GetMapping("/cases")
    String list(
            SignedInPerson person,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            @RequestParam(name = "state", defaultValue = "OPEN") String state,
            @RequestParam(name = "before", required = false) String before) {
        Looking looking = desk.looking(person, request);
        boolean all = state.equals("ALL");
        Optional<CaseState> chosen = Arrays.stream(CaseState.values())
                .filter(each -> each.name().equals(state))
                .findFirst();
        boolean understood = (all || chosen.isPresent()) && (before == null || before.matches("[0-9]{1,18}"));
        model.addAttribute("state", understood ? state : "OPEN");
        model.addAttribute("states", List.of("OPEN", "CLOSED", "ALL"));
        model.addAttribute("works", desk.may(person, LogRight.WORK_ON_CASE));
        if (!understood) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            return "cases";
        }
        List<CaseRow> found = shelf.list(chosen, Optional.ofNullable(before).map(Long::valueOf), PAGE + 1, looking);
        List<CaseRow> shown = found.subList(0, Math.min(PAGE, found.size()));
        model.addAttribute("cases", shown);
        model.addAttribute(
                "older",
                found.size() > PAGE
                        ? "/cases?state=" + state + "&before="
                                + shown.get(shown.size() - 1).number()
                        : null);
        model.addAttribute("newest", before == null ? null : "/cases?state=" + state);
        return "cases";
    }

    /** Clocks of one kind of incident. */
    record Running(IncidentKind kind, java.time.Instant since, List<TriageProfile.Clock> clocks) {}

    @GetMapping(ONE)
    String show(
            SignedInPerson person,
            @PathVariable("id") UUID id,
            HttpServletRequest request,
            Locale locale,
            Model model) {
        Looking looking = desk.looking(person, request);
        CaseFile file = shelf.file(id, looking).orElseThrow(() -> new NoSuchCaseException(id));
        Case about = file.about();
        model.addAttribute("file", file);
        model.addAttribute("about", about);
        model.addAttribute("titles", titles(file.alerts(), locale));
        model.addAttribute("names", names(file.alerts(), locale));
        model.addAttribute(
                "running",
                about.incidents().entrySet().stream()
                        .map(each -> new Running(
                                each.getKey(),
                                each.getValue(),
                                profile.clocks(each.getKey(), each.getValue(), clock.instant())))
                        .toList());
        model.addAttribute(
                "chart",
                TimeChart.of(
                        file.alerts().stream().map(each -> each.alert().to()).toList(), clock.instant()));
        model.addAttribute("reasons", CloseReason.values());
        model.addAttribute(
                "incidents",
                Arrays.stream(IncidentKind.values())
                        .filter(kind -> !about.incidents().containsKey(kind))
                        .toList());
        model.addAttribute("mine", about.owner().id().equals(person.khueId()));
        model.addAttribute("works", desk.may(person, LogRight.WORK_ON_CASE));
        model.addAttribute("exports", desk.may(person, LogRight.EXPORT_EVIDENCE));
        model.addAttribute("opensEvents", desk.may(person, LogRight.READ_EVENTS));
        return "case";
    }

    private Map<String, String> titles(List<Triaged> alerts, Locale locale) {
        Map<String, String> titles = new LinkedHashMap<>();
        alerts.forEach(
                each -> titles.put(each.alert().rule(), words.title(each.alert().rule(), locale)));
        return titles;
    }

    /** What alerts that were added or taken out are called, by their ids in text. */
    private Map<String, String> names(List<Triaged> alerts, Locale locale) {
        Map<String, String> names = new LinkedHashMap<>();
        alerts.forEach(each ->
                names.put(each.alert().id().toString(), words.title(each.alert().rule(), locale)));
        return names;
    }

    @PostMapping(ONE)
    String decide(
            SignedInPerson person,
            @PathVariable("id") UUID id,
            HttpServletRequest request,
            RedirectAttributes after,
            @RequestParam(name = "version") int version,
            @RequestParam(name = "act", required = false) String act,
            @RequestParam(name = "reason", required = false) String reason,
            @RequestParam(name = "note", required = false) String note) {
        Officer officer = desk.officer(person, LogRight.WORK_ON_CASE, request);
        Looking looking = desk.looking(person, request);
        CaseForm form = new CaseForm(act, reason, note);
        CaseForm.Reading reading = form.read();
        if (reading instanceof CaseForm.Reading.NotUnderstood strange) {
            after.addFlashAttribute("failed", strange.code()).addFlashAttribute("typed", form);
            return "redirect:/cases/" + id;
        }
        CaseAct understood = ((CaseForm.Reading.Understood) reading).act();
        DecisionOutcome outcome = decisions.decide(id, version, understood, form.note(), officer, looking);
        told(id, outcome, "case." + understood.word(), after);
        if (!(outcome instanceof DecisionOutcome.Decided)) {
            after.addFlashAttribute("typed", form);
        }
        return "redirect:/cases/" + id;
    }

    @PostMapping(ONE + "/alerts/{alert:" + ID + "}/remove")
    String remove(
            SignedInPerson person,
            @PathVariable("id") UUID id,
            @PathVariable("alert") UUID alert,
            HttpServletRequest request,
            RedirectAttributes after,
            @RequestParam(name = "version") int version) {
        Officer officer = desk.officer(person, LogRight.WORK_ON_CASE, request);
        Looking looking = desk.looking(person, request);
        told(id, decisions.remove(id, version, alert, officer, looking), "case.remove", after);
        return "redirect:/cases/" + id;
    }

    private static void told(UUID id, DecisionOutcome outcome, String done, RedirectAttributes after) {
        if (outcome instanceof DecisionOutcome.Missing) {
            throw new NoSuchCaseException(id);
        } else if (outcome instanceof DecisionOutcome.Decided decided) {
            after.addFlashAttribute("done", done).addFlashAttribute("count", decided.alerts());
        } else if (outcome instanceof DecisionOutcome.Own) {
            after.addFlashAttribute("failed", "own");
        } else {
            after.addFlashAttribute("failed", outcome instanceof DecisionOutcome.Unfitting ? "unfitting" : "changed");
        }
    }
}
