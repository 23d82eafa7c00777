package vn.khue.sso.activation;

import vn.khue.sso.server.ConditionFactory;

/** Makes {@link ActivationChosen} known to Keycloak. */
public final class ActivationChosenFactory extends ConditionFactory {
    public ActivationChosenFactory() {
        super(
                "khue-activation-chosen",
                "Khuê: condition - activation slip chosen",
                "Holds where the link to activation slips was followed and the app asks for no level above password.",
                new ActivationChosen());
    }
}
