package vn.khue.audit.detection.pack;

import java.io.IOException;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import vn.khue.audit.detection.DetectionException;
import vn.khue.audit.detection.engine.EngineLimits;
import vn.khue.audit.detection.sigma.Threshold;

/**
 * The numbers of detection of a site (architecture, decision 7). Immutable.
 *
 * @param thresholds in place of a correlation's own, by its name
 * @param schoolThresholds where the group's address is a school's
 * @param timespans in place of a correlation's own
 * @param placeholders values of {@code expand} in rules
 */
public record DetectionProfile(
        ZoneId zone,
        EngineLimits limits,
        Map<String, Threshold> thresholds,
        Map<String, Threshold> schoolThresholds,
        Map<String, Duration> timespans,
        Map<String, List<String>> placeholders) {

    /** Name of the profile that holds where none is chosen. */
    public static final String CURRENT = "VN-2026";

    public DetectionProfile {
        thresholds = Map.copyOf(thresholds);
        schoolThresholds = Map.copyOf(schoolThresholds);
        timespans = Map.copyOf(timespans);
        placeholders = Map.copyOf(placeholders);
    }

    /**
     * A profile that comes with Khuê.
     *
     * @throws DetectionException if there is none of this name or a number is wrong
     */
    public static DetectionProfile load(String name) {
        if (!name.matches("[A-Za-z0-9-]{1,32}")) {
            throw new DetectionException(
                    "Detection profile: expected letters, digits and hyphens, found something else");
        }
        return read(name, PackFiles.text(name + ".properties"));
    }

    /** The same from text in the form of Java's properties. */
    public static DetectionProfile read(String name, String text) {
        Properties values = new Properties();
        Map<String, Threshold> thresholds = new TreeMap<>();
        Map<String, Threshold> schools = new TreeMap<>();
        Map<String, Duration> spans = new TreeMap<>();
        Map<String, List<String>> placeholders = new TreeMap<>();
        try {
            values.load(new StringReader(text));
            for (String key : values.stringPropertyNames()) {
                String value = values.getProperty(key).strip();
                int dot = key.indexOf('.');
                String of = key.substring(dot + 1);
                switch (dot < 0 ? "" : key.substring(0, dot)) {
                    case "threshold" -> thresholds.put(of, Threshold.atLeast(Long.parseLong(value)));
                    case "school-threshold" -> schools.put(of, Threshold.atLeast(Long.parseLong(value)));
                    case "timespan" -> spans.put(of, Duration.parse(value));
                    case "placeholder" -> placeholders.put(of, Arrays.asList(value.split("\\s*,\\s*")));
                    default -> {
                        if (!List.of(
                                        "zone",
                                        "lateness-seconds",
                                        "kept-minutes",
                                        "most-groups",
                                        "most-hits",
                                        "most-matches",
                                        "most-waiting")
                                .contains(key)) {
                            throw new IllegalArgumentException(key + " is not known");
                        }
                    }
                }
            }
            EngineLimits limits = new EngineLimits(
                    Duration.ofSeconds(number(values, "lateness-seconds")),
                    Duration.ofMinutes(number(values, "kept-minutes")),
                    number(values, "most-groups"),
                    number(values, "most-hits"),
                    number(values, "most-matches"),
                    number(values, "most-waiting"));
            return new DetectionProfile(
                    ZoneId.of(values.getProperty("zone", "")), limits, thresholds, schools, spans, placeholders);
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            throw new DetectionException(
                    "Detection profile " + name + ": expected numbers in their ranges, found: " + e.getMessage(), e);
        }
    }

    private static int number(Properties values, String key) {
        String value = values.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException(key + " is missing");
        }
        return Integer.parseInt(value.strip());
    }
}
