package vn.khue.sso.passkey;

import vn.khue.sso.assurance.TwoFactorsProven;
import vn.khue.sso.server.StepFactory;

/** Makes {@link TwoFactorsProven} known to Keycloak, for a passkey: the device, and the finger, face or code by which it knows its owner. */
public final class PasskeyLevelFactory extends StepFactory {
    public PasskeyLevelFactory() {
        super(
                "khue-passkey-level",
                "Khuê: level of a passkey",
                "After a passkey without a password: two factors were proven, the device and its owner.",
                new TwoFactorsProven("passkey"),
                false);
    }
}
