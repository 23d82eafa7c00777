package vn.khue.audit.detection.sigma;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads the attributes that every document has, and texts and lists in general. For one document. */
final class Attributes {

    private static final Set<String> STATES = Set.of("stable", "test", "experimental", "deprecated", "unsupported");
    private static final int LONGEST_TITLE = 256;

    private final String source;
    private final YamlNode.Mapping document;
    private final Problems problems;

    Attributes(String source, YamlNode.Mapping document, Problems problems) {
        this.source = source;
        this.document = document;
        this.problems = problems;
    }

    RuleHead head() {
        Optional<String> title = text(document, "", "title");
        if (title.isEmpty()) {
            problems.add(document.line(), "title", "expected a title, found none");
        } else if (title.get().length() > LONGEST_TITLE) {
            problems.add(document.line(), "title", "expected at most " + LONGEST_TITLE + " characters, found more");
        }
        Optional<String> name = text(document, "", "name");
        name.filter(each -> !each.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,127}"))
                .ifPresent(each -> problems.add(
                        lineOf("name"), "name", "expected letters, digits, _ . and -, found " + Problems.shown(each)));
        return new RuleHead(
                id(name),
                name,
                title.orElse(""),
                level(),
                status(),
                texts(document, "", "tags"),
                new RuleHead.Place(source, document.line()));
    }

    private UUID id(Optional<String> name) {
        Optional<String> written = text(document, "", "id");
        if (written.isPresent()) {
            String id = written.get();
            if (id.matches("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
                return UUID.fromString(id);
            }
            problems.add(lineOf("id"), "id", "expected a UUID, found " + Problems.shown(id));
        } else if (name.isEmpty()) {
            problems.add(document.line(), "id", "expected an id or a name, found neither");
        }
        return named(name.orElse(""));
    }

    /** The same name gives the same id for ever (RFC 9562, version 8). */
    private static UUID named(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            java.nio.ByteBuffer bytes = java.nio.ByteBuffer.wrap(digest);
            long high = bytes.getLong() & ~0xF000L | 0x8000L;
            long low = bytes.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | Long.MIN_VALUE;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: expected in every Java, not found; repair the installation", e);
        }
    }

    private SigmaLevel level() {
        Optional<String> word = text(document, "", "level");
        Optional<SigmaLevel> level = word.flatMap(SigmaLevel::of);
        if (word.isPresent() && level.isEmpty()) {
            problems.add(
                    lineOf("level"),
                    "level",
                    "expected informational, low, medium, high or critical, found " + Problems.shown(word.get()));
        }
        return level.orElse(SigmaLevel.MEDIUM);
    }

    private String status() {
        String status = text(document, "", "status").orElse("experimental");
        if (!STATES.contains(status)) {
            problems.add(
                    lineOf("status"),
                    "status",
                    "expected " + String.join(", ", new java.util.TreeSet<>(STATES)) + ", found "
                            + Problems.shown(status));
        }
        return status;
    }

    private int lineOf(String key) {
        return document.get(key).map(YamlNode::line).orElse(document.line());
    }

    /** A text; what is there and is none is a problem. */
    Optional<String> text(YamlNode.Mapping in, String path, String key) {
        Optional<YamlNode> node = in.get(key);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        if (node.get() instanceof YamlNode.Scalar scalar && !scalar.isNull()) {
            return Optional.of(scalar.text());
        }
        problems.add(node.get().line(), path + key, "expected a text, found something else");
        return Optional.empty();
    }

    /** A list of texts, or one. */
    List<String> texts(YamlNode.Mapping in, String path, String key) {
        Optional<YamlNode> node = in.get(key);
        List<YamlNode> items = node.<List<YamlNode>>map(
                        found -> found instanceof YamlNode.Sequence list ? list.items() : List.of(found))
                .orElse(List.of());
        List<String> texts = new ArrayList<>();
        for (YamlNode item : items) {
            if (item instanceof YamlNode.Scalar scalar && !scalar.isNull()) {
                texts.add(scalar.text());
            } else {
                problems.add(item.line(), path + key, "expected a list of texts, found something else in it");
            }
        }
        return texts;
    }
}
