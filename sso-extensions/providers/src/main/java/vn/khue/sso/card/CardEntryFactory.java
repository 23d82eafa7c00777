package vn.khue.sso.card;

import vn.khue.sso.server.StepFactory;

/** Makes {@link CardEntry} known to Keycloak. */
public final class CardEntryFactory extends StepFactory {
    public CardEntryFactory() {
        super(
                "khue-card",
                "Khuê: card",
                "Judges the certificate that the browser presented, and lets in whose Khuê id it names.",
                new CardEntry(),
                true);
    }
}
