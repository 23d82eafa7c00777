package vn.khue.sso.card;

import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.Provider;
import vn.khue.sso.server.ProviderException;

/** Says whether card login is offered here and what a certificate is worth. Of one request; not thread-safe. */
public final class CardOffice implements Provider {
    private static final Logger LOG = Logger.getLogger(CardOffice.class);

    private final Optional<String> address;
    private final Supplier<CardJudge> judge;

    /**
     * @param address where cards are presented, without a path; empty where they are not offered
     * @param judge throws {@link ProviderException} where what is set cannot be used
     */
    CardOffice(Optional<String> address, Supplier<CardJudge> judge) {
        this.address = address;
        this.judge = judge;
    }

    /** The office of that request. */
    static CardOffice of(KeycloakSession session) {
        return session.getProvider(CardOffice.class);
    }

    /** Where cards are presented: scheme, host and port, or nothing between them for the address of the page itself. */
    Optional<String> address() {
        return address;
    }

    CardVerdict judge(byte[] der) {
        if (address.isEmpty()) {
            return new CardVerdict.Refused(CardRefusal.CARD_OFF, "no folder of trusted certificates is set");
        }
        try {
            return judge.get().judge(der);
        } catch (ProviderException e) {
            LOG.error("cards cannot be judged", e);
            return new CardVerdict.Refused(CardRefusal.CARD_OFF, e.getMessage());
        }
    }

    @Override
    public void close() {}
}
