package vn.khue.sso.nationalid;

import vn.khue.sso.server.StepFactory;

/** Makes {@link LinkCitizen} known to Keycloak. */
public final class LinkCitizenFactory extends StepFactory {
    public LinkCitizenFactory() {
        super(
                "khue-link-citizen",
                "Khuê: account of a citizen",
                "First login by the national identity provider: takes the account of the person who bears the number, or refuses.",
                new LinkCitizen(),
                false);
    }
}
