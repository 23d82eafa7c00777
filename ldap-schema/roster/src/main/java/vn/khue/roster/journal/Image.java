package vn.khue.roster.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One entry of the directory at one moment, as names and texts. A value that is not there has no name. Written as a flat JSON object.
 * Immutable.
 */
public record Image(SortedMap<String, String> values) {

    private static final JsonFactory JSON = new JsonFactory();

    public Image {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** The value of that name. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The names whose values differ between the two. */
    public SortedMap<String, Change> changesTo(Image after) {
        var names = new TreeSet<>(values.keySet());
        names.addAll(after.values.keySet());
        var changes = new TreeMap<String, Change>();
        for (String name : names) {
            if (!get(name).equals(after.get(name))) {
                changes.put(name, new Change(get(name), after.get(name)));
            }
        }
        return changes;
    }

    /** The same with one value set, or taken away where it is empty. */
    public Image with(String name, Optional<String> value) {
        var changed = new TreeMap<>(values);
        value.ifPresentOrElse(present -> changed.put(name, present), () -> changed.remove(name));
        return new Image(changed);
    }

    /** As JSON. */
    public String json() {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (var value : values.entrySet()) {
                json.writeStringField(value.getKey(), value.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** From JSON that {@link #json()} or the database wrote. */
    public static Image of(String json) {
        var values = new TreeMap<String, String>();
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (parser.nextToken() != JsonToken.VALUE_NULL) {
                    values.put(name, parser.getText());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Image(values);
    }

    /** What one value was and becomes. */
    public record Change(Optional<String> before, Optional<String> after) {}
}
