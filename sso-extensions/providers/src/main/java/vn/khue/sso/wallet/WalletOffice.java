package vn.khue.sso.wallet;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.Provider;
import vn.khue.sso.server.KeyedHash;

/** Knows the offers of the signing service by the secret that both hold. Thread-safe; one for all requests. */
public final class WalletOffice implements Provider {
    private static final String OFFER = "wallet-offer";
    private static final String CODE = "wallet-code";
    private static final String VERSION = "1";
    private static final String SEPARATOR = "~";
    private static final int PARTS = 7;
    private static final int LONGEST = 1024;
    private static final int LONGEST_CODE = 32;

    private final KeyedHash hash;
    private final String client;
    private final String scope;
    private final int tries;
    private final Clock clock;

    /**
     * @param hash under the secret of the signing service
     * @param client whose tokens wallets get
     * @param scope of those tokens
     * @param tries how often the code beside an offer may be typed
     */
    WalletOffice(KeyedHash hash, String client, String scope, int tries, Clock clock) {
        this.hash = hash;
        this.client = client;
        this.scope = scope;
        this.tries = tries;
        this.clock = clock;
    }

    static WalletOffice of(KeycloakSession session) {
        return session.getProvider(WalletOffice.class);
    }

    String client() {
        return client;
    }

    String scope() {
        return scope;
    }

    int tries() {
        return tries;
    }

    Instant now() {
        return clock.instant();
    }

    /** @return empty for anything that the signing service did not write */
    Optional<PreAuthorizedCode> read(String text) {
        int last = text.lastIndexOf(SEPARATOR);
        if (text.length() > LONGEST
                || last < 0
                || !text.chars().allMatch(each -> each > ' ' && each <= '~')
                || !KeyedHash.same(hash.of(OFFER, text.substring(0, last)), text.substring(last + 1))) {
            return Optional.empty();
        }
        String[] parts = text.split(SEPARATOR, -1);
        if (parts.length != PARTS || !parts[0].equals(VERSION)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PreAuthorizedCode(
                    UUID.fromString(parts[1]),
                    UUID.fromString(parts[2]),
                    parts[3],
                    Instant.ofEpochSecond(Long.parseLong(parts[4])),
                    parts[5]));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Whether it is the code that was told apart; takes the same time for each. */
    boolean fits(PreAuthorizedCode offer, String code) {
        return code.length() <= LONGEST_CODE
                && KeyedHash.same(hash.of(CODE, offer.offer() + ":" + code), offer.codeHash());
    }

    @Override
    public void close() {}
}
