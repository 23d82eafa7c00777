package vn.khue.ecard.trust;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import vn.khue.ecard.EcardException;
import vn.khue.ecard.cose.CoseSign1;
import vn.khue.ecard.cose.Es256;
import vn.khue.ecard.cose.Kid;
import vn.khue.ecard.status.StatusListCwt;
import vn.khue.ecard.status.StatusListJwt;
import vn.khue.ecard.status.StatusLookup;
import vn.khue.ecard.status.StatusSource;
import vn.khue.pki.CryptoProviders;

/** Lists that were fetched, each under its address, signed by a status key of the trust list. Thread-safe. */
public final class StatusShelf implements StatusSource {
    private final TrustList trust;
    private final Es256 es256;
    private final Map<String, StatusLookup> lists = new ConcurrentHashMap<>();

    /** An empty one. */
    public StatusShelf(TrustList trust, CryptoProviders providers) {
        this.trust = trust;
        this.es256 = new Es256(providers);
    }

    /**
     * Keeps what was fetched from an address, as CWT; what is no list of that address is kept as invalid. Never throws.
     *
     * @return what is kept
     */
    public StatusLookup put(String uri, byte[] cwt) {
        StatusLookup read = read(uri, cwt);
        lists.put(uri, read);
        return read;
    }

    /** The same of a JWT. */
    public StatusLookup put(String uri, String jwt) {
        StatusLookup read = read(uri, jwt);
        lists.put(uri, read);
        return read;
    }

    @Override
    public StatusLookup find(String uri) {
        return lists.getOrDefault(uri, new StatusLookup.Missing());
    }

    private StatusLookup read(String uri, byte[] cwt) {
        try {
            StatusListCwt.Unverified read = StatusListCwt.read(cwt);
            CoseSign1 message = read.message();
            boolean signed = message.header().algorithm().orElse(0) == CoseSign1.ES256
                    && !message.header().others()
                    && message.header()
                            .kid()
                            .or(message::unprotectedKid)
                            .flatMap(Kid::of)
                            .flatMap(trust::statusKey)
                            .filter(key -> es256.verifies(key, message.toBeSigned(), message.signature()))
                            .isPresent();
            return signed && read.token().uri().equals(uri)
                    ? new StatusLookup.Found(read.token())
                    : new StatusLookup.Invalid();
        } catch (EcardException e) {
            return new StatusLookup.Invalid();
        }
    }

    private StatusLookup read(String uri, String jwt) {
        try {
            StatusListJwt.Unverified read = StatusListJwt.read(jwt);
            Optional<Kid> kid = read.message().kid();
            boolean signed = kid.flatMap(trust::statusKey)
                    .filter(key -> read.message().verifies(key, es256))
                    .isPresent();
            return signed && read.token().uri().equals(uri)
                    ? new StatusLookup.Found(read.token())
                    : new StatusLookup.Invalid();
        } catch (EcardException e) {
            return new StatusLookup.Invalid();
        }
    }
}
