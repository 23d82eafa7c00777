package vn.khue.sso.assurance;

import vn.khue.sso.server.ConditionFactory;

/** Makes {@link TwoFactorsAsked} known to Keycloak. */
public final class TwoFactorsAskedFactory extends ConditionFactory {
    public TwoFactorsAskedFactory() {
        super(
                "khue-two-factors-asked",
                "Khuê: condition, two factors are asked for",
                "Whether the policy asks for a second factor, or the app for a level that needs one.",
                new TwoFactorsAsked());
    }
}
