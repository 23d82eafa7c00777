package vn.khue.sso.assurance;

import vn.khue.sso.server.StepFactory;

/** Makes {@link RaiseLevel} known to Keycloak. */
public final class RaiseLevelFactory extends StepFactory {
    public RaiseLevelFactory() {
        super(
                "khue-raise-level",
                "Khuê: second factor where the policy asks",
                "After the password: raises the level of this login to two factors for administrators, and for officers outside.",
                new RaiseLevel(),
                false);
    }
}
