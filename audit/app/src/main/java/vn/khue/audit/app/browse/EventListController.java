package vn.khue.audit.app.browse;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khue.audit.app.proof.CheckedProofs;
import vn.khue.audit.app.rights.LogRight;
import vn.khue.audit.app.rights.LogRights;
import vn.khue.audit.app.store.EventPage;
import vn.khue.audit.app.store.EventSearch;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.web.login.SignedInPerson;

/** The log, newest first. */
@Controller
final class EventListController {

    private final LogRights rights;
    private final EventSearch search;
    private final Readers readers;
    private final LedgerStanding ledger;
    private final PartsStanding parts;

    EventListController(
            LogRights rights, EventSearch search, Readers readers, LedgerStanding ledger, PartsStanding parts) {
        this.parts = parts;
        this.rights = rights;
        this.search = search;
        this.readers = readers;
        this.ledger = ledger;
    }

    @GetMapping("/")
    String home(SignedInPerson person) {
        if (rights.allow(person, LogRight.READ_EVENTS)) {
            return "redirect:/events";
        }
        if (rights.allow(person, LogRight.READ_QUEUE)) {
            return "redirect:/alerts/queue";
        }
        return rights.allow(person, LogRight.SEE_REPORTS) ? "redirect:/reports" : "redirect:/ledger";
    }

    @GetMapping("/events")
    String list(
            SignedInPerson person,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            @RequestParam Map<String, String> typed) {
        String role = rights.require(person, LogRight.READ_EVENTS);
        EventFilter filter = EventFilter.of(typed);
        model.addAttribute("filter", filter);
        model.addAttribute("kinds", EventKind.values());
        model.addAttribute("outcomes", Outcome.values());
        model.addAttribute("ledger", ledger.now());
        model.addAttribute("parts", parts.now());
        model.addAttribute("errors", Map.of());
        EventFilter.Reading reading = filter.read();
        if (reading instanceof EventFilter.Reading.NotUnderstood strange) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            model.addAttribute("errors", strange.errors());
        } else if (reading instanceof EventFilter.Reading.Understood understood) {
            EventPage page = search.search(understood.query(), readers.of(person, role, request));
            model.addAttribute("events", page.events());
            model.addAttribute("proven", CheckedProofs.of(request.getSession()));
            model.addAttribute(
                    "older",
                    page.next().map(place -> filter.address(Optional.of(place))).orElse(null));
            model.addAttribute("newest", filter.after().isEmpty() ? null : filter.address(Optional.empty()));
        }
        return "events";
    }
}
