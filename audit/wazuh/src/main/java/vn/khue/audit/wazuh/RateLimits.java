package vn.khue.audit.wazuh;

/**
 * How many requests this client sends in any 60 seconds. Wazuh's general limit of 300 is one for everybody who asks the API, the
 * dashboard too, so not all of it is ours.
 *
 * @param general requests of every kind, 1 to 300
 * @param events posts to {@code /events}, 1 to 30
 * @param logins logins, 1 to 3; Wazuh blocks an address for 300 seconds after 50 that failed
 */
public record RateLimits(int general, int events, int logins) {

    public static final int MAX_GENERAL = 300;
    public static final int MAX_EVENTS = 30;
    public static final int MAX_LOGINS = 3;

    public RateLimits {
        within("general", general, MAX_GENERAL);
        within("events", events, MAX_EVENTS);
        within("logins", logins, MAX_LOGINS);
    }

    /** 240, 30 and 3. */
    public static RateLimits standard() {
        return new RateLimits(240, MAX_EVENTS, MAX_LOGINS);
    }

    private static void within(String name, int count, int most) {
        if (count < 1 || count > most) {
            throw new WazuhException(
                    "Wazuh rate limit " + name + ": expected 1 to " + most + " a minute, found " + count);
        }
    }
}
