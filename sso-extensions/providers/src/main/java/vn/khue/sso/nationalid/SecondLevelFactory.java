package vn.khue.sso.nationalid;

import vn.khue.sso.server.StepFactory;

/** Makes {@link LevelReached} known to Keycloak, for the second factor. */
public final class SecondLevelFactory extends StepFactory {
    public SecondLevelFactory() {
        super(
                "khue-national-id-raised",
                "Khuê: level of the national identity with a second factor",
                "After the second factor that follows a login by the national identity provider.",
                new LevelReached(LevelReached.MFA),
                false);
    }
}
