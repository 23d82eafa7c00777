package vn.khue.ecard.trust;

import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.khue.ecard.EcardException;
import vn.khue.ecard.EcardException.Fault;
import vn.khue.ecard.cose.Kid;

/** The keys that a verifier believes. Immutable; thread-safe. */
public final class TrustList {
    /** A key that signs status lists. */
    public record StatusKey(Kid kid, ECPublicKey key) {}

    private final String issuer;
    private final Instant issuedAt;
    private final Instant expires;
    private final List<String> bases;
    private final Map<Kid, CardSigner> signers = new HashMap<>();
    private final Map<Kid, StatusKey> statusKeys = new HashMap<>();

    /**
     * @param issuer host of whoever publishes it
     * @param expires from when it must not be used
     * @param bases addresses at which texts of cards begin
     * @throws EcardException fault STRUCTURE where two keys bear one kid
     */
    public TrustList(
            String issuer,
            Instant issuedAt,
            Instant expires,
            Collection<String> bases,
            Collection<CardSigner> signers,
            Collection<StatusKey> statusKeys) {
        this.issuer = issuer;
        this.issuedAt = issuedAt;
        this.expires = expires;
        this.bases = List.copyOf(bases);
        signers.forEach(signer -> once(this.signers.put(signer.kid(), signer)));
        statusKeys.forEach(key -> once(this.statusKeys.put(key.kid(), key)));
    }

    private static void once(Object before) {
        if (before != null) {
            throw new EcardException(Fault.STRUCTURE, "trust list: each kid once expected, found one twice");
        }
    }

    public String issuer() {
        return issuer;
    }

    public Instant issuedAt() {
        return issuedAt;
    }

    public Instant expires() {
        return expires;
    }

    /** Addresses at which texts of cards begin. */
    public List<String> bases() {
        return bases;
    }

    public Optional<CardSigner> signer(Kid kid) {
        return Optional.ofNullable(signers.get(kid));
    }

    /** In no order. */
    public Collection<CardSigner> signers() {
        return List.copyOf(signers.values());
    }

    public Optional<ECPublicKey> statusKey(Kid kid) {
        return Optional.ofNullable(statusKeys.get(kid)).map(StatusKey::key);
    }

    /** In no order. */
    public Collection<StatusKey> statusKeys() {
        return List.copyOf(statusKeys.values());
    }
}
