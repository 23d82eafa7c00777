package vn.khue.audit.detection.sigma;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Builds the nodes of YAML documents out of the parser's events, within bounds: {@value #MAX_CHARACTERS} characters,
 * {@value #MAX_NODES} nodes, depth {@value #MAX_DEPTH}, {@value #MAX_DOCUMENTS} documents. Anchors and aliases, of which bombs are
 * made, and tags, of which objects are made, are refused; nothing is ever constructed. Stateless and thread-safe.
 */
public final class YamlDocuments {

    static final int MAX_CHARACTERS = 524_288;
    static final int MAX_NODES = 20_000;
    static final int MAX_DEPTH = 16;
    static final int MAX_DOCUMENTS = 64;

    private YamlDocuments() {}

    /**
     * Every document of the text.
     *
     * @param source name for the problems
     */
    public static Reading<List<YamlNode>> read(String source, String text) {
        Problems problems = new Problems(source);
        if (text.length() > MAX_CHARACTERS) {
            problems.add(
                    0, "", "expected at most " + MAX_CHARACTERS + " characters, found " + text.length() + "; split it");
            return new Reading.Refused<>(problems.list());
        }
        if (!StandardCharsets.UTF_16.newEncoder().canEncode(text)) {
            problems.add(0, "", "expected text, found half a character");
            return new Reading.Refused<>(problems.list());
        }
        LoadSettings settings = LoadSettings.builder()
                .setLabel("rule")
                // One piece: where two pieces meet within a character beyond the first plane, the parser reads past its
                // end (2.10).
                .setBufferSize(Math.max(1, text.length()) + 1)
                .setCodePointLimit(MAX_CHARACTERS)
                .setParseComments(false)
                .build();
        try {
            return new Reading.Understood<>(
                    new Building(new Parse(settings).parseString(text).iterator()).documents());
        } catch (Refusal e) {
            problems.add(e.line, "", e.getMessage());
        } catch (MarkedYamlEngineException e) {
            problems.add(
                    e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0),
                    "",
                    "expected YAML, found: " + Problems.shown(String.valueOf(e.getProblem())));
        } catch (YamlEngineException e) {
            problems.add(0, "", "expected YAML, found: " + Problems.shown(String.valueOf(e.getMessage())));
        }
        return new Reading.Refused<>(problems.list());
    }

    private static final class Refusal extends RuntimeException {
        private final int line;

        Refusal(int line, String message) {
            super(message, null, false, false);
            this.line = line;
        }
    }

    /** A collection that is not closed yet. */
    private static final class Open {
        private final boolean mapping;
        private final int line;
        private final List<YamlNode> items = new ArrayList<>();
        private final List<YamlNode.Entry> entries = new ArrayList<>();
        private final Set<String> keys = new HashSet<>();
        private Optional<YamlNode.Scalar> key = Optional.empty();

        Open(boolean mapping, int line) {
            this.mapping = mapping;
            this.line = line;
        }

        void take(YamlNode node) {
            if (!mapping) {
                items.add(node);
            } else if (key.isPresent()) {
                entries.add(new YamlNode.Entry(key.get().text(), key.get().line(), node));
                key = Optional.empty();
            } else if (node instanceof YamlNode.Scalar scalar) {
                if (!keys.add(scalar.text())) {
                    throw new Refusal(
                            scalar.line(),
                            "expected each key once, found " + Problems.shown(scalar.text()) + " again; join the two");
                }
                key = Optional.of(scalar);
            } else {
                throw new Refusal(node.line(), "expected a text as key, found a collection");
            }
        }

        YamlNode close() {
            return mapping ? new YamlNode.Mapping(entries, line) : new YamlNode.Sequence(items, line);
        }
    }

    private static final class Building {
        private final Iterator<Event> events;
        private final Deque<Open> open = new ArrayDeque<>();
        private final List<YamlNode> documents = new ArrayList<>();
        private int nodes;

        Building(Iterator<Event> events) {
            this.events = events;
        }

        List<YamlNode> documents() {
            while (events.hasNext()) {
                Event event = events.next();
                int line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
                if (event instanceof NodeEvent node) {
                    begin(node, line);
                } else if (event.getEventId() == Event.ID.SequenceEnd || event.getEventId() == Event.ID.MappingEnd) {
                    take(open.pop().close());
                }
            }
            return List.copyOf(documents);
        }

        private void begin(NodeEvent event, int line) {
            if (event instanceof AliasEvent || event.getAnchor().isPresent()) {
                throw new Refusal(line, "expected no anchor and no alias, found one; write the value out");
            }
            if (++nodes > MAX_NODES) {
                throw new Refusal(line, "expected at most " + MAX_NODES + " values, found more; split the file");
            }
            if (event instanceof ScalarEvent scalar) {
                refuseTag(scalar.getTag(), line);
                take(new YamlNode.Scalar(scalar.getValue(), scalar.isPlain(), line));
            } else if (event instanceof CollectionStartEvent collection) {
                refuseTag(collection.getTag(), line);
                if (open.size() >= MAX_DEPTH) {
                    throw new Refusal(line, "expected at most " + MAX_DEPTH + " levels, found more");
                }
                open.push(new Open(event.getEventId() == Event.ID.MappingStart, line));
            }
        }

        private static void refuseTag(Optional<String> tag, int line) {
            if (tag.isPresent()) {
                throw new Refusal(line, "expected no tag, found " + Problems.shown(tag.get()) + "; take it out");
            }
        }

        private void take(YamlNode node) {
            if (!open.isEmpty()) {
                open.peek().take(node);
            } else if (documents.size() >= MAX_DOCUMENTS) {
                throw new Refusal(node.line(), "expected at most " + MAX_DOCUMENTS + " documents, found more");
            } else {
                documents.add(node);
            }
        }
    }
}
