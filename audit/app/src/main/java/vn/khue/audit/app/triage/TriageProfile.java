package vn.khue.audit.app.triage;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The numbers of triage of a site, each with its source (architecture, decision 7). Immutable.
 *
 * @param duties what law wants of each kind of incident, the earliest first
 * @param suppressionMost how long a suppression can hold
 * @param suppressionPreview over how long its impact is counted before
 */
public record TriageProfile(
        Map<IncidentKind, List<Duty>> duties, Duration suppressionMost, Duration suppressionPreview) {

    /** Name of the profile that holds where none is chosen. */
    static final String CURRENT = "VN-2026";

    /** Notice to the persons whose data it is: of some kinds of data only. */
    private static final String SUBJECTS = "subjects";

    private static final List<String> REPORTS = List.of("first-report", "report", SUBJECTS);

    public TriageProfile {
        duties = Collections.unmodifiableMap(new EnumMap<>(duties));
    }

    /**
     * A duty to report.
     *
     * @param report {@code first-report}, {@code report} or {@code subjects}
     * @param within after the alert was raised
     * @param source the article that says so
     */
    public record Duty(String report, Duration within, String source) {

        Clock running(Instant since, Instant now) {
            Instant until = since.plus(within);
            return new Clock(report, source, within, until, Duration.between(now, until));
        }
    }

    /**
     * A duty with its deadline.
     *
     * @param left until then; negative if it has passed
     */
    public record Clock(String report, String source, Duration within, Instant until, Duration left) {

        private static final Duration LITTLE = Duration.ofHours(4);
        private static final Duration SOME = Duration.ofHours(24);

        /** passed, little (under 4 hours), some (under 24) or much. */
        public String urgency() {
            if (left.isNegative() || left.isZero()) {
                return "passed";
            } else if (left.compareTo(LITTLE) < 0) {
                return "little";
            }
            return left.compareTo(SOME) < 0 ? "some" : "much";
        }

        /** Hours and minutes that are left or, once it has passed, by which it has: {@code 23:59}. */
        public String hours() {
            Duration shown = left.abs();
            return String.format(java.util.Locale.ROOT, "%02d:%02d", shown.toHours(), shown.toMinutesPart());
        }
    }

    /**
     * A profile that comes with Khuê.
     *
     * @throws IllegalArgumentException if there is none of this name or a number is wrong
     */
    static TriageProfile load(String name) {
        if (!name.matches("[A-Za-z0-9-]{1,32}")) {
            throw new IllegalArgumentException(
                    "Triage profile: expected letters, digits and hyphens, found something else");
        }
        Properties values = new Properties();
        try (InputStream in = TriageProfile.class.getResourceAsStream(name + ".properties")) {
            if (in == null) {
                throw new IllegalArgumentException("Triage profile: expected one named " + name + ", found none");
            }
            Reader text = new InputStreamReader(in, StandardCharsets.UTF_8);
            values.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read(name, values);
    }

    private static TriageProfile read(String name, Properties values) {
        Map<IncidentKind, List<Duty>> duties = new EnumMap<>(IncidentKind.class);
        try {
            for (IncidentKind kind : IncidentKind.values()) {
                List<Duty> of = new ArrayList<>();
                for (String report : REPORTS) {
                    String key = kind.word() + "." + report;
                    if (values.containsKey(key)) {
                        of.add(new Duty(report, span(values, key), text(values, key + ".source")));
                    }
                }
                if (of.isEmpty()) {
                    throw new IllegalArgumentException("no duty for " + kind.word());
                }
                duties.put(kind, List.copyOf(of));
            }
            return new TriageProfile(
                    duties, days(values, "suppression.most-days"), days(values, "suppression.preview-days"));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "Triage profile " + name + ": expected every number with its source, found: " + e.getMessage(), e);
        }
    }

    private static Duration span(Properties values, String key) {
        Duration span = Duration.parse(text(values, key));
        if (span.isNegative() || span.isZero()) {
            throw new IllegalArgumentException(key + " is not above zero");
        }
        return span;
    }

    private static Duration days(Properties values, String key) {
        int days = Integer.parseInt(text(values, key));
        if (days < 1 || days > 366) {
            throw new IllegalArgumentException(key + " is not from 1 to 366");
        }
        return Duration.ofDays(days);
    }

    private static String text(Properties values, String key) {
        String text = values.getProperty(key, "").strip();
        if (text.isEmpty()) {
            throw new IllegalArgumentException(key + " is missing");
        }
        return text;
    }

    /** The clocks that run for an incident known since then, whatever data it concerns. */
    public List<Clock> clocks(IncidentKind kind, Instant since, Instant now) {
        return clocks(kind, since, now, false);
    }

    /** @param subjects whether the persons concerned have to be told too */
    public List<Clock> clocks(IncidentKind kind, Instant since, Instant now, boolean subjects) {
        return duties.getOrDefault(kind, List.of()).stream()
                .filter(duty -> subjects || !duty.report().equals(SUBJECTS))
                .map(duty -> duty.running(since, now))
                .toList();
    }
}
