package vn.khue.signing.est;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * What a host sends in HTTP Basic (RFC 7617).
 *
 * @param request id of its request, as the user name
 * @param secret its enrolment secret
 */
record BasicCredentials(UUID request, String secret) {
    private static final String SCHEME = "basic ";
    private static final int LONGEST = 512;

    /** Empty for anything else, also for a missing header (null). */
    static Optional<BasicCredentials> of(String header) {
        if (header == null
                || header.length() > LONGEST
                || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return Optional.empty();
        }
        try {
            String text = new String(
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip()), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(
                            new BasicCredentials(UUID.fromString(text.substring(0, colon)), text.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "BasicCredentials[" + request + "]";
    }
}
