package vn.khue.audit.wazuh;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import vn.khue.audit.wazuh.item.RulesetFile;

/** CDB lists: keys with values that rules look up. 4.x only; takes effect with {@link Server#reloadRuleset()}. */
public final class CdbLists {

    private final Lists lists;
    private final RulesetFiles files;

    CdbLists(Calls calls, Lists lists) {
        this.lists = lists;
        this.files = new RulesetFiles(calls, Operation.LIST_FILE, Operation.LIST_FILE_PUT, Operation.LIST_FILE_DELETE);
    }

    /** The files that there are, by name. */
    public Reply<Page<RulesetFile>> list(Slice slice) {
        return lists.page(
                Request.of(Operation.LIST_FILES).slice(slice).query("sort", "+filename"),
                json -> new RulesetFile(json.textOr("filename", "?"), json.textOr("relative_dirname", "?")));
    }

    /** Read raw, for the answer in JSON loses the order and keys that stand twice. */
    public Reply<List<CdbEntry>> read(String name) {
        return files.read(Names.file(name)).map(CdbLists::entries);
    }

    /**
     * @param entries no key twice
     * @param overwrite else refused with Wazuh's 1905 if it exists
     * @return path of the file written
     */
    public Reply<List<String>> write(String name, List<CdbEntry> entries, boolean overwrite) {
        StringBuilder text = new StringBuilder();
        Set<String> keys = new LinkedHashSet<>();
        for (CdbEntry entry : entries) {
            if (!keys.add(entry.key())) {
                throw new WazuhException("Wazuh CDB list: expected each key once, found one twice");
            }
            text.append(entry.line()).append('\n');
        }
        return files.write(Names.file(name), text.toString().getBytes(StandardCharsets.UTF_8), overwrite);
    }

    public Reply<List<String>> delete(String name) {
        return files.delete(Names.file(name));
    }

    private static List<CdbEntry> entries(byte[] file) {
        List<CdbEntry> entries = new ArrayList<>();
        new String(file, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(line ->
                        CdbEntry.parse(WireText.clean(line, JsonObject.LONG)).ifPresent(entries::add));
        return entries;
    }
}
