package vn.khue.audit.app.rights;

import java.util.Set;

/** Which rows of the alerts a person sees. */
public sealed interface AlertSight {

    /** All alerts. */
    record Everything() implements AlertSight {}

    /**
     * Only alerts of which every event was in the name of one of these units. One event of another unit, or of none, keeps an alert
     * out: its count would tell of others.
     */
    record OnlyUnits(Set<String> units) implements AlertSight {

        public OnlyUnits {
            units = Set.copyOf(units);
        }
    }
}
