package vn.khue.audit.kafka;

import java.util.regex.Pattern;

/**
 * The topic of one source, {@code khue.events.SOURCE}. The broker must let that source's principal alone write to it; then the name of
 * the topic proves the source.
 *
 * @param source as events name it: {@code a-z}, digits and hyphen, 1 to 32
 */
public record EventTopic(String source) {

    private static final String PREFIX = "khue.events.";
    private static final Pattern SOURCE = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    public EventTopic {
        if (!SOURCE.matcher(source).matches()) {
            throw new KafkaTransportException(
                    "expected a source of events of 1 to 32 letters a-z, digits and hyphens, found " + source.length()
                            + " other characters; correct the settings");
        }
    }

    /** The topic of that name, which must be one. */
    static EventTopic named(String name) {
        if (!name.startsWith(PREFIX)) {
            throw new KafkaTransportException("expected a topic " + PREFIX + "SOURCE, found " + name);
        }
        return new EventTopic(name.substring(PREFIX.length()));
    }

    public String name() {
        return PREFIX + source;
    }
}
