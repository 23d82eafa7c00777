package vn.khue.launcher.roster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import vn.khue.launcher.Console;
import vn.khue.launcher.Texts;
import vn.khue.roster.brake.Brake;
import vn.khue.roster.journal.Finding;
import vn.khue.roster.journal.Journal;
import vn.khue.roster.journal.PlannedChange;
import vn.khue.roster.journal.Run;
import vn.khue.roster.source.InputError;
import vn.khue.roster.undo.UndoResult;

/** Says at the terminal what a roster's plan, run or error is, as text or as one JSON object a line. */
public final class RosterReport {

    private static final int SHOWN = 50;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm", Locale.ROOT).withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

    private final Console out;
    private final Texts words;
    private final boolean json;

    public RosterReport(Console out, boolean json) {
        this.out = out;
        this.words = Texts.of("vn.khue.roster.messages", out.texts().language());
        this.json = json;
    }

    /** What is wrong with a file. */
    public void errors(List<InputError> errors, long count) {
        for (InputError error : errors) {
            String problem = words.get("problem." + error.problem(), error.expected(), error.found());
            if (json) {
                line(generator -> {
                    generator.writeStringField("file", error.file());
                    generator.writeNumberField("row", error.row());
                    generator.writeStringField("column", error.column());
                    generator.writeStringField("problem", error.problem().name());
                    generator.writeStringField("expected", error.expected());
                    generator.writeStringField("found", error.found());
                });
            } else {
                out.say("roster.error", error.file(), error.row(), error.column(), problem);
            }
        }
        if (!json) {
            out.say("roster.errors", count);
        }
    }

    /** One run with its changes by school, its findings and what stops it. */
    public void run(Run run, Journal journal) {
        List<Journal.Count> counts = journal.counts(run.number());
        List<Finding> findings = journal.findings(run.number(), SHOWN);
        List<Brake> brakes = journal.brakes(run.number());
        if (json) {
            head(run);
            counts.forEach(count -> line(generator -> {
                generator.writeNumberField("run", run.number());
                generator.writeStringField("unit", count.unit());
                generator.writeStringField("change", count.what());
                generator.writeStringField("state", count.state());
                generator.writeNumberField("count", count.number());
            }));
            findings.forEach(finding -> line(generator -> {
                generator.writeNumberField("run", run.number());
                generator.writeStringField("finding", finding.code());
                generator.writeStringField("severity", finding.severity().name());
                generator.writeStringField("unit", finding.unit());
                generator.writeStringField("file", finding.file());
                generator.writeNumberField("row", finding.line());
                generator.writeStringField("key", finding.rowKey());
                generator.writeStringField("person", finding.subject());
            }));
            brakes.forEach(this::brake);
            return;
        }
        head(run);
        String unit = "";
        for (Journal.Count count : counts) {
            if (!count.unit().equals(unit)) {
                unit = count.unit();
                out.line("  " + unit);
            }
            out.say(
                    "roster.count",
                    count.number(),
                    words.get("change." + count.what()),
                    words.get("state." + count.state()));
        }
        if (counts.isEmpty()) {
            out.say("roster.nothing");
        }
        for (Finding finding : findings) {
            out.say(
                    "roster.finding",
                    words.get("severity." + finding.severity()),
                    words.get("finding." + finding.code()),
                    finding.unit(),
                    finding.file() + ":" + finding.line(),
                    finding.rowKey(),
                    finding.subject());
        }
        long all = journal.findingCounts(run.number()).stream()
                .mapToLong(Journal.Count::number)
                .sum();
        if (all > findings.size()) {
            out.say("roster.findings", all - findings.size());
        }
        brakes.forEach(this::brake);
    }

    /** The first line of a run. */
    public void head(Run run) {
        if (json) {
            line(generator -> {
                generator.writeNumberField("run", run.number());
                generator.writeStringField("kind", run.kind().name());
                generator.writeStringField("state", run.state().name());
                generator.writeStringField("source", run.source());
                generator.writeStringField("file", run.fileName());
                generator.writeStringField("sha256", run.fileSha256());
                generator.writeStringField("day", run.day().toString());
                generator.writeStringField("plannedBy", run.plannedBy());
                generator.writeStringField("plannedAt", run.plannedAt().toString());
            });
            return;
        }
        out.say(
                "roster.run",
                Long.toString(run.number()),
                words.get("kind." + run.kind()),
                words.get("runstate." + run.state()),
                run.fileName(),
                TIME.format(run.plannedAt()));
    }

    /** One reason to stop. */
    public void brake(Brake brake) {
        if (json) {
            line(generator -> {
                generator.writeStringField("brake", brake.rule());
                generator.writeStringField("unit", brake.unit());
                generator.writeNumberField("found", brake.found());
                generator.writeNumberField("allowed", brake.allowed());
            });
            return;
        }
        out.line("  ! " + words.get("brake." + brake.rule(), brake.unit(), brake.found(), brake.allowed()));
    }

    /** What an undo did, and what it left alone. */
    public void undone(UndoResult result) {
        if (!json) {
            out.say(
                    "roster.undone",
                    Long.toString(result.run()),
                    result.restored(),
                    result.leftAlone().size());
        }
        for (PlannedChange change : result.leftAlone()) {
            String note = change.note().orElse("");
            String code = note.split(" ", 2)[0];
            String values = note.length() > code.length() ? note.substring(code.length() + 1) : "";
            if (json) {
                line(generator -> {
                    generator.writeNumberField("run", result.run());
                    generator.writeStringField("leftAlone", change.subject());
                    generator.writeStringField("kind", change.subjectKind().name());
                    generator.writeStringField("why", note);
                });
            } else {
                out.say(
                        "roster.left",
                        words.get("subject." + change.subjectKind()),
                        change.subject(),
                        words.get("note." + code, values));
            }
        }
        for (String erased : result.erased()) {
            out.say("roster.left", words.get("subject.PERSON"), erased, words.get("note.ERASED", ""));
        }
    }

    private void line(Fields fields) {
        var text = new StringWriter();
        try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
            generator.writeStartObject();
            fields.write(generator);
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.line(text.toString());
    }

    private interface Fields {
        void write(JsonGenerator generator) throws IOException;
    }
}
