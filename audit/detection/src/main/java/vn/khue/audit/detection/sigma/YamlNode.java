package vn.khue.audit.detection.sigma;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A node of YAML with the line where it begins. Only what JSON can say: no anchors, no tags, no types beyond the core schema's. */
public sealed interface YamlNode {

    int line();

    /**
     * A single value.
     *
     * @param plain written without quotes, so that null, true and 7 mean themselves
     */
    record Scalar(String text, boolean plain, int line) implements YamlNode {
        private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

        public boolean isNull() {
            return plain && NULLS.contains(text);
        }

        public Optional<Boolean> bool() {
            return switch (plain ? text : "") {
                case "true", "True", "TRUE" -> Optional.of(true);
                case "false", "False", "FALSE" -> Optional.of(false);
                default -> Optional.empty();
            };
        }

        public Optional<Long> number() {
            return plain && text.matches("-?[0-9]{1,15}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
        }
    }

    /** A list. */
    record Sequence(List<YamlNode> items, int line) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** A mapping, in the order of the file; no key stands twice. */
    record Mapping(List<Entry> entries, int line) implements YamlNode {
        public Mapping {
            entries = List.copyOf(entries);
        }

        public Optional<YamlNode> get(String key) {
            return entries.stream()
                    .filter(entry -> entry.key().equals(key))
                    .map(Entry::value)
                    .findFirst();
        }
    }

    /** One line of a mapping. */
    record Entry(String key, int line, YamlNode value) {}
}
