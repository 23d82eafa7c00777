package vn.khue.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The array that {@code --json} writes: one object a measurement, machine and versions in the first. */
record ReportJson(Machine machine, Versions versions) {

    String render(List<Measurement> rows) {
        List<Map<String, Object>> array = new ArrayList<>();
        for (Measurement row : rows) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("bench", row.bench());
            object.put("metric", row.metric());
            object.put("unit", row.unit());
            object.put("better", row.better().name().toLowerCase(Locale.ROOT));
            object.put("ours", row.ours());
            object.put("peer", row.peer());
            object.put("peerName", row.peerName());
            object.put("ratio", row.ratio());
            object.put("goal", row.goal().orElse(null));
            object.put("met", row.met().orElse(null));
            if (array.isEmpty()) {
                object.put("machine", machine.toString());
                object.put("jdk", machine.jdk());
                object.put("versions", versions.byName());
            }
            array.add(object);
        }
        return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(array) + "\n";
    }
}
