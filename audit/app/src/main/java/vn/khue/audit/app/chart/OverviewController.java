package vn.khue.audit.app.chart;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khue.audit.app.rights.LogRight;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.store.RecordedReading;
import vn.khue.audit.app.triage.AlertQueue.Looking;
import vn.khue.audit.app.triage.Desk;
import vn.khue.web.login.SignedInPerson;

/** Alerts and events over time, by school and by network. */
@Controller
final class OverviewController {

    private final Desk desk;
    private final Counts counts;
    private final Clock clock;

    OverviewController(Desk desk, DataSource dataSource, EventStore store, Clock clock) {
        this.desk = desk;
        this.counts = new Counts(new RecordedReading(dataSource, store, clock));
        this.clock = clock;
    }

    @GetMapping("/overview")
    String show(
            SignedInPerson person,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            @RequestParam(name = "span", defaultValue = "day") String typed) {
        Looking looking = desk.looking(person, request);
        Optional<ChartSpan> span = ChartSpan.of(typed);
        if (span.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        }
        Instant now = clock.instant();
        boolean events = desk.may(person, LogRight.READ_EVENTS);
        ChartSpan shown = span.orElse(ChartSpan.DAY);
        model.addAttribute("strange", span.isEmpty());
        model.addAttribute("span", shown);
        model.addAttribute("spans", ChartSpan.values());
        model.addAttribute("countsEvents", events);
        model.addAttribute("found", counts.over(shown, now, events, looking));
        return "overview";
    }
}
