package vn.khue.audit.app.browse;

import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.web.util.UriComponentsBuilder;
import vn.khue.audit.app.store.EventMarks;
import vn.khue.audit.app.store.EventPlace;
import vn.khue.audit.app.store.EventQuery;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.web.time.VietnamTime;

/**
 * The filter form as typed; empty texts do not restrict.
 *
 * @param from first minute in Viet Nam: {@code 2026-11-23T09:12} or a day
 * @param to last minute or day in Viet Nam, inclusive
 * @param kind a name of {@link EventKind}
 * @param person Khuê id
 * @param unit unit id
 * @param outcome a name of {@link Outcome}
 * @param ip address in text
 * @param app id of a client or service
 * @param key SHA-256 of a certificate in hex; colons and spaces between are passed over
 * @param card id of a card
 * @param event id of an event
 * @param after where the page begins, as {@link EventPlace#text()}
 */
record EventFilter(
        String from,
        String to,
        String kind,
        String person,
        String unit,
        String outcome,
        String ip,
        String app,
        String key,
        String card,
        String event,
        String after) {

    /** Events on one page. */
    static final int PAGE = 50;

    private static final int LONGEST = 128;
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f.:]{2,45}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /** From the parameters of an address; others are passed over. */
    static EventFilter of(Map<String, String> typed) {
        return new EventFilter(
                typed.get("from"),
                typed.get("to"),
                typed.get("kind"),
                typed.get("person"),
                typed.get("unit"),
                typed.get("outcome"),
                typed.get("ip"),
                typed.get("app"),
                typed.get("key"),
                typed.get("card"),
                typed.get("event"),
                typed.get("after"));
    }

    EventFilter {
        from = minute(clean(from), "T00:00");
        to = minute(clean(to), "T23:59");
        kind = clean(kind);
        person = clean(person);
        unit = clean(unit);
        outcome = clean(outcome);
        ip = clean(ip);
        app = clean(app);
        key = clean(key).replaceAll("[: ]", "").toLowerCase(Locale.ROOT);
        card = clean(card);
        event = clean(event);
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

    /** A day becomes its first or last minute: the form's field shows nothing else. */
    private static String minute(String text, String ofDay) {
        return text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}") ? text + ofDay : text;
    }

    /** What was typed, understood. */
    sealed interface Reading {

        record Understood(EventQuery query) implements Reading {}

        /** Names of fields that cannot be understood, each with the code of a text {@code events.filter.error.CODE}. */
        record NotUnderstood(Map<String, String> errors) implements Reading {

            public NotUnderstood {
                errors = Map.copyOf(errors);
            }
        }
    }

    Reading read() {
        Map<String, String> errors = new LinkedHashMap<>();
        Optional<Instant> first = part(from, "from", "time", errors, EventFilter::moment);
        Optional<Instant> last = part(to, "to", "time", errors, EventFilter::moment);
        Optional<EventKind> ofKind = part(kind, "kind", "choice", errors, EventKind::valueOf);
        Optional<UUID> ofPerson = part(person, "person", "person", errors, EventFilter::uuid);
        Optional<String> fromAddress = part(ip, "ip", "ip", errors, text -> matching(ADDRESS, text));
        Optional<String> withKey = part(key, "key", "key", errors, text -> matching(SHA256, text));
        Optional<UUID> withId = part(event, "event", "event", errors, EventFilter::uuid);
        Optional<Outcome> withOutcome = part(outcome, "outcome", "choice", errors, Outcome::valueOf);
        Optional<EventPlace> place = part(
                after,
                "after",
                "place",
                errors,
                text -> EventPlace.parse(text).orElseThrow(IllegalArgumentException::new));
        if (first.isPresent() && last.isPresent() && last.get().isBefore(first.get())) {
            errors.put("to", "order");
        }
        if (!errors.isEmpty()) {
            return new Reading.NotUnderstood(errors);
        }
        return new Reading.Understood(EventQuery.newest(PAGE)
                .withRange(first, last.map(minute -> minute.plusSeconds(60)))
                .withKinds(ofKind.map(Set::of).orElse(Set.of()))
                .withPerson(ofPerson)
                .withUnits(unit.isEmpty() ? Set.of() : Set.of(unit))
                .withOutcome(withOutcome)
                .withMarks(new EventMarks(fromAddress, typed(app), withKey, typed(card), withId))
                .withAfter(place));
    }

    /** Whether anything restricts the list. */
    public boolean restricts() {
        return !(from + to + kind + person + unit + outcome + ip + app + key + card + event).isEmpty();
    }

    /** Address of the list with this filter, beginning after that place, or at the newest if it is empty. */
    String address(Optional<EventPlace> place) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath("/events");
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("from", from);
        parts.put("to", to);
        parts.put("kind", kind);
        parts.put("person", person);
        parts.put("unit", unit);
        parts.put("outcome", outcome);
        parts.put("ip", ip);
        parts.put("app", app);
        parts.put("key", key);
        parts.put("card", card);
        parts.put("event", event);
        parts.put("after", place.map(EventPlace::text).orElse(""));
        parts.values().removeIf(String::isEmpty);
        parts.forEach((name, value) -> address.queryParam(name, "{" + name + "}"));
        return address.encode().buildAndExpand(parts).toUriString();
    }

    private interface Understanding<T> {
        T of(String text);
    }

    private static <T> Optional<T> part(
            String text, String field, String error, Map<String, String> errors, Understanding<T> how) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(how.of(text));
        } catch (IllegalArgumentException | DateTimeParseException strange) {
            errors.put(field, error);
            return Optional.empty();
        }
    }

    private static Optional<String> typed(String text) {
        return Optional.of(text).filter(any -> !any.isEmpty());
    }

    private static String matching(Pattern form, String text) {
        if (!form.matcher(text).matches()) {
            throw new IllegalArgumentException("expected " + form);
        }
        return text;
    }

    private static Instant moment(String text) {
        LocalDateTime local = LocalDateTime.parse(text);
        if (local.getYear() < 2000 || local.getYear() > 2200) {
            throw new IllegalArgumentException("expected a year from 2000 to 2200");
        }
        return local.atZone(VietnamTime.ZONE).toInstant();
    }

    /** {@link UUID#fromString} takes shorter forms too. */
    private static UUID uuid(String text) {
        UUID id = UUID.fromString(text);
        if (text.length() != 36) {
            throw new IllegalArgumentException("expected 36 characters");
        }
        return id;
    }
}
