package vn.khue.audit.wazuh;

import java.util.List;
import vn.khue.audit.wazuh.item.Rule;

/** Rules and their files. 4.x only; a file takes effect with {@link Server#reloadRulesetEverywhere()}. */
public final class Rules {

    private final Lists lists;
    private final RulesetFiles files;

    Rules(Calls calls, Lists lists) {
        this.lists = lists;
        this.files = new RulesetFiles(calls, Operation.RULE_FILE, Operation.RULE_FILE_PUT, Operation.RULE_FILE_DELETE);
    }

    /** All rules, by id. */
    public Reply<Page<Rule>> list(Slice slice) {
        return lists.page(Request.of(Operation.RULES).slice(slice).query("sort", "+id"), Rules::rule);
    }

    /** The rules of a file, by id. */
    public Reply<Page<Rule>> ofFile(String file, Slice slice) {
        return lists.page(
                Request.of(Operation.RULES).slice(slice).query("sort", "+id").query("filename", Names.xml(file)),
                Rules::rule);
    }

    /** The XML as it lies on the server. */
    public Reply<byte[]> read(String file) {
        return files.read(Names.xml(file));
    }

    /**
     * @param xml at most 10 MiB; XML that is not well-formed is refused with Wazuh's 1113
     * @param overwrite else refused with 1905 if it exists
     * @return path of the file written
     */
    public Reply<List<String>> write(String file, byte[] xml, boolean overwrite) {
        return files.write(Names.xml(file), xml, overwrite);
    }

    public Reply<List<String>> delete(String file) {
        return files.delete(Names.xml(file));
    }

    private static Rule rule(JsonObject json) {
        return new Rule(
                json.integer("id"),
                json.integer("level"),
                json.text("description", JsonObject.LONG).orElse(""),
                json.texts("groups", JsonObject.SHORT),
                json.texts("mitre", JsonObject.SHORT),
                json.textOr("filename", "?"),
                "enabled".equals(json.textOr("status", "")));
    }
}
