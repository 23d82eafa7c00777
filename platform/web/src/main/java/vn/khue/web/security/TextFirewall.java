package vn.khue.web.security;

import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Spring Security's strict firewall, which also judges the values of form fields and queries when they are read: text, line ends and
 * tabs, and nothing else. PostgreSQL stores no NUL, and what a decoder could not read (U+FFFD) is not what was typed.
 */
public final class TextFirewall {

    private static final char UNREADABLE = '\uFFFD';

    private TextFirewall() {}

    /** A new one, to be adjusted before it is used. A refused value throws {@link RefusedTextException}. */
    public static StrictHttpFirewall strict() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedParameterValues(value -> {
            if (value != null && !isText(value)) {
                throw new RefusedTextException();
            }
            return true;
        });
        return firewall;
    }

    /** Whether it has no control character but tab and line ends, and no mark of a decoding that failed. */
    static boolean isText(String value) {
        return value.chars()
                .allMatch(each -> each == '\t'
                        || each == '\n'
                        || each == '\r'
                        || !(Character.isISOControl(each) || each == UNREADABLE));
    }
}
