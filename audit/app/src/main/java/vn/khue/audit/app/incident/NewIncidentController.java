package vn.khue.audit.app.incident;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.khue.audit.app.incident.Incident.DataKind;
import vn.khue.audit.app.incident.Incident.Source;
import vn.khue.audit.app.rights.AlertSight;
import vn.khue.audit.app.rights.LogRight;
import vn.khue.audit.app.triage.AlertQueue.Looking;
import vn.khue.audit.app.triage.Desk;
import vn.khue.audit.app.triage.IncidentKind;
import vn.khue.audit.app.triage.Officer;
import vn.khue.web.login.SignedInPerson;

/** Opens an incident that no alert began. */
@Controller
final class NewIncidentController {

    private final Desk desk;
    private final IncidentOpenings openings;
    private final Clock clock;

    NewIncidentController(Desk desk, IncidentOpenings openings, Clock clock) {
        this.desk = desk;
        this.openings = openings;
        this.clock = clock;
    }

    @GetMapping("/incidents/new")
    String show(SignedInPerson person, HttpServletRequest request, Model model) {
        desk.require(person, LogRight.KEEP_INCIDENTS);
        return form(desk.looking(person, request), model);
    }

    @PostMapping("/incidents")
    String open(
            SignedInPerson person,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after,
            @RequestParam(name = "title", required = false) String title,
            @RequestParam(name = "kinds", defaultValue = "") List<String> kinds,
            @RequestParam(name = "known", required = false) String known,
            @RequestParam(name = "begun", required = false) String begun,
            @RequestParam(name = "source", required = false) String source,
            @RequestParam(name = "unit", required = false) String unit,
            @RequestParam(name = "data", defaultValue = "") List<String> data,
            @RequestParam(name = "affected", required = false) String affected,
            @RequestParam(name = "account", required = false) String account) {
        Officer officer = desk.officer(person, LogRight.KEEP_INCIDENTS, request);
        Looking looking = desk.looking(person, request);
        OpeningForm form = new OpeningForm(title, kinds, known, begun, source, unit, data, affected, account);
        OpeningForm.Reading reading = form.read(clock.instant(), looking.sight());
        if (reading instanceof OpeningForm.Reading.NotUnderstood strange) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            model.addAttribute("failed", strange.code()).addAttribute("typed", form.shown());
            return form(looking, model);
        }
        UUID id = UUID.randomUUID();
        openings.open(id, ((OpeningForm.Reading.Understood) reading).opening(), officer);
        after.addFlashAttribute("done", "incident.OPENED");
        return "redirect:/incidents/" + id;
    }

    private static String form(Looking looking, Model model) {
        model.addAttribute("kinds", IncidentKind.values());
        model.addAttribute("sources", Source.values());
        model.addAttribute("data", DataKind.values());
        model.addAttribute(
                "units", looking.sight() instanceof AlertSight.OnlyUnits only ? new TreeSet<>(only.units()) : null);
        return "incident-new";
    }
}
