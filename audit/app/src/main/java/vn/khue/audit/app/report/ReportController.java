package vn.khue.audit.app.report;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
import vn.khue.audit.app.rights.LogRight;
import vn.khue.audit.app.triage.ActForm;
import vn.khue.audit.app.triage.Desk;
import vn.khue.audit.app.triage.Officer;
import vn.khue.web.login.SignedInPerson;
import vn.khue.web.time.VietnamTime;

/** The list of reports, making one now, and taking one away. */
@Controller
final class ReportController {

    /** As many as are kept online. */
    private static final int MONTHS = 12;

    private final Desk desk;
    private final Reports reports;
    private final Clock clock;
    private final VietnamTime time = new VietnamTime();

    ReportController(Desk desk, Reports reports, Clock clock) {
        this.desk = desk;
        this.reports = reports;
        this.clock = clock;
    }

    @GetMapping("/reports")
    String list(SignedInPerson person, HttpServletRequest request, Model model) {
        Officer officer = desk.officer(person, LogRight.SEE_REPORTS, request);
        LocalDate today = time.dayOf(clock.instant());
        List<YearMonth> months = new ArrayList<>();
        for (int back = 0; back < MONTHS; back++) {
            months.add(YearMonth.from(today).minusMonths(back));
        }
        model.addAttribute("reports", reports.list(officer.reader()));
        model.addAttribute("months", months);
        model.addAttribute("years", List.of(today.getYear(), today.getYear() - 1));
        model.addAttribute("makes", desk.may(person, LogRight.MAKE_REPORT));
        return "reports";
    }

    @PostMapping("/reports")
    String make(
            SignedInPerson person,
            HttpServletRequest request,
            RedirectAttributes after,
            @RequestParam(name = "span", required = false) String typed) {
        Officer officer = desk.officer(person, LogRight.MAKE_REPORT, request);
        Optional<ReportSpan> span = span(ActForm.clean(typed, 7));
        if (span.isEmpty()) {
            after.addFlashAttribute("failed", "span");
        } else {
            reports.make(span.get(), Optional.of(officer));
            after.addFlashAttribute("done", "report.made");
        }
        return "redirect:/reports";
    }

    /** A month as 2026-11 or a year as 2026 of those that the page offers. */
    private Optional<ReportSpan> span(String typed) {
        LocalDate today = time.dayOf(clock.instant());
        try {
            if (typed.matches("[0-9]{4}")) {
                LocalDate day = LocalDate.of(Integer.parseInt(typed), 1, 1);
                boolean offered =
                        Arrays.asList(today.getYear(), today.getYear() - 1).contains(day.getYear());
                return offered ? Optional.of(ReportSpan.of(ReportSpan.Period.YEAR, day, today)) : Optional.empty();
            }
            YearMonth month = YearMonth.parse(typed);
            YearMonth now = YearMonth.from(today);
            return month.isAfter(now) || !month.isAfter(now.minusMonths(MONTHS))
                    ? Optional.empty()
                    : Optional.of(ReportSpan.of(ReportSpan.Period.MONTH, month.atDay(1), today));
        } catch (DateTimeParseException strange) {
            return Optional.empty();
        }
    }

    @GetMapping("/reports/{id:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}")
    ResponseEntity<byte[]> take(SignedInPerson person, @PathVariable("id") UUID id, HttpServletRequest request) {
        Officer officer = desk.officer(person, LogRight.SEE_REPORTS, request);
        Reports.Taken taken = reports.take(id, officer.reader()).orElseThrow(() -> new NoSuchReportException(id));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(taken.report().file())
                                .build()
                                .toString())
                .body(taken.pdf());
    }
}
