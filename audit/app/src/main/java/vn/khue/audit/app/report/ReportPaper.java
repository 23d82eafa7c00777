package vn.khue.audit.app.report;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vn.khue.audit.app.chart.Bar;
import vn.khue.audit.app.chart.TimeChart;
import vn.khue.audit.app.compliance.ControlStanding;
import vn.khue.audit.app.compliance.Finding;
import vn.khue.audit.app.compliance.Standing;
import vn.khue.audit.app.incident.Incident;
import vn.khue.audit.app.paper.Paper;
import vn.khue.audit.app.paper.PaperWords;
import vn.khue.audit.app.report.ReportNumbers.OfCatalogue;
import vn.khue.audit.app.report.ReportNumbers.OfRule;
import vn.khue.audit.app.request.DataRequest;
import vn.khue.audit.app.store.StoredDay;

/** Lays a report out in Vietnamese. */
final class ReportPaper {

    private static final Locale VIETNAMESE = PaperWords.LANGUAGE;
    private static final float[] RULES = Paper.shares(6, 2, 1.5f, 1.5f, 1.5f, 1.5f, 1.5f);
    private static final float[] INCIDENTS = Paper.shares(1, 3, 3, 6);
    private static final float[] REQUESTS = Paper.shares(1, 3, 2, 2, 4);
    private static final float[] GAPS = Paper.shares(2, 4, 6);

    private final PaperWords words;

    ReportPaper(PaperWords words) {
        this.words = words;
    }

    String title(ReportSpan span) {
        return words.of("report.title." + span.period(), span.named());
    }

    /**
     * The file.
     *
     * @param unsealed why it has no seal; empty where it gets one, which it then says
     */
    byte[] write(ReportNumbers numbers, Optional<String> unsealed) throws IOException {
        String title = title(numbers.span());
        try (Paper paper = new Paper(title, numbers.made())) {
            paper.title(title);
            paper.fact(
                    words.of("report.span"),
                    words.day(numbers.span().begins()) + " – "
                            + words.day(numbers.span().ends())
                            + (numbers.span().unfinished() ? " " + words.of("report.unfinished") : ""));
            paper.fact(words.of("report.made"), words.minute(numbers.made()));
            paper.fact(
                    words.of("report.seal"),
                    unsealed.map(why -> words.of("report.unsealed", words.orElse("report.why." + why, why)))
                            .orElse(words.of("report.sealed")));
            paper.text(words.of("report.nobody"));
            entries(paper, numbers);
            alerts(paper, numbers);
            incidents(paper, numbers);
            controls(paper, numbers);
            requests(paper, numbers);
            rights(paper, numbers);
            ledger(paper, numbers);
            return paper.finished(title);
        }
    }

    private void entries(Paper paper, ReportNumbers numbers) throws IOException {
        paper.heading(words.of("report.entries"));
        long sum =
                numbers.entries().values().stream().mapToLong(Long::longValue).sum();
        paper.text(words.of("report.entries.sum", sum));
        if (numbers.span().period() == ReportSpan.Period.YEAR) {
            Map<YearMonth, Long> months = new TreeMap<>();
            numbers.entries().forEach((day, n) -> months.merge(YearMonth.from(day), n, Long::sum));
            List<Bar.Count> counts = new ArrayList<>();
            months.forEach((month, n) -> counts.add(new Bar.Count(
                    String.format(Locale.ROOT, "%02d/%d", month.getMonthValue(), month.getYear()), n, 0)));
            bars(paper, counts);
            return;
        }
        Map<Instant, Long> days = new TreeMap<>();
        numbers.entries().forEach((day, n) -> days.put(StoredDay.begin(day), n));
        TimeChart chart = TimeChart.of(
                TimeChart.Step.DAY,
                StoredDay.begin(numbers.span().begins()),
                StoredDay.begin(numbers.span().ends().plusDays(1)).minusMillis(1),
                days);
        if (!chart.empty()) {
            paper.chart(
                    chart,
                    words.of(
                            "chart.words",
                            chart.columns().get(0).label(),
                            chart.columns().get(chart.columns().size() - 1).label(),
                            chart.sum(),
                            chart.highest().value(),
                            chart.highest().label()));
        }
    }

    private void bars(Paper paper, List<Bar.Count> counts) throws IOException {
        if (counts.isEmpty()) {
            paper.text(words.of("chart.none"));
        }
        for (Bar bar : Bar.of(counts)) {
            paper.bar(bar);
        }
    }

    private void alerts(Paper paper, ReportNumbers numbers) throws IOException {
        paper.heading(words.of("report.alerts"));
        if (numbers.alerts().isEmpty()) {
            paper.text(words.of("report.alerts.none"));
            return;
        }
        paper.row(
                RULES,
                true,
                words.of("report.rule"),
                words.of("report.all"),
                words.of("report.true"),
                words.of("report.false"),
                words.of("report.benign"),
                words.of("report.duplicate"),
                words.of("report.open"));
        for (OfRule each : numbers.alerts()) {
            paper.row(
                    RULES,
                    false,
                    words.ruleTitle(each.rule()),
                    Long.toString(each.all()),
                    Long.toString(each.truePositive()),
                    Long.toString(each.falsePositive()),
                    Long.toString(each.benign()),
                    Long.toString(each.duplicate()),
                    Long.toString(each.open()));
        }
        paper.strong(words.of("report.units"));
        bars(
                paper,
                numbers.units().stream()
                        .map(each -> new Bar.Count(each.unit(), each.alerts(), 0))
                        .toList());
    }

    private void incidents(Paper paper, ReportNumbers numbers) throws IOException {
        paper.heading(words.of("report.incidents"));
        if (numbers.incidents().isEmpty()) {
            paper.text(words.of("report.incidents.none"));
            return;
        }
        paper.row(
                INCIDENTS,
                true,
                words.of("report.number"),
                words.of("report.kind"),
                words.of("incident.known"),
                words.of("report.clocks"));
        for (Incident each : numbers.incidents()) {
            for (Incident.OfKind kind : each.kinds()) {
                paper.row(
                        INCIDENTS,
                        false,
                        Long.toString(each.number()),
                        words.of("triage.reason." + kind.kind()),
                        words.minute(kind.known()),
                        clocks(kind));
            }
        }
    }

    private String clocks(Incident.OfKind kind) {
        return String.join(
                "; ",
                kind.duties().stream()
                        .map(duty -> words.of("alert.clock." + duty.clock().report()) + ": "
                                + words.of("incident.duty." + duty.state())
                                + duty.done()
                                        .map(done -> ", " + words.minute(done.at()))
                                        .orElse(""))
                        .toList());
    }

    private void controls(Paper paper, ReportNumbers numbers) throws IOException {
        LocalDate today = numbers.span().ends();
        for (OfCatalogue each : numbers.catalogues()) {
            paper.heading(words.of("report.controls", each.catalogue().name().text(VIETNAMESE)));
            paper.text(words.of(
                    "report.controls.sums",
                    count(each, Standing.MET),
                    count(each, Standing.UNSEEN),
                    count(each, Standing.GAP)));
            List<ControlStanding> gaps = each.controls().stream()
                    .filter(one -> one.standing() == Standing.GAP)
                    .toList();
            if (gaps.isEmpty()) {
                paper.text(words.of("report.controls.none"));
                continue;
            }
            paper.row(GAPS, true, words.of("report.control"), words.of("report.what"), words.of("report.gap"));
            for (ControlStanding one : gaps) {
                paper.row(
                        GAPS,
                        false,
                        one.control().named(),
                        one.control().title().text(VIETNAMESE),
                        gap(one, today));
            }
        }
    }

    private String gap(ControlStanding one, LocalDate today) {
        StringBuilder gap = new StringBuilder();
        for (Finding each : one.gaps()) {
            gap.append(each.query().gap().text(VIETNAMESE)).append(' ');
        }
        one.signOff()
                .filter(each -> each.holds(today))
                .ifPresent(each -> gap.append(words.of("report.borne", words.day(each.until()))));
        return gap.toString();
    }

    private static long count(OfCatalogue of, Standing standing) {
        return of.controls().stream()
                .filter(each -> each.standing() == standing)
                .count();
    }

    private void requests(Paper paper, ReportNumbers numbers) throws IOException {
        paper.heading(words.of("report.requests"));
        if (numbers.requests().isEmpty()) {
            paper.text(words.of("report.requests.none"));
            return;
        }
        LocalDate today = numbers.span().ends();
        paper.row(
                REQUESTS,
                true,
                words.of("report.number"),
                words.of("report.kind"),
                words.of("request.received"),
                words.of("request.due"),
                words.of("request.state"));
        for (DataRequest each : numbers.requests()) {
            paper.row(
                    REQUESTS,
                    false,
                    Long.toString(each.number()),
                    words.of("request.kind." + each.kind()),
                    words.day(each.received()),
                    words.day(each.due()),
                    words.of("request.state." + each.state())
                            + (each.late(today) ? ", " + words.of("request.late") : ""));
        }
    }

    private void rights(Paper paper, ReportNumbers numbers) throws IOException {
        paper.heading(words.of("report.rights"));
        paper.text(numbers.review()
                .map(each -> words.of(
                        "report.rights.last",
                        each.number(),
                        words.day(LocalDate.ofInstant(each.signedAt(), vn.khue.web.time.VietnamTime.ZONE)),
                        each.accounts(),
                        each.unused(),
                        each.removed()))
                .orElse(words.of("report.rights.none")));
        paper.heading(words.of("report.hosts"));
        paper.text(
                numbers.hosts().all() == 0
                        ? words.of("compliance.fact.hosts.none")
                        : words.of(
                                "report.hosts.sums",
                                numbers.hosts().here(),
                                numbers.hosts().all(),
                                numbers.hosts().assessed(),
                                numbers.hosts().least().map(String::valueOf).orElse("–")));
    }

    private void ledger(Paper paper, ReportNumbers numbers) throws IOException {
        paper.heading(words.of("report.ledger"));
        paper.fact(words.of("evidence.log"), numbers.ledger().origin());
        paper.fact(words.of("evidence.size"), Long.toString(numbers.ledger().size()));
        paper.fact(words.of("evidence.root"), numbers.ledger().root());
        paper.fact(
                words.of("report.proof"),
                words.of(numbers.ledger().proven() ? "report.proof.holds" : "report.proof.broken"));
    }
}
