package vn.khue.console.help;

import java.util.Locale;
import java.util.Optional;

/** What can be done for somebody who cannot sign in. The gate says which of these a person may; acts of other names are not ours to show. */
public enum HelpAct {
    RESET_PASSWORD,
    VOID_SLIP,
    UNLOCK,
    END_SESSIONS,
    ISSUE_BADGE,
    VOID_BADGE,
    RESET_PICTURES,
    OPEN_WINDOW,
    CLOSE_WINDOW,
    SET_NETWORKS,
    SET_HOURS,
    ENROL_DEVICE,
    REVOKE_DEVICE;

    /** Whether it is done to chosen people, and not to a class or a school as a whole. */
    public boolean toPeople() {
        return switch (this) {
            case OPEN_WINDOW, CLOSE_WINDOW, SET_NETWORKS, SET_HOURS, ENROL_DEVICE, REVOKE_DEVICE -> false;
            default -> true;
        };
    }

    /** Whether it gives something to print. */
    public boolean prints() {
        return this == RESET_PASSWORD || this == ISSUE_BADGE;
    }

    /** Whether there is anything to do for this person. */
    public boolean fits(HelpedPerson person) {
        return switch (this) {
            case VOID_SLIP -> person.slip().isPresent();
            case UNLOCK -> person.locked();
            case END_SESSIONS -> person.sessions() > 0;
            case VOID_BADGE -> person.badge().isPresent();
            case RESET_PICTURES -> person.pictures();
            case RESET_PASSWORD, ISSUE_BADGE -> true;
            case OPEN_WINDOW, CLOSE_WINDOW, SET_NETWORKS, SET_HOURS, ENROL_DEVICE, REVOKE_DEVICE -> false;
        };
    }

    /** The act of that name. */
    public static Optional<HelpAct> of(String name) {
        for (HelpAct act : values()) {
            if (act.name().equals(name.toUpperCase(Locale.ROOT))) {
                return Optional.of(act);
            }
        }
        return Optional.empty();
    }
}
