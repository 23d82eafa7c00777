package vn.khue.audit.wazuh.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * How Wazuh 4.14.7 runs rules, as far as the export needs it (src/analysisd: rules.c, rules_list.c, eventinfo.c, decoders/plugins/json_decoder.c;
 * src/shared/validate_op.c): JSON becomes flat fields, an event goes down a tree of rules to one of them, the gravest first, and is remembered under
 * that rule's groups alone. Its verdicts on all samples of detection were those of the real analysis engine, built of that source.
 */
final class MiniWazuh {

    /** A rule as it was read back out of the XML. */
    record Read(
            int id,
            int level,
            int frequency,
            int timeframe,
            Map<String, List<String>> options,
            List<Map.Entry<String, String>> fields) {
        List<String> all(String option) {
            return options.getOrDefault(option, List.of());
        }

        Optional<String> one(String option) {
            return all(option).stream().findFirst();
        }

        List<String> groups() {
            return one("group").map(text -> List.of(text.split(","))).orElse(List.of());
        }
    }

    private static final class Past {
        private final Instant time;
        private final Map<String, String> fields;
        private final String line;
        /** Level of the gravest rule that counted it and fired. */
        private int matched;

        Past(Instant time, Map<String, String> fields, String line) {
            this.time = time;
            this.fields = fields;
            this.line = line;
        }
    }

    private final Map<Integer, Read> rules = new LinkedHashMap<>();
    private final Map<Integer, List<Read>> children = new TreeMap<>();
    private final Map<String, List<Past>> byGroup = new HashMap<>();
    private final ZoneId zone;

    MiniWazuh(String xml, ZoneId zone) {
        this.zone = zone;
        for (Element element : elements(document(xml), "rule")) {
            Read rule = read(element);
            rules.put(rule.id(), rule);
            rule.one("if_sid").ifPresent(parent -> adopt(Integer.parseInt(parent), rule));
            rule.one("if_group")
                    .ifPresent(group -> List.copyOf(rules.values()).stream()
                            .filter(other -> other != rule && other.groups().contains(group))
                            .forEach(other -> adopt(other.id(), rule)));
        }
        children.values().forEach(list -> list.sort(Comparator.comparingInt((Read rule) -> -rule.level())));
    }

    private void adopt(int parent, Read rule) {
        children.computeIfAbsent(parent, any -> new ArrayList<>()).add(rule);
    }

    static Element document(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            // Files of Wazuh have several roots.
            String whole = "<files>" + xml + "</files>";
            return factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(whole.getBytes(StandardCharsets.UTF_8)))
                    .getDocumentElement();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Element> elements(Element in, String name) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = in.getElementsByTagName(name);
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }

    private static Read read(Element rule) {
        Map<String, List<String>> options = new TreeMap<>();
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        NodeList nodes = rule.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element option) {
                String text = option.getTextContent();
                if (option.getTagName().equals("field")) {
                    fields.add(Map.entry(option.getAttribute("name"), text));
                } else if (option.getTagName().equals("status")) {
                    fields.add(Map.entry("status", text));
                } else {
                    options.computeIfAbsent(option.getTagName(), any -> new ArrayList<>())
                            .add(text);
                }
            }
        }
        return new Read(
                Integer.parseInt(rule.getAttribute("id")),
                Integer.parseInt(rule.getAttribute("level")),
                number(rule, "frequency"),
                number(rule, "timeframe"),
                options,
                fields);
    }

    private static int number(Element rule, String attribute) {
        return rule.hasAttribute(attribute) ? Integer.parseInt(rule.getAttribute(attribute)) : 0;
    }

    /** The number of the rule that the line is given to, 0 for none. */
    int take(byte[] line, Instant time) {
        Past event = new Past(time, flat(line), new String(line, StandardCharsets.UTF_8));
        Read root = rules.get(RuleIds.ROOT);
        // Wazuh's own rule 99000 is read before all others that could take a line of OCSF, and is of level 0, the first
        // to be tried.
        boolean taken = event.fields.containsKey("activity_id") && event.fields.containsKey("category_uid");
        if (taken != root.all("if_sid").contains("99000") || !fits(root, event)) {
            return 0;
        }
        Read at = root;
        Optional<Read> below = below(at, event);
        while (below.isPresent()) {
            at = below.get();
            below = below(at, event);
        }
        if (at.level() > 0) {
            at.groups()
                    .forEach(group -> byGroup.computeIfAbsent(group, any -> new ArrayList<>())
                            .add(event));
        }
        return at.level() > 0 ? at.id() : 0;
    }

    private Optional<Read> below(Read rule, Past event) {
        return children.getOrDefault(rule.id(), List.of()).stream()
                .filter(child -> fits(child, event))
                .findFirst();
    }

    private boolean fits(Read rule, Past event) {
        for (Map.Entry<String, String> field : rule.fields()) {
            String value = event.fields.get(field.getKey());
            if (value == null
                    || !Pattern.compile(field.getValue()).matcher(value).find()) {
                return false;
            }
        }
        if (rule.one("regex")
                .map(pattern -> Pattern.compile(pattern).matcher(event.line).find())
                .orElse(false)) {
            return false;
        }
        if (rule.one("time").isPresent() && !within(rule.one("time").get(), event.time)) {
            return false;
        }
        return rule.one("if_matched_group")
                .map(group -> counted(rule, group, event))
                .orElse(true);
    }

    /**
     * Search_LastGroups: from the newest back; an event that a rule as grave counted before ends the search. A field that has to differ may be missing,
     * one that has to be the same may not.
     */
    private boolean counted(Read rule, String group, Past event) {
        List<Past> all = byGroup.getOrDefault(group, List.of());
        int needed = Math.max(0, rule.frequency() - 2);
        Past newest = null;
        for (int i = all.size() - 1; i >= 0; i--) {
            Past past = all.get(i);
            if (event.time.getEpochSecond() - past.time.getEpochSecond() > rule.timeframe()) {
                return false;
            }
            if (!rule.all("same_field").stream().allMatch(field -> same(field, past, event))
                    || rule.all("different_field").stream().anyMatch(field -> same(field, past, event))) {
                continue;
            }
            if (past.matched >= rule.level()) {
                return false;
            }
            if (needed == 0) {
                event.matched = rule.level();
                if (newest != null) {
                    newest.matched = rule.level();
                }
                return true;
            }
            needed--;
            newest = newest == null ? past : newest;
        }
        return false;
    }

    private static boolean same(String field, Past past, Past event) {
        String value = event.fields.get(field);
        return value != null && value.equals(past.fields.get(field));
    }

    /** OS_IsValidTime and OS_IsonTime: both ends are in; what goes over midnight is turned round first. */
    private boolean within(String range, Instant time) {
        String now = time.atZone(zone).toLocalTime().toString().substring(0, 5);
        String from = range.split("-")[0];
        String to = range.split("-")[1];
        return from.compareTo(to) > 0
                ? now.compareTo(to) < 0 || now.compareTo(from) > 0
                : now.compareTo(from) >= 0 && now.compareTo(to) <= 0;
    }

    /** Objects become names with points; lists of objects are dropped, as the real decoder drops them. */
    private static Map<String, String> flat(byte[] line) {
        Map<String, String> fields = new LinkedHashMap<>();
        try (JsonParser json = new JsonFactory().createParser(line)) {
            json.nextToken();
            flat(json, "", fields);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return fields;
    }

    private static void flat(JsonParser json, String before, Map<String, String> fields) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = before + json.currentName();
            JsonToken token = json.nextToken();
            if (token == JsonToken.START_OBJECT) {
                flat(json, name + ".", fields);
            } else if (token == JsonToken.START_ARRAY) {
                json.skipChildren();
            } else {
                fields.put(name, json.getText());
            }
        }
    }
}
