package vn.khue.audit.detection.sigma;

import java.util.Optional;

/** Which events a rule is about; Sigma 2.1, attribute {@code logsource}. */
public record Logsource(Optional<String> category, Optional<String> product, Optional<String> service) {}
