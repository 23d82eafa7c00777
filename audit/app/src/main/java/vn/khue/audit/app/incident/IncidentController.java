package vn.khue.audit.app.incident;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.khue.audit.app.casefile.NoSuchCaseException;
import vn.khue.audit.app.rights.LogRight;
import vn.khue.audit.app.triage.AlertQueue.Looking;
import vn.khue.audit.app.triage.DecisionOutcome;
import vn.khue.audit.app.triage.Desk;
import vn.khue.audit.app.triage.IncidentKind;
import vn.khue.audit.app.triage.Officer;
import vn.khue.web.login.SignedInPerson;

/** The register of incidents, one incident, and its record on paper. */
@Controller
final class IncidentController {

    private static final String ONE = "/incidents/{id:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}";

    private final Desk desk;
    private final IncidentRegister register;
    private final IncidentNotes notes;
    private final IncidentSheet sheet;
    private final Clock clock;

    IncidentController(Desk desk, IncidentRegister register, IncidentNotes notes, IncidentSheet sheet, Clock clock) {
        this.desk = desk;
        this.register = register;
        this.notes = notes;
        this.sheet = sheet;
        this.clock = clock;
    }

    @GetMapping("/incidents")
    String list(SignedInPerson person, HttpServletRequest request, Model model) {
        desk.require(person, LogRight.SEE_INCIDENTS);
        IncidentRegister.Listed listed = register.list(desk.looking(person, request));
        model.addAttribute("incidents", listed.incidents());
        model.addAttribute("loose", listed.loose());
        model.addAttribute("keeps", desk.may(person, LogRight.KEEP_INCIDENTS));
        return "incidents";
    }

    private Incident found(SignedInPerson person, UUID id, HttpServletRequest request) {
        desk.require(person, LogRight.SEE_INCIDENTS);
        return register.one(id, desk.looking(person, request)).orElseThrow(() -> new NoSuchCaseException(id));
    }

    /** A report that is still to go out, as the form names it. */
    record Choice(String value, IncidentKind kind, String report) {}

    @GetMapping(ONE)
    String show(SignedInPerson person, @PathVariable("id") UUID id, HttpServletRequest request, Model model) {
        Incident incident = found(person, id, request);
        List<Choice> choices = incident.kinds().stream()
                .flatMap(each -> each.duties().stream()
                        .filter(duty -> duty.done().isEmpty())
                        .map(duty -> new Choice(
                                each.kind() + "." + duty.clock().report(),
                                each.kind(),
                                duty.clock().report())))
                .toList();
        model.addAttribute("incident", incident);
        model.addAttribute("choices", choices);
        model.addAttribute("opensEvents", desk.may(person, LogRight.READ_EVENTS));
        model.addAttribute("keeps", desk.may(person, LogRight.KEEP_INCIDENTS));
        return "incident";
    }

    @GetMapping(ONE + "/sheet")
    ResponseEntity<byte[]> sheet(SignedInPerson person, @PathVariable("id") UUID id, HttpServletRequest request)
            throws IOException {
        Incident incident = found(person, id, request);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("su-co-" + incident.number() + ".pdf")
                                .build()
                                .toString())
                .body(sheet.write(incident, clock.instant()));
    }

    @PostMapping(ONE)
    String note(
            SignedInPerson person,
            @PathVariable("id") UUID id,
            HttpServletRequest request,
            RedirectAttributes after,
            @RequestParam(name = "act", required = false) String act,
            @RequestParam(name = "duty", required = false) String duty,
            @RequestParam(name = "recipient", required = false) String recipient,
            @RequestParam(name = "at", required = false) String at,
            @RequestParam(name = "note", required = false) String note) {
        Officer officer = desk.officer(person, LogRight.KEEP_INCIDENTS, request);
        Looking looking = desk.looking(person, request);
        IncidentForm form = new IncidentForm(act, duty, recipient, at, note);
        String back = "redirect:/incidents/" + id;
        IncidentForm.Reading reading = form.read(clock.instant());
        if (reading instanceof IncidentForm.Reading.NotUnderstood strange) {
            after.addFlashAttribute("failed", strange.code()).addFlashAttribute("typed", form);
            return back;
        }
        DecisionOutcome outcome =
                notes.note(id, ((IncidentForm.Reading.Understood) reading).noting(), officer, looking);
        if (outcome instanceof DecisionOutcome.Missing) {
            throw new NoSuchCaseException(id);
        } else if (outcome instanceof DecisionOutcome.Decided) {
            after.addFlashAttribute("done", "incident." + form.act());
        } else {
            after.addFlashAttribute("failed", form.act().equals("ENDED") ? "waiting" : "unfitting")
                    .addFlashAttribute("typed", form);
        }
        return back;
    }
}
