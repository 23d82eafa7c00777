package vn.khue.audit.detection.sigma;

import java.util.Locale;
import java.util.Optional;

/** How grave a match is; Sigma 2.1, attribute {@code level}. In rising order. */
public enum SigmaLevel {
    INFORMATIONAL,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    /** As rules write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<SigmaLevel> of(String word) {
        for (SigmaLevel level : values()) {
            if (level.word().equals(word)) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }
}
