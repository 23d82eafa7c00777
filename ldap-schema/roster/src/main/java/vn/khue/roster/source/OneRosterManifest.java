package vn.khue.roster.source;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What manifest.csv says: the version, and of each file whether it is whole (bulk), changes only (delta) or not there (absent). */
final class OneRosterManifest {

    static final String ENTRY = "manifest.csv";

    private final Map<String, String> properties;

    private OneRosterManifest(Map<String, String> properties) {
        this.properties = properties;
    }

    static OneRosterManifest read(Archive archive, InputLimits limits, InputErrors errors) throws IOException {
        Map<String, String> properties = new HashMap<>();
        if (!archive.has(ENTRY)) {
            errors.file(ENTRY, Problem.FILE_MISSING, ENTRY, "");
            return new OneRosterManifest(properties);
        }
        Table table = (place, cells) -> {
            if (cells.size() == 2 && properties.size() < limits.entries()) {
                properties.put(cells.get(0).text().strip(), cells.get(1).text().strip());
            }
        };
        new CsvTable(limits).read(ENTRY, ',', () -> archive.open(ENTRY), table, errors);
        String version = properties.getOrDefault("oneroster.version", "");
        if (!List.of("1.1", "1.2").contains(version)) {
            errors.file(ENTRY, Problem.MODE_UNKNOWN, "oneroster.version 1.1, 1.2", Shape.word(version));
        }
        for (OneRosterFiles file : OneRosterFiles.values()) {
            String mode = properties.getOrDefault(file.property(), "absent");
            if (!List.of("bulk", "delta", "absent").contains(mode)) {
                errors.file(ENTRY, Problem.MODE_UNKNOWN, file.property() + " bulk, delta, absent", Shape.word(mode));
            } else if (!mode.equals("absent") && !archive.has(file.entry())) {
                errors.file(file.entry(), Problem.FILE_MISSING, file.entry(), "");
            }
        }
        return new OneRosterManifest(properties);
    }

    boolean has(OneRosterFiles file) {
        return !properties.getOrDefault(file.property(), "absent").equals("absent");
    }

    /** Complete where both the people and their classes are given whole. */
    Coverage coverage() {
        return whole(OneRosterFiles.USERS) && whole(OneRosterFiles.ENROLLMENTS) ? Coverage.COMPLETE : Coverage.PARTIAL;
    }

    private boolean whole(OneRosterFiles file) {
        return properties.getOrDefault(file.property(), "absent").equals("bulk");
    }
}
