package vn.khue.sso.realm;

import java.net.URI;
import java.net.URISyntaxException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Reads the fields of one object of an app file, and writes down everything that is wrong instead of stopping at the first. */
final class AppFields {
    private static final int LONGEST_TEXT = 500;
    private static final int LONGEST_ADDRESS = 1_000;
    private static final int LONGEST_LIST = 50;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final String path;
    private final JsonNode object;
    private final List<String> problems;

    private AppFields(String path, JsonNode object, List<String> problems) {
        this.path = path;
        this.object = object;
        this.problems = problems;
    }

    /** The fields of that object; every field of it that is not among these is a problem. */
    static AppFields of(String path, JsonNode object, List<String> problems, Set<String> known) {
        var fields = new AppFields(path, object, problems);
        if (!object.isObject()) {
            fields.problem("", "an object", shown(object));
        }
        object.propertyNames().forEach(name -> {
            if (!known.contains(name)) {
                fields.problem(name, "one of the fields " + new TreeSet<>(known), "a field that nobody knows");
            }
        });
        return fields;
    }

    /** The object below; an empty one where it is missing. */
    AppFields below(String field, Set<String> known) {
        return of(at(field), object.path(field), problems, known);
    }

    boolean has(String field) {
        return object.has(field);
    }

    JsonNode node(String field) {
        return object.path(field);
    }

    void problem(String field, String expected, String found) {
        problems.add(at(field) + ": expected " + expected + ", found " + found);
    }

    /** Text in NFC; a problem, and empty, where it is missing or has another form. */
    Optional<String> text(String field, String expected, Pattern form) {
        return text(at(field), object.path(field), expected, form);
    }

    private Optional<String> text(String where, JsonNode node, String expected, Pattern form) {
        String text = node.isString() ? Normalizer.normalize(node.stringValue().strip(), Normalizer.Form.NFC) : "";
        if (text.isEmpty() || !form.matcher(text).matches()) {
            problems.add(where + ": expected " + expected + ", found " + shown(node));
            return Optional.empty();
        }
        return Optional.of(text);
    }

    /** The same text in Vietnamese and English. */
    Optional<AppFile.Words> words(String field) {
        AppFields both = below(field, Set.of("vi", "en"));
        Pattern plain = Pattern.compile("[^\\p{Cntrl}]{1," + LONGEST_TEXT + "}");
        String expected = "a text of 1 to " + LONGEST_TEXT + " characters on one line";
        Optional<String> vietnamese = both.text("vi", expected, plain);
        Optional<String> english = both.text("en", expected, plain);
        return vietnamese.flatMap(vi -> english.map(en -> new AppFile.Words(vi, en)));
    }

    <E extends Enum<E>> Optional<E> oneOf(String field, Class<E> type) {
        JsonNode node = object.path(field);
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().equals(node.asString("")))
                .findAny()
                .or(() -> {
                    problem(field, "one of " + Arrays.toString(type.getEnumConstants()), shown(node));
                    return Optional.empty();
                });
    }

    /** Different texts; none where the field is missing. An empty list is a problem: it could mean all or nobody. */
    SortedSet<String> texts(String field, String expected, Pattern form) {
        var texts = new TreeSet<String>();
        list(field)
                .forEach(node -> text(at(field), node, expected, form).ifPresent(text -> {
                    if (!texts.add(text)) {
                        problem(field, "each only once", "\"" + text + "\" twice");
                    }
                }));
        return texts;
    }

    List<URI> addresses(String field) {
        var addresses = new ArrayList<URI>();
        list(field).forEach(node -> address(at(field), node).ifPresent(addresses::add));
        return addresses;
    }

    Optional<URI> address(String field) {
        return object.has(field) ? address(at(field), object.path(field)) : Optional.empty();
    }

    private List<JsonNode> list(String field) {
        JsonNode list = object.path(field);
        if (list.isMissingNode()) {
            return List.of();
        }
        if (!list.isArray() || list.isEmpty() || list.size() > LONGEST_LIST) {
            problem(field, "a list of 1 to " + LONGEST_LIST + " entries, or no such field", shown(list));
            return List.of();
        }
        return list.valueStream().toList();
    }

    /** RFC 8252, 8.3 and RFC 9700, 2.1: exact, https but for loopback. */
    private Optional<URI> address(String where, JsonNode node) {
        String text = node.isString() ? node.stringValue() : "";
        try {
            var address = new URI(text);
            String host = Optional.ofNullable(address.getHost()).orElse("").toLowerCase(Locale.ROOT);
            boolean secure = "https".equals(address.getScheme());
            boolean here = "http".equals(address.getScheme()) && LOOPBACK.contains(host);
            if (!host.isEmpty()
                    && text.length() <= LONGEST_ADDRESS
                    && (secure || here)
                    && text.indexOf('*') < 0
                    && address.getRawUserInfo() == null
                    && address.getRawFragment() == null
                    && address.normalize().equals(address)) {
                return Optional.of(address);
            }
        } catch (URISyntaxException e) {
            // Told below, like every other address that is not one.
        }
        problems.add(where
                + ": expected one exact address with https (http only on this machine: localhost, 127.0.0.1, [::1]),"
                + " without *, user, fragment or dots in its path, found " + shown(node));
        return Optional.empty();
    }

    private String at(String field) {
        if (field.isEmpty()) {
            return path.isEmpty() ? "the file" : path;
        }
        return path.isEmpty() ? field : path + "." + field;
    }

    static String shown(JsonNode node) {
        if (node.isMissingNode()) {
            return "nothing";
        }
        String text = node.toString();
        String start = text.length() <= 80 ? text : text.substring(0, 80) + "…";
        return start.codePoints()
                .mapToObj(point -> Character.isISOControl(point) ? "?" : Character.toString(point))
                .collect(Collectors.joining());
    }
}
