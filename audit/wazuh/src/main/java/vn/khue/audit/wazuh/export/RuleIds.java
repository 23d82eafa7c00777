package vn.khue.audit.wazuh.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The number of each rule, for ever: people write them into their own rules. Each has a block of ten, of 100000 to 119999.
 *
 * @param all the first of each block, by name
 */
record RuleIds(Map<String, Integer> all) {

    static final int BLOCK = 10;
    static final int ROOT = 100_000;

    /**
     * Wazuh's own rule of level 0 for "Amazon Security Lake", which takes every line of JSON with {@code activity_id} and {@code category_uid}, that is all of
     * OCSF, before any rule that is read later (ruleset/rules/0990-amazon-security-lake_rules.xml, from 4.5 on). Ours stand below it: beside it none would
     * ever see a line.
     */
    static final int OCSF = 99_000;

    RuleIds {
        all = Map.copyOf(all);
    }

    static RuleIds load() {
        Properties file = new Properties();
        try (InputStream in = RuleIds.class.getResourceAsStream("rule-ids.properties");
                Reader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            file.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, Integer> byName = new TreeMap<>();
        file.stringPropertyNames().forEach(name -> byName.put(name, Integer.parseInt(file.getProperty(name))));
        return new RuleIds(byName);
    }

    /** The first of its block; nothing for a rule that has none yet. */
    OptionalInt first(String name) {
        Integer first = all.get(name);
        return first == null ? OptionalInt.empty() : OptionalInt.of(first);
    }
}
