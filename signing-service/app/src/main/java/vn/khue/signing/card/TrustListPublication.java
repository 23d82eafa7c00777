package vn.khue.signing.card;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import vn.khue.ecard.trust.TrustList;
import vn.khue.ecard.trust.TrustListJws;

/** Signs the trust list, at most once in {@value #SECONDS} seconds: so late at most is a new signer known. Thread-safe. */
@Service
public class TrustListPublication {
    /** Seconds for which a signed list is given out. */
    public static final int SECONDS = 5;

    /** @param issuedAt of the list */
    public record Signed(String jws, Instant issuedAt) {}

    private final CardKeys keys;
    private final CardAddresses addresses;
    private final CardPolicy policy;
    private final Clock clock;
    private Optional<Signed> last = Optional.empty();

    public TrustListPublication(CardKeys keys, CardAddresses addresses, CardPolicy policy, Clock clock) {
        this.keys = keys;
        this.addresses = addresses;
        this.policy = policy;
        this.clock = clock;
    }

    /** As a JWS of type {@value TrustListJws#TYPE}. */
    public synchronized Signed list() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Optional<Signed> fresh = last.filter(
                signed -> Duration.between(signed.issuedAt(), now).abs().compareTo(Duration.ofSeconds(SECONDS)) < 0);
        if (fresh.isEmpty()) {
            TrustList list = new TrustList(
                    addresses.issuer(),
                    now,
                    now.plus(policy.trustExpiry()),
                    List.of(addresses.base()),
                    keys.signers(),
                    keys.statusKeys());
            last = Optional.of(
                    new Signed(TrustListJws.sign(list, keys.trustKey().key()), now));
        }
        return last.orElseThrow();
    }
}
