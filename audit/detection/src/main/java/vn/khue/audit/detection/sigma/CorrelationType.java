package vn.khue.audit.detection.sigma;

import java.util.Locale;
import java.util.Optional;

/** What a correlation looks for; Sigma 2.1. The sums, averages and percentiles are not among them: our fields hold no amounts. */
public enum CorrelationType {
    EVENT_COUNT,
    VALUE_COUNT,
    TEMPORAL,
    TEMPORAL_ORDERED;

    /** As rules write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<CorrelationType> of(String word) {
        for (CorrelationType type : values()) {
            if (type.word().equals(word)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
