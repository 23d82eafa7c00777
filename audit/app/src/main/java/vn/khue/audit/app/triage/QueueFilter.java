package vn.khue.audit.app.triage;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.util.UriComponentsBuilder;
import vn.khue.audit.detection.sigma.SigmaLevel;

/**
 * The queue's filter as typed; empty texts do not restrict, but for the state: what waits.
 *
 * @param state a name of {@link QueueView}
 * @param level a name of {@link SigmaLevel}
 * @param rule name of a rule
 * @param unit unit id
 * @param after where the page begins, as {@link QueuePlace#text()}
 */
public record QueueFilter(String state, String level, String rule, String unit, String after) {

    static final String QUEUE = "/alerts/queue";

    private static final int LONGEST = 128;

    public QueueFilter {
        state = clean(state);
        level = clean(level);
        rule = clean(rule);
        unit = clean(unit);
        after = clean(after);
    }

    private static String clean(String typed) {
        String text = typed == null
                ? ""
                : Normalizer.normalize(typed, Normalizer.Form.NFC)
                        .replaceAll("\\p{Cntrl}+", " ")
                        .strip();
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    /** What it asks for; empty where a stranger's text is none of the choices. */
    public Optional<QueueQuery> query() {
        Optional<QueueView> view = choice(QueueView.class, state.isEmpty() ? QueueView.WAITING.name() : state);
        Optional<SigmaLevel> atLevel = choice(SigmaLevel.class, level);
        Optional<QueuePlace> place = QueuePlace.parse(after);
        if (view.isEmpty() || (!level.isEmpty() && atLevel.isEmpty()) || (!after.isEmpty() && place.isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(new QueueQuery(view.get(), atLevel, text(rule), text(unit), place));
    }

    private static <E extends Enum<E>> Optional<E> choice(Class<E> type, String name) {
        for (E each : type.getEnumConstants()) {
            if (each.name().equals(name)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> text(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** Whether anything restricts the queue. */
    public boolean restricts() {
        return !(state + level + rule + unit).isEmpty();
    }

    QueueFilter at(Optional<QueuePlace> place) {
        return new QueueFilter(
                state, level, rule, unit, place.map(QueuePlace::text).orElse(""));
    }

    /** Address of the queue with this filter. */
    public String address() {
        return address(QUEUE);
    }

    /** Address of an alert that leads back to the queue with this filter. */
    public String address(String path) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("state", state);
        parts.put("level", level);
        parts.put("rule", rule);
        parts.put("unit", unit);
        parts.put("after", after);
        parts.values().removeIf(String::isEmpty);
        parts.forEach((name, value) -> address.queryParam(name, "{" + name + "}"));
        return address.encode().buildAndExpand(parts).toUriString();
    }
}
