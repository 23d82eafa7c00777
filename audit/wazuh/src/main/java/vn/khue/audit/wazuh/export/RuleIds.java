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
