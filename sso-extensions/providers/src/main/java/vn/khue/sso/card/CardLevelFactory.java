package vn.khue.sso.card;

import vn.khue.sso.assurance.TwoFactorsProven;
import vn.khue.sso.server.StepFactory;

/** Makes {@link TwoFactorsProven} known to Keycloak, for a card. */
public final class CardLevelFactory extends StepFactory {
    public CardLevelFactory() {
        super(
                "khue-card-level",
                "Khuê: level of a card",
                "After a good card: two factors were proven, the card and its PIN.",
                new TwoFactorsProven(CardEntry.METHOD),
                true);
    }
}
