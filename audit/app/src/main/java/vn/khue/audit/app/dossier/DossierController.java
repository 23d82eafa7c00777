package vn.khue.audit.app.dossier;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khue.audit.app.browse.AlertWords;
import vn.khue.audit.app.entity.EntityRef;
import vn.khue.audit.app.rights.LogRight;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.store.RecordedReading;
import vn.khue.audit.app.triage.AlertQueue.Looking;
import vn.khue.audit.app.triage.Desk;
import vn.khue.web.login.SignedInPerson;

/** What is known of a person, an address, a key, a card or a school: alerts in sight for who sees the queue, events for who reads the log. */
@Controller
final class DossierController {

    private final Desk desk;
    private final Dossiers dossiers;
    private final AlertWords words;

    DossierController(Desk desk, DataSource dataSource, EventStore store, AlertWords words, Clock clock) {
        this.desk = desk;
        this.dossiers = new Dossiers(new RecordedReading(dataSource, store, clock), clock);
        this.words = words;
    }

    @GetMapping("/entities/{kind:[a-z]{2,8}}")
    String show(
            SignedInPerson person,
            @PathVariable("kind") String kind,
            @RequestParam(name = "id", required = false) String id,
            HttpServletRequest request,
            Locale locale,
            Model model) {
        Looking looking = desk.looking(person, request);
        EntityRef about = EntityRef.parse(kind, id).orElseThrow(NoSuchEntityException::new);
        boolean reads = desk.may(person, LogRight.READ_EVENTS);
        Dossier dossier = dossiers.about(about, reads, looking);
        Map<String, String> titles = new LinkedHashMap<>();
        dossier.alerts()
                .forEach(each ->
                        titles.put(each.alert().rule(), words.title(each.alert().rule(), locale)));
        model.addAttribute("about", about);
        model.addAttribute("dossier", dossier);
        model.addAttribute("titles", titles);
        model.addAttribute("days", Dossiers.DAYS);
        model.addAttribute("readsLog", reads);
        model.addAttribute("holds", about.suspendable() && desk.may(person, LogRight.RESPOND));
        return "entity";
    }
}
