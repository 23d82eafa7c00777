package vn.khue.audit.wazuh;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where and how to ask.
 *
 * @param address of the server API
 * @param ca PEM file of the CAs that may have issued the server's certificate; looked at for https only
 * @param credentials of an account of the server API
 * @param limits on how much is sent
 * @param patience for one whole exchange, up to the last byte of the answer; 100 ms to 5 minutes
 */
public record WazuhSettings(
        WazuhAddress address, Path ca, CredentialsFile credentials, RateLimits limits, Duration patience) {

    private static final Duration LEAST = Duration.ofMillis(100);
    private static final Duration MOST = Duration.ofMinutes(5);

    public WazuhSettings {
        if (patience.compareTo(LEAST) < 0 || patience.compareTo(MOST) > 0) {
            throw new WazuhException("Wazuh patience: expected 100 ms to 5 minutes, found " + patience);
        }
    }

    /** Standard limits, 20 seconds. */
    public static WazuhSettings of(String address, Path ca, Path credentials) {
        return new WazuhSettings(
                WazuhAddress.of(address),
                ca,
                new CredentialsFile(credentials),
                RateLimits.standard(),
                Duration.ofSeconds(20));
    }
}
