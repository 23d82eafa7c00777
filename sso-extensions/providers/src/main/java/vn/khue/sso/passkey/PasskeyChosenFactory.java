package vn.khue.sso.passkey;

import vn.khue.sso.server.ConditionFactory;

/** Makes {@link PasskeyChosen} known to Keycloak. */
public final class PasskeyChosenFactory extends ConditionFactory {
    public PasskeyChosenFactory() {
        super(
                "khue-passkey-chosen",
                "Khuê: condition - passkey chosen",
                "Holds where the link to passkeys was followed and the app asks for no level above two factors.",
                new PasskeyChosen());
    }
}
