package vn.khue.sso.assurance;

import vn.khue.sso.server.ConditionFactory;

/** Makes {@link FactorAsked} known to Keycloak. */
public final class FactorAskedFactory extends ConditionFactory {
    public FactorAskedFactory() {
        super(
                "khue-factor-asked",
                "Khuê: condition, a second factor is asked for",
                "Whether the policy asks for a second factor, and the person has one.",
                new FactorAsked());
    }
}
