package vn.khue.launcher.ca;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.launcher.Console;
import vn.khue.launcher.Texts;
import vn.khue.pki.issuance.AuditFinding;
import vn.khue.pki.issuance.AuditReport;
import vn.khue.pki.issuance.AuditReport.FileVerdict;

/** An audit of the issuance log, in words or as one line of JSON. */
public final class AuditWords {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final AuditReport report;

    public AuditWords(AuditReport report) {
        this.report = report;
    }

    /** Each finding with what to do, then what was compared. */
    public void say(Console out) {
        Texts texts = out.texts();
        for (FileVerdict verdict : report.files()) {
            if (verdict instanceof FileVerdict.Logged logged) {
                out.say("ca.file.logged", logged.file(), logged.entry());
            } else if (verdict instanceof FileVerdict.Foreign foreign) {
                out.say("ca.file.foreign", foreign.file());
            }
        }
        for (AuditFinding finding : report.findings()) {
            out.say("ca.finding", finding.certificate(), texts.get("ca.finding." + finding.kind()), finding.detail());
            out.say("ca.todo", texts.get("ca.todo." + finding.kind()));
        }
        if (report.further() > 0) {
            out.say("ca.further", report.further());
        }
        out.say("ca.compared", report.entries(), report.underCheckpoint(), report.root());
        out.say(report.sound() ? "ca.sound" : "ca.unsound", report.findings().size() + report.further());
    }

    public String json() {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("sound", report.sound());
        line.put("entries", report.entries());
        line.put("underCheckpoint", report.underCheckpoint());
        line.put("root", report.root());
        line.put("findings", report.findings());
        line.put("further", report.further());
        line.put("files", report.files().stream().map(AuditWords::file).toList());
        return JSON.writeValueAsString(line);
    }

    private static Map<String, Object> file(FileVerdict verdict) {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("file", verdict.file());
        words.put("verdict", verdict.getClass().getSimpleName().toUpperCase(Locale.ROOT));
        if (verdict instanceof FileVerdict.Logged logged) {
            words.put("entry", logged.entry());
        }
        return words;
    }
}
