package vn.khue.audit.app.evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.audit.app.casefile.Case;
import vn.khue.audit.app.casefile.CaseFile;
import vn.khue.audit.app.store.StoredAlert;

/** Writes the record that programs read. Times are ISO 8601 in UTC; the events themselves stand in files of their own, as in the ledger. */
final class EvidenceRecord {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final int VERSION = 1;

    private EvidenceRecord() {}

    static byte[] write(Exported exported) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("format", "khue-evidence");
        record.put("version", VERSION);
        record.put("made", exported.at().toString());
        record.put(
                "by",
                Map.of(
                        "id", exported.by().id().toString(),
                        "role", exported.by().reader().role().orElse("")));
        Map<String, Object> log = new LinkedHashMap<>();
        log.put("origin", exported.ledger().checkpoint().origin());
        log.put("size", exported.ledger().checkpoint().size());
        log.put("root", exported.ledger().checkpoint().root().base64());
        record.put("log", log);
        exported.matter().inCase().ifPresent(file -> record.put("case", ofCase(file)));
        record.put(
                "alerts",
                exported.matter().alerts().stream().map(EvidenceRecord::ofAlert).toList());
        record.put("events", List.copyOf(exported.ledger().entries().keySet()));
        record.put("waiting", List.copyOf(exported.waiting()));
        return JSON.writeValueAsBytes(record);
    }

    private static Map<String, Object> ofCase(CaseFile file) {
        Case about = file.about();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", about.id().toString());
        json.put("number", about.number());
        json.put("title", about.title());
        json.put("state", about.state().name());
        about.reason().ifPresent(why -> json.put("reason", why.name()));
        json.put("owner", about.owner().name());
        json.put("opened", about.openedAt().toString());
        Map<String, String> incidents = new LinkedHashMap<>();
        about.incidents().forEach((kind, since) -> incidents.put(kind.name(), since.toString()));
        json.put("incidents", incidents);
        List<Map<String, Object>> decisions = new ArrayList<>();
        for (CaseFile.Decided each : file.decisions()) {
            Map<String, Object> decision = decision(
                    each.at().toString(), each.name(), each.act(), each.reason().orElse(""), each.note());
            each.alert().ifPresent(alert -> decision.put("alert", alert.toString()));
            each.ledgerIndex().ifPresent(index -> decision.put("event", index));
            decisions.add(decision);
        }
        json.put("decisions", decisions);
        return json;
    }

    private static Map<String, Object> ofAlert(Matter.About about) {
        StoredAlert alert = about.found().alert();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", alert.id().toString());
        json.put("rule", alert.rule());
        json.put("level", alert.level().word());
        json.put("techniques", alert.techniques());
        json.put("group", alert.group());
        json.put("from", alert.from().toString());
        json.put("to", alert.to().toString());
        json.put("raised", alert.raisedAt().toString());
        json.put("count", alert.count());
        json.put("state", about.found().triage().state().name());
        about.found().triage().reason().ifPresent(why -> json.put("reason", why.name()));
        about.found().triage().incident().ifPresent(kind -> json.put("incident", kind.name()));
        json.put(
                "events",
                about.counted().stream()
                        .map(each -> {
                            Map<String, Object> event = new LinkedHashMap<>();
                            event.put("index", each.ledgerIndex());
                            event.put("id", each.id().toString());
                            event.put("time", each.time().toString());
                            event.put("kind", each.kind());
                            return event;
                        })
                        .toList());
        json.put("gone", about.gone());
        json.put(
                "decisions",
                about.decisions().stream()
                        .map(each -> decision(
                                each.at().toString(),
                                each.name(),
                                each.act(),
                                each.reason().orElse(""),
                                each.note()))
                        .toList());
        return json;
    }

    private static Map<String, Object> decision(String at, String name, String act, String reason, String note) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", at);
        json.put("by", name);
        json.put("act", act);
        if (!reason.isEmpty()) {
            json.put("reason", reason);
        }
        if (!note.isEmpty()) {
            json.put("note", note);
        }
        return json;
    }
}
