package vn.khue.sso.badge;

import vn.khue.sso.server.StepFactory;

/** Makes {@link BadgePictures} known to Keycloak. */
public final class BadgePicturesFactory extends StepFactory {
    public BadgePicturesFactory() {
        super(
                "khue-badge-pictures",
                "Khuê: pictures of a badge",
                "Asks for three pictures and decides: badge, pupil, place, time, pictures. Comes after Khuê: badge.",
                new BadgePictures(),
                true);
    }
}
