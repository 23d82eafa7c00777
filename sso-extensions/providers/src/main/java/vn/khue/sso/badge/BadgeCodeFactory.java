package vn.khue.sso.badge;

import vn.khue.sso.server.StepFactory;

/** Makes {@link BadgeCode} known to Keycloak. */
public final class BadgeCodeFactory extends StepFactory {
    public BadgeCodeFactory() {
        super(
                "khue-badge-code",
                "Khuê: badge",
                "Asks for the badge's QR text or typed code and goes on whether or not it exists; the pictures decide.",
                new BadgeCode(),
                true);
    }
}
