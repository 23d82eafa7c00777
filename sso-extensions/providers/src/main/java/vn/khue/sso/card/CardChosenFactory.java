package vn.khue.sso.card;

import vn.khue.sso.server.ConditionFactory;

/** Makes {@link CardChosen} known to Keycloak. */
public final class CardChosenFactory extends ConditionFactory {
    public CardChosenFactory() {
        super(
                "khue-card-chosen",
                "Khuê: condition - card presented",
                "Holds where the link to card login was followed and the app asks for no level above two factors.",
                new CardChosen());
    }
}
