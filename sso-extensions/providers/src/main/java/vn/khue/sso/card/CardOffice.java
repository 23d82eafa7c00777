package vn.khue.sso.card;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.Provider;
import vn.khue.sso.server.ProviderException;
import vn.khue.sso.server.SqlStatements;

/** Says whether card login is offered here and what a certificate is worth. Of one request; not thread-safe. */
public final class CardOffice implements Provider {
    private static final Logger LOG = Logger.getLogger(CardOffice.class);

    private final KeycloakSession session;
    private final Optional<String> address;
    private final Supplier<CardJudge> judge;
    private final Duration every;
    private final Clock clock;

    /**
     * @param address where cards are presented, without a path; empty where they are not offered
     * @param judge throws {@link ProviderException} where what is set cannot be used
     * @param every how often the card of an open session is asked about
     */
    CardOffice(
            KeycloakSession session, Optional<String> address, Supplier<CardJudge> judge, Duration every, Clock clock) {
        this.session = session;
        this.address = address;
        this.judge = judge;
        this.every = every;
        this.clock = clock;
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

    /**
     * A good card is about to open that session, which ends with it.
     *
     * @param id that Keycloak will give the session
     * @param der the certificate
     */
    void opened(RealmModel realm, String id, byte[] der) {
        Instant now = clock.instant();
        SqlStatements.onConnectionOf(session, connection -> {
            var table = new CardSessionTable(connection);
            table.open(id, realm.getId(), der, now, now.plus(every));
            return table;
        });
    }

    @Override
    public void close() {}
}
