package vn.khue.sso.badge;

import vn.khue.sso.server.ConditionFactory;

/** Makes {@link BadgeChosen} known to Keycloak. */
public final class BadgeChosenFactory extends ConditionFactory {
    public BadgeChosenFactory() {
        super(
                "khue-badge-chosen",
                "Khuê: condition - badge chosen",
                "Holds where the link to badge login was followed, nobody is known yet, and the app asks for no level above badge.",
                new BadgeChosen());
    }
}
