package vn.khue.audit.wazuh;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.khue.audit.wazuh.item.RulesetFile;

/** CDB lists: keys with values that rules look up. 4.x only; takes effect with {@link Server#reloadRulesetEverywhere()}. */
public final class CdbLists {

    /**
     * Wazuh's number where a list is not there: told with HTTP 200 and {@code error} 1, as of any other file that cannot be read (1803, 1804).
     * ({@code get_list_from_file} in framework/wazuh/core/cdb_list.py and {@code get_list_file} in framework/wazuh/cdb_list.py, 4.14.7)
     */
    private static final int NOT_THERE = 1802;

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

    /**
     * Read raw, for the answer in JSON loses the order and keys that stand twice. A cluster's master is asked, whichever node answers.
     *
     * @return empty where there is no such list; refused where there may be one that cannot be read
     */
    public Reply<Optional<List<CdbEntry>>> read(String name) {
        Reply<byte[]> file = files.read(Names.file(name));
        if (file instanceof Reply.Refused<byte[]> refused && refused.refusal().code() == NOT_THERE) {
            return new Reply.Answered<>(Optional.empty());
        }
        return file.map(bytes -> Optional.of(entries(bytes)));
    }

    /**
     * @param entries no key twice
     * @param overwrite else refused with Wazuh's 1905 if it exists; needs {@code lists:delete} besides, for Wazuh deletes the old one and puts it
     *     back where the new one cannot be written
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
