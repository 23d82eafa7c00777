package vn.khue.sso.badge;

import java.util.Locale;

/** What staff do about badges. */
enum BadgeAct {
    ISSUE,
    VOID,
    RESET_PICTURES,
    OPEN_WINDOW,
    CLOSE_WINDOW,
    SET_NETWORKS,
    SET_HOURS,
    ENROL_DEVICE,
    REVOKE_DEVICE;

    /** As the log names it. */
    String operation() {
        return "badge_" + name().toLowerCase(Locale.ROOT);
    }
}
