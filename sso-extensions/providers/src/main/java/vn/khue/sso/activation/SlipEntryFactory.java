package vn.khue.sso.activation;

import vn.khue.sso.server.StepFactory;

/** Makes {@link SlipEntry} known to Keycloak. */
public final class SlipEntryFactory extends StepFactory {
    public SlipEntryFactory() {
        super(
                "khue-slip",
                "Khuê: activation slip",
                "Asks for login name and slip code, then has the person set a password, which uses the slip up.",
                new SlipEntry(),
                true);
    }
}
