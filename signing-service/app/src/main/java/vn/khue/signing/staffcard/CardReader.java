package vn.khue.signing.staffcard;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;
import vn.khue.pki.keystore.KeyId;
import vn.khue.pki.pkcs11.CardToken;
import vn.khue.pki.pkcs11.TokenSettings;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.turn.Turns;

/** The one reader in which blank cards are made somebody's; one after another. Thread-safe. */
public final class CardReader {
    private static final Logger LOG = LoggerFactory.getLogger(CardReader.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Optional<TokenSettings> settings;
    private final Turns turns = new Turns(1, PATIENCE);

    /** @param settings of the token; empty where no reader is set up */
    public CardReader(Optional<TokenSettings> settings) {
        this.settings = settings;
    }

    /** Whether cards are written here at all. */
    public boolean there() {
        return settings.isPresent();
    }

    /** What is done while the reader is the caller's. */
    @FunctionalInterface
    interface Work<T> {
        T on(CardToken token);
    }

    /**
     * Work that begins and ends a transaction of its own, with the card that is in the reader.
     *
     * @throws SigningException CARD_TOKEN_OFF, CARD_TOKEN_AWAY, CARD_TOKEN_IN_USE for a card that holds a key already, BUSY
     */
    <T> T withBlankCard(Work<T> work) {
        TokenSettings token = settings.orElseThrow(() -> new SigningException(Refusal.CARD_TOKEN_OFF));
        return turns.inTurn(() -> {
            try (CardToken card = told(() -> CardToken.open(token))) {
                if (told(card::holdsKeys)) {
                    throw new SigningException(Refusal.CARD_TOKEN_IN_USE);
                }
                return work.on(card);
            }
        });
    }

    /** A failure of the card is not one of the vault, which may be a token as well. */
    static <T> T told(Supplier<T> work) {
        try {
            return work.get();
        } catch (PkiException e) {
            if (e.fault() == Fault.TOKEN || e.fault() == Fault.KEY || e.fault() == Fault.INPUT) {
                LOG.warn("the card in the reader cannot be written: {}", e.getMessage());
                throw new SigningException(Refusal.CARD_TOKEN_AWAY, e);
            }
            throw e;
        }
    }

    /** After a failure; the failure counts, not this. */
    static void clear(CardToken card, KeyId key) {
        try {
            card.destroy(key);
        } catch (PkiException e) {
            LOG.warn("a key without a certificate stays on the card in the reader; empty it: {}", e.getMessage());
        }
    }
}
