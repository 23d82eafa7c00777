package vn.khue.audit.wazuh.item;

import java.time.Duration;

/**
 * How the server API guards itself.
 *
 * @param tokenLife how long a token holds
 * @param allowedUnlessDenied mode {@code black}: an account may all that no policy denies it
 */
public record SecurityConfig(Duration tokenLife, boolean allowedUnlessDenied) {}
