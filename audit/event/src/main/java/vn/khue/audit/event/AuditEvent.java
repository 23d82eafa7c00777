package vn.khue.audit.event;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * One act, as it is remembered. Immutable; every component is checked, so an event that exists can be written.
 *
 * @param id identifies the event for ever and makes delivery idempotent; UUID version 7 when made by {@link #of}
 * @param time when the act happened by the clock of its source, cut to milliseconds
 * @param kind what happened
 * @param outcome how it ended
 * @param actor who did it
 * @param target what it was done to
 * @param unit id of the unit in whose name the actor acted
 * @param source the part of Khuê that reports it: {@code sso}, {@code signing}, {@code audit}
 * @param details what else is worth knowing, keys from {@link EventKind#details()}; each value at most 1,000 characters,
 *     all together at most 16,000
 */
public record AuditEvent(
        UUID id,
        Instant time,
        EventKind kind,
        Outcome outcome,
        Actor actor,
        Optional<Target> target,
        Optional<String> unit,
        String source,
        SortedMap<String, String> details) {

    static final int MAX_DETAIL = 1_000;
    static final int MAX_DETAILS = 16_000;
    private static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final Pattern SOURCE = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    public AuditEvent {
        time = time.truncatedTo(ChronoUnit.MILLIS);
        if (time.isBefore(EARLIEST) || !time.isBefore(LATEST)) {
            throw new AuditEventException("Audit event field time: expected a time from 2020 to 2199, found " + time
                    + "; set the clock of the source");
        }
        unit.ifPresent(value -> PlainText.require("unit", value, 64));
        if (!SOURCE.matcher(source).matches()) {
            throw new AuditEventException("Audit event field source: expected 1 to 32 lower-case letters, digits and"
                    + " hyphens, found something else; use the name of the part of Khuê that acts");
        }
        int total = 0;
        for (var detail : details.entrySet()) {
            DetailKey key = DetailKey.of(detail.getKey()).orElse(null);
            if (key == null || !kind.details().contains(key)) {
                throw new AuditEventException("Audit event of kind " + kind + ": detail "
                        + PlainText.clean(detail.getKey(), 64) + " is not in its vocabulary, which is "
                        + kind.details().stream().map(DetailKey::key).sorted().toList()
                        + "; add the key to EventKind if the kind needs it");
            }
            total += PlainText.require("details." + key.key(), detail.getValue(), MAX_DETAIL)
                    .length();
        }
        if (total > MAX_DETAILS) {
            throw new AuditEventException("Audit event field details: expected at most " + MAX_DETAILS
                    + " characters in all, found " + total + "; shorten the values");
        }
        details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
    }

    /** Starts an event that happens now by the given clock, under a new id. */
    public static Builder of(EventKind kind, Outcome outcome, Actor actor, String source, Clock clock) {
        return new Builder(kind, outcome, actor, source, clock.instant());
    }

    /** Collects the optional parts; cleans values, so that hostile text cannot make an act fail. Not thread-safe. */
    public static final class Builder {
        private final EventKind kind;
        private final Outcome outcome;
        private final Actor actor;
        private final String source;
        private final Instant time;
        private final TreeMap<String, String> details = new TreeMap<>();
        private Optional<Target> target = Optional.empty();
        private Optional<String> unit = Optional.empty();

        private Builder(EventKind kind, Outcome outcome, Actor actor, String source, Instant time) {
            this.kind = kind;
            this.outcome = outcome;
            this.actor = actor;
            this.source = source;
            this.time = time;
        }

        /** An id that is empty leaves the target out. */
        public Builder target(TargetKind targetKind, String id) {
            String clean = PlainText.clean(id, Target.MAX_ID);
            target = clean.isEmpty() ? Optional.empty() : Optional.of(new Target(targetKind, clean));
            return this;
        }

        public Builder unit(String unitId) {
            unit = Optional.of(unitId);
            return this;
        }

        /** Adds a detail; null or empty leaves it out, other text is cleaned and cut to 1,000 characters. */
        public Builder with(DetailKey key, String value) {
            if (value != null && !value.isEmpty()) {
                details.put(key.key(), PlainText.clean(value, MAX_DETAIL));
            }
            return this;
        }

        public Builder with(DetailKey key, long value) {
            return with(key, Long.toString(value));
        }

        /**
         * @throws AuditEventException if a key is not in the vocabulary of the kind
         */
        public AuditEvent build() {
            return new AuditEvent(UuidV7.at(time), time, kind, outcome, actor, target, unit, source, details);
        }
    }
}
