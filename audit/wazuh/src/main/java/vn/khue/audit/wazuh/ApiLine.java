package vn.khue.audit.wazuh;

import java.util.Optional;

/** The two lines of Wazuh that this client knows. */
public enum ApiLine {
    V4,
    V5;

    static Optional<ApiLine> of(ApiVersion version) {
        return switch (version.major()) {
            case 4 -> Optional.of(V4);
            case 5 -> Optional.of(V5);
            default -> Optional.empty();
        };
    }
}
