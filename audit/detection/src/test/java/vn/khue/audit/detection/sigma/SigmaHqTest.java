package vn.khue.audit.detection.sigma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.audit.detection.OpenTaxonomy;
import vn.khue.audit.detection.match.Fields;

/**
 * Judged by others: Sigma's own rules are all read, and those that come with a recorded event find it. The rules lie beside the checkout
 * ({@code sigma} of {@code KHUE_VECTORS}); without them this is skipped.
 */
class SigmaHqTest {

    private static final Path SIGMA = Path.of(System.getenv()
                    .getOrDefault("KHUE_VECTORS", System.getProperty("khue.root", ".") + "/../shared/vectors"))
            .resolve("sigma");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final SigmaReader reader = new SigmaReader(new OpenTaxonomy(), Map.of());

    private static List<Path> files(String under, String end) throws IOException {
        try (Stream<Path> files = Files.walk(SIGMA)) {
            return files.filter(file -> SIGMA.relativize(file).toString().startsWith(under)
                            && file.toString().endsWith(end))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void readsItsRules() throws IOException {
        assumeTrue(Files.isDirectory(SIGMA.resolve("rules")), "no rules of Sigma at " + SIGMA);
        Map<String, Integer> refused = new TreeMap<>();
        int read = 0;
        List<Path> files = files("rules", ".yml");
        for (Path file : files) {
            Reading<List<SigmaDocument>> reading =
                    reader.read(file.getFileName().toString(), Files.readString(file));
            if (reading instanceof Reading.Refused<List<SigmaDocument>> no) {
                no.problems()
                        .forEach(problem -> refused.merge(problem.text().replaceAll("found .*", ""), 1, Integer::sum));
            } else {
                read++;
            }
        }
        System.out.println("Sigma's rules: " + read + " of " + files.size() + " read; refused: " + refused);
        assertThat(read).isGreaterThan(files.size() * 99 / 100);
    }

    /** A recorded event of Windows as its rules see it. */
    private record Recorded(Map<String, String> fields) implements Fields {
        @Override
        public Optional<String> value(String field) {
            return Optional.ofNullable(fields.get(field));
        }

        @Override
        public Collection<String> values() {
            return fields.values();
        }

        static Recorded of(JsonNode event) {
            Map<String, String> fields = new HashMap<>();
            flatten(event, fields);
            Optional.ofNullable(fields.get("Name")).ifPresent(name -> fields.putIfAbsent("Provider_Name", name));
            return new Recorded(fields);
        }

        private static void flatten(JsonNode node, Map<String, String> fields) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                if (field.getValue().isObject()) {
                    flatten(field.getValue(), fields);
                } else if (!field.getValue().isNull()) {
                    fields.put(field.getKey(), field.getValue().asString());
                }
            }
        }
    }

    @Test
    void findsTheEventsThatWereRecordedForItsRules() throws IOException {
        assumeTrue(Files.isDirectory(SIGMA.resolve("regression_data")), "no recorded events of Sigma at " + SIGMA);
        Map<String, SigmaDocument.Rule> rules = new HashMap<>();
        for (Path file : files("rules", ".yml")) {
            if (reader.read("", Files.readString(file)) instanceof Reading.Understood<List<SigmaDocument>> understood) {
                understood.value().forEach(document -> {
                    if (document instanceof SigmaDocument.Rule rule) {
                        rules.put(rule.head().id().toString(), rule);
                    }
                });
            }
        }
        int found = 0;
        int asked = 0;
        List<String> missed = new ArrayList<>();
        for (Path file : files("regression_data", ".json")) {
            SigmaDocument.Rule rule = rules.get(file.getFileName().toString().replace(".json", ""));
            if (rule != null) {
                asked++;
                if (events(Files.readString(file)).stream()
                        .anyMatch(each -> rule.expression().matches(each))) {
                    found++;
                } else {
                    missed.add(file.getParent().getFileName().toString());
                }
            }
        }
        System.out.println(
                "Events recorded for Sigma's rules: " + found + " of " + asked + " found; missed: " + missed);
        assertThat(asked).isPositive();
        assertThat(found).isGreaterThanOrEqualTo(asked * 95 / 100);
    }

    /** One event or several, one behind the other or in a list. */
    private static List<Recorded> events(String json) {
        List<Recorded> events = new ArrayList<>();
        try (MappingIterator<JsonNode> values = JSON.readerFor(JsonNode.class).readValues(json)) {
            while (values.hasNextValue()) {
                JsonNode each = values.nextValue();
                (each.isArray() ? each.values() : List.of(each)).forEach(event -> events.add(Recorded.of(event)));
            }
        }
        return events;
    }
}
