package vn.khue.audit.app.request;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.khue.audit.app.request.DataRequest.Act;
import vn.khue.audit.app.rights.LogRight;
import vn.khue.audit.app.triage.ActForm;
import vn.khue.audit.app.triage.DecisionOutcome;
import vn.khue.audit.app.triage.Desk;
import vn.khue.audit.app.triage.Officer;
import vn.khue.web.login.SignedInPerson;
import vn.khue.web.time.VietnamTime;

/** The register of requests, and one request with its steps. */
@Controller
final class RequestController {

    private static final String ONE = "/requests/{id:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}";

    private final Desk desk;
    private final RequestRegister register;
    private final RequestDecisions decisions;
    private final RequestProfile profile;
    private final Clock clock;
    private final VietnamTime time = new VietnamTime();

    RequestController(
            Desk desk, RequestRegister register, RequestDecisions decisions, RequestProfile profile, Clock clock) {
        this.desk = desk;
        this.register = register;
        this.decisions = decisions;
        this.profile = profile;
        this.clock = clock;
    }

    @GetMapping("/requests")
    String list(SignedInPerson person, HttpServletRequest request, Model model) {
        Officer officer = desk.officer(person, LogRight.SEE_REQUESTS, request);
        model.addAttribute("requests", register.list(officer.reader()));
        model.addAttribute("kinds", RequestKind.values());
        model.addAttribute("profile", profile);
        model.addAttribute("today", time.dayOf(clock.instant()));
        model.addAttribute("keeps", desk.may(person, LogRight.KEEP_REQUESTS));
        return "requests";
    }

    @PostMapping("/requests")
    String receive(
            SignedInPerson person,
            HttpServletRequest request,
            RedirectAttributes after,
            @RequestParam(name = "kind", required = false) String kind,
            @RequestParam(name = "subject", required = false) String subject,
            @RequestParam(name = "received", required = false) String received,
            @RequestParam(name = "processors", required = false) String processors,
            @RequestParam(name = "note", required = false) String note) {
        Officer officer = desk.officer(person, LogRight.KEEP_REQUESTS, request);
        RequestForm form = new RequestForm(kind, subject, received, processors, note);
        RequestForm.Reading reading = form.read(time.dayOf(clock.instant()));
        if (reading instanceof RequestForm.Reading.NotUnderstood strange) {
            after.addFlashAttribute("failed", strange.code()).addFlashAttribute("typed", form.shown());
            return "redirect:/requests";
        }
        UUID id = UUID.randomUUID();
        decisions.receive(id, ((RequestForm.Reading.Understood) reading).received(), officer);
        after.addFlashAttribute("done", "request.RECEIVE");
        return "redirect:/requests/" + id;
    }

    @GetMapping(ONE)
    String show(SignedInPerson person, @PathVariable("id") UUID id, HttpServletRequest request, Model model) {
        Officer officer = desk.officer(person, LogRight.SEE_REQUESTS, request);
        DataRequest.File file = register.file(id, officer.reader()).orElseThrow(() -> new NoSuchRequestException(id));
        boolean keeps = desk.may(person, LogRight.KEEP_REQUESTS);
        model.addAttribute("file", file);
        model.addAttribute("about", file.about());
        model.addAttribute("profile", profile);
        model.addAttribute("today", time.dayOf(clock.instant()));
        model.addAttribute("keeps", keeps);
        model.addAttribute("mine", file.about().subject().equals(person.khueId()));
        model.addAttribute(
                "acts",
                Arrays.stream(Act.values())
                        .filter(each -> file.about().fits(each))
                        .toList());
        model.addAttribute("opensEvents", desk.may(person, LogRight.READ_EVENTS));
        return "request";
    }

    @PostMapping(ONE)
    String decide(
            SignedInPerson person,
            @PathVariable("id") UUID id,
            HttpServletRequest request,
            RedirectAttributes after,
            @RequestParam(name = "version") int version,
            @RequestParam(name = "act", required = false) String act,
            @RequestParam(name = "note", required = false) String note) {
        Officer officer = desk.officer(person, LogRight.KEEP_REQUESTS, request);
        ActForm form = new ActForm(act, "", note);
        Optional<Act> what = Arrays.stream(Act.values())
                .filter(each -> each != Act.RECEIVE && each.name().equals(form.act()))
                .findFirst();
        String back = "redirect:/requests/" + id;
        if (what.isEmpty() || form.note().isEmpty()) {
            after.addFlashAttribute("failed", what.isEmpty() ? "act" : "note").addFlashAttribute("typed", form);
            return back;
        }
        DecisionOutcome outcome = decisions.decide(id, version, what.get(), form.note(), officer);
        if (outcome instanceof DecisionOutcome.Missing) {
            throw new NoSuchRequestException(id);
        } else if (outcome instanceof DecisionOutcome.Decided) {
            after.addFlashAttribute("done", "request." + what.get());
            return back;
        }
        String failed = outcome instanceof DecisionOutcome.Own
                ? "own"
                : outcome instanceof DecisionOutcome.Changed ? "changed" : "unfitting";
        after.addFlashAttribute("failed", failed).addFlashAttribute("typed", form);
        return back;
    }
}
