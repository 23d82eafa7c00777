package vn.khue.sso.assurance;

import vn.khue.sso.server.StepFactory;

/** Makes {@link FirstFactor} known to Keycloak. */
public final class FirstFactorFactory extends StepFactory {
    public FirstFactorFactory() {
        super(
                "khue-first-factor",
                "Khuê: second factor of somebody new",
                "After the activation slip: has those set up a second factor whom the policy asks for one and who have none.",
                new FirstFactor(),
                false);
    }
}
