package vn.khue.audit.app.incident;

import java.io.IOException;
import java.time.Instant;
import java.util.stream.Collectors;
import vn.khue.audit.app.incident.Incident.Duty;
import vn.khue.audit.app.incident.Incident.Entry;
import vn.khue.audit.app.incident.Incident.OfKind;
import vn.khue.audit.app.incident.Incident.Told;
import vn.khue.audit.app.paper.Paper;
import vn.khue.audit.app.paper.PaperWords;

/** The record of one incident to print and sign by hand. */
final class IncidentSheet {

    private final PaperWords words;

    IncidentSheet(PaperWords words) {
        this.words = words;
    }

    byte[] write(Incident incident, Instant made) throws IOException {
        String title = words.of("incident.sheet.title", incident.number());
        try (Paper paper = new Paper(title, made)) {
            paper.title(title);
            paper.fact(words.of("incident.sheet.made"), words.minute(made));
            paper.fact(words.of("incident.case"), incident.title());
            paper.fact(words.of("incident.owner"), incident.owner());
            if (incident.told().isPresent()) {
                told(paper, incident.told().get());
            }
            for (OfKind each : incident.kinds()) {
                paper.heading(words.of("triage.reason." + each.kind()));
                paper.fact(words.of("incident.known"), words.minute(each.known()));
                for (Duty duty : each.duties()) {
                    paper.fact(words.of("alert.clock." + duty.clock().report()), standing(duty));
                    paper.fact(words.of("incident.source"), duty.clock().source());
                }
            }
            paper.heading(words.of("incident.entries"));
            if (incident.entries().isEmpty()) {
                paper.text(words.of("incident.entries.none"));
            }
            for (Entry each : incident.entries()) {
                paper.fact(words.minute(each.at()), told(each));
            }
            paper.fact(
                    words.of("incident.ended"),
                    incident.ended().map(words::minute).orElse(words.of("incident.open")));
            paper.heading(words.of("incident.sheet.sign"));
            paper.row(Paper.shares(1, 1), false, words.of("incident.sheet.officer"), words.of("incident.sheet.head"));
            return paper.finished(title);
        }
    }

    private void told(Paper paper, Told told) throws IOException {
        paper.heading(words.of("incident.told"));
        paper.fact(words.of("incident.source.how"), words.of("incident.told." + told.source()));
        paper.fact(words.of("incident.begun"), told.begun().map(words::minute).orElse(words.of("incident.unknown")));
        paper.fact(words.of("incident.unit"), told.unit().orElse(words.of("incident.unit.none")));
        if (!told.data().isEmpty()) {
            paper.fact(
                    words.of("incident.data"),
                    told.data().stream()
                            .map(each -> words.of("incident.data." + each))
                            .collect(Collectors.joining("; ")));
        }
        paper.fact(
                words.of("incident.affected"),
                told.affected().map(String::valueOf).orElse(words.of("incident.unknown")));
        paper.text(told.account());
    }

    private String standing(Duty duty) {
        String until = words.of("alert.clock.until", words.minute(duty.clock().until()));
        return until + ". " + words.of("incident.duty." + duty.state())
                + duty.done()
                        .map(each -> ": " + words.minute(each.at()) + ", " + each.recipient())
                        .orElse("");
    }

    private String told(Entry entry) {
        StringBuilder told = new StringBuilder(words.of("incident.act." + entry.act()));
        entry.report()
                .ifPresent(report -> told.append(" (")
                        .append(words.of("alert.clock." + report))
                        .append(')'));
        if (!entry.recipient().isEmpty()) {
            told.append(": ").append(entry.recipient());
        }
        if (!entry.note().isEmpty()) {
            told.append(". ").append(entry.note());
        }
        return told.append(". ").append(entry.name()).toString();
    }
}
