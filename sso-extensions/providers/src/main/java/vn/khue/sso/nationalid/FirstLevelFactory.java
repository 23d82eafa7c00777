package vn.khue.sso.nationalid;

import vn.khue.sso.server.StepFactory;

/** Makes {@link LevelReached} known to Keycloak, for the first factor. */
public final class FirstLevelFactory extends StepFactory {
    public FirstLevelFactory() {
        super(
                "khue-national-id-level",
                "Khuê: level of the national identity",
                "After a login by the national identity provider: it counts as much as a password.",
                new LevelReached(LevelReached.PASSWORD),
                true);
    }
}
