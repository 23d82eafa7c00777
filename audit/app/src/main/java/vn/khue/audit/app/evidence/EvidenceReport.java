package vn.khue.audit.app.evidence;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import vn.khue.audit.app.casefile.Case;
import vn.khue.audit.app.casefile.CaseFile;
import vn.khue.audit.app.chart.TimeChart;
import vn.khue.audit.app.paper.Paper;
import vn.khue.audit.app.paper.PaperWords;
import vn.khue.audit.app.store.StoredAlert;

/** Writes the report that people read. */
final class EvidenceReport {

    private static final float[] EVENTS = Paper.shares(3, 4, 2, 2);

    private final PaperWords words;

    EvidenceReport(PaperWords words) {
        this.words = words;
    }

    byte[] write(Exported exported) throws IOException {
        Matter matter = exported.matter();
        String title = matter.inCase()
                .map(file -> words.of(
                        "evidence.title.case",
                        file.about().number(),
                        file.about().title()))
                .orElseGet(() -> words.of(
                        "evidence.title.alert",
                        words.title(matter.alerts().get(0).found().alert())));
        try (Paper paper = new Paper(title, exported.at())) {
            paper.title(title);
            paper.fact(words.of("evidence.made"), words.second(exported.at()));
            paper.fact(
                    words.of("evidence.by"),
                    exported.by().name() + ", "
                            + exported.by()
                                    .reader()
                                    .role()
                                    .map(role -> words.orElse("khue.role." + role, role))
                                    .orElse(""));
            paper.fact(words.of("evidence.log"), exported.ledger().checkpoint().origin());
            paper.fact(
                    words.of("evidence.size"),
                    Long.toString(exported.ledger().checkpoint().size()));
            paper.fact(
                    words.of("evidence.root"),
                    exported.ledger().checkpoint().root().base64());
            paper.fact(
                    words.of("evidence.events"),
                    Integer.toString(exported.ledger().entries().size()));
            if (!exported.waiting().isEmpty()) {
                paper.fact(
                        words.of("evidence.waiting"),
                        Integer.toString(exported.waiting().size()));
            }
            if (matter.inCase().isPresent()) {
                ofCase(paper, matter.inCase().get());
            }
            timeline(paper, matter);
            for (Matter.About each : matter.alerts()) {
                ofAlert(paper, each);
            }
            paper.heading(words.of("evidence.check"));
            paper.text(words.of("evidence.check.text"));
            return paper.finished(title);
        }
    }

    private void ofCase(Paper paper, CaseFile file) throws IOException {
        Case about = file.about();
        paper.fact(words.of("evidence.owner"), about.owner().name());
        paper.fact(words.of("evidence.opened"), words.second(about.openedAt()));
        paper.fact(
                words.of("evidence.state"),
                words.of("case.state." + about.state())
                        + about.reason()
                                .map(why -> ": " + words.of("triage.reason." + why))
                                .orElse(""));
        for (var each : about.incidents().entrySet()) {
            paper.fact(
                    words.of("triage.reason." + each.getKey()),
                    words.of("evidence.known", words.second(each.getValue())));
        }
        paper.heading(words.of("case.decisions"));
        for (CaseFile.Decided each : file.decisions()) {
            paper.fact(
                    words.second(each.at()),
                    words.of("case.did." + each.act(), each.name())
                            + each.reason()
                                    .map(reason -> ": " + words.of("triage.reason." + reason))
                                    .orElse("")
                            + (each.note().isEmpty() ? "" : ". " + each.note()));
        }
    }

    private void timeline(Paper paper, Matter matter) throws IOException {
        List<Instant> moments = matter.alerts().stream()
                .flatMap(each -> each.counted().stream())
                .map(Matter.Line::time)
                .toList();
        TimeChart chart = TimeChart.of(moments, Instant.EPOCH);
        if (!chart.empty()) {
            paper.heading(words.of("chart.events." + chart.step()));
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

    private void ofAlert(Paper paper, Matter.About about) throws IOException {
        StoredAlert alert = about.found().alert();
        paper.heading(words.title(alert));
        paper.text(words.explanation(alert));
        paper.strong(words.why(alert));
        paper.fact(
                words.of("alerts.filter.level"),
                words.of("level." + alert.level().word()));
        alert.group().forEach((field, value) -> fact(paper, words.orElse("alert.field." + field, field), value));
        paper.fact(words.of("alert.from"), words.second(alert.from()));
        paper.fact(words.of("alert.to"), words.second(alert.to()));
        paper.fact(words.of("alert.raised"), words.second(alert.raisedAt()));
        if (!alert.techniques().isEmpty()) {
            paper.fact(words.of("alert.techniques"), alert.techniques().stream().collect(Collectors.joining(", ")));
        }
        paper.strong(words.of("alert.events"));
        if (about.gone() > 0) {
            paper.text(words.of("alert.events.gone", about.gone()));
        }
        paper.row(
                EVENTS,
                true,
                words.of("events.column.time"),
                words.of("events.column.kind"),
                words.of("events.column.unit"),
                words.of("events.column.index"));
        for (Matter.Line each : about.counted()) {
            paper.row(
                    EVENTS,
                    false,
                    words.second(each.time()),
                    words.orElse("event.kind." + each.kind(), each.kind()),
                    each.unit().orElse(""),
                    Long.toString(each.ledgerIndex()));
        }
        if (!about.decisions().isEmpty()) {
            paper.strong(words.of("alert.decisions"));
        }
        for (Matter.Decided each : about.decisions()) {
            paper.fact(
                    words.second(each.at()),
                    words.of("triage.did." + each.act(), each.name())
                            + each.reason()
                                    .map(reason -> ": " + words.of("triage.reason." + reason))
                                    .orElse("")
                            + (each.note().isEmpty() ? "" : ". " + each.note()));
        }
    }

    private static void fact(Paper paper, String name, String value) {
        try {
            paper.fact(name, value);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
