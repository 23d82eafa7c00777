package vn.khue.signature.cades;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.SignatureAlgorithm;
import vn.khue.pki.path.Purpose;
import vn.khue.pki.trust.TrustStore;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.pades.Evidence;
import vn.khue.signature.pades.SigningServices;
import vn.khue.signature.pades.TimestampAuthorityProfile;
import vn.khue.signature.pades.TokenReader;
import vn.khue.signature.pades.ValidationMaterial;

/**
 * Makes detached CAdES baseline signatures (ETSI EN 319 122-1) over content that is known by its hashes. Before anything is
 * signed the signer's certificate is checked (R2.10). In two phases, so that a key in a token, an HSM or elsewhere takes the
 * same road as one in the vault. Thread-safe.
 */
public final class DetachedSigner {

    private final SigningServices services;
    private final Evidence evidence;
    private final TimestampAuthorityProfile authority;

    /**
     * @param services timestamps, revocation data, trust and clock
     */
    public DetachedSigner(SigningServices services) {
        this.services = services;
        this.evidence = new Evidence(services);
        this.authority = new TimestampAuthorityProfile(services, evidence);
    }

    /**
     * First phase: checks the certificate, gathers what the level needs, hashes the content.
     *
     * @param chain the signer's certificate first, each issuer in turn
     * @param algorithm that the key will use
     * @throws SignatureFailure CERTIFICATE_NOT_USABLE, TIMESTAMP_UNAVAILABLE, REVOCATION_UNAVAILABLE
     * @throws IOException where the content cannot be read
     */
    public PreparedSignature prepare(
            HashedContent content, CadesLevel level, List<X509Certificate> chain, SignatureAlgorithm algorithm)
            throws SignatureFailure, IOException {
        X509Certificate signer = chain.get(0);
        ValidationMaterial own = evidence.gather(signer, chain.subList(1, chain.size()), Purpose.DOCUMENT_SIGNING);
        Optional<TimestampAuthorityProfile.Known> known =
                level == CadesLevel.B_B ? Optional.empty() : Optional.of(authority.current());
        ValidationMaterial material = level.compareTo(CadesLevel.B_LT) < 0
                ? ValidationMaterial.none()
                : own.and(known.orElseThrow().material());
        TrustStore trust = services.trust().get();
        List<X509Certificate> inside = chain.stream()
                .filter(c -> trust.of(c).isEmpty() || c.equals(signer))
                .toList();
        Instant now = services.clock().instant();
        byte[] digest = content.digest(algorithm.digest());
        // Read once more where the archive timestamp needs it and the signature has another hash.
        boolean known256 = algorithm.digest() == DigestAlgorithm.SHA256 || level != CadesLevel.B_LTA;
        byte[] sha256 = known256 ? digest : content.digest(DigestAlgorithm.SHA256);
        return new PendingMessage(
                new CadesMessage(algorithm, inside, digest, now),
                level,
                digest,
                sha256,
                known,
                material,
                algorithm,
                chain,
                now);
    }

    /**
     * Second phase: puts the signature value in, with timestamps and validation data as the level says.
     *
     * @param prepared from {@link #prepare} of this signer
     * @param signatureValue as {@link vn.khue.pki.SigningKey#signDigest} gives it; checked against the certificate first
     * @throws SignatureFailure PREPARED_DOCUMENT_SPENT, KEY_REFUSED, TIMESTAMP_UNAVAILABLE, REVOCATION_UNAVAILABLE; then it has
     *     to be prepared anew
     */
    public SignedMessage complete(PreparedSignature prepared, byte[] signatureValue) throws SignatureFailure {
        PendingMessage pending = (PendingMessage) prepared;
        pending.preparation().take();
        pending.preparation().requireFit(signatureValue, services.clock().instant());
        CadesMessage message = pending.message();
        message.sign(signatureValue);
        Optional<Instant> stamped = Optional.empty();
        if (pending.authority().isPresent()) {
            stamped = Optional.of(stamp(pending, signatureValue).time());
        }
        if (pending.level() == CadesLevel.B_LTA) {
            message.archive(authority.token(message.archived(pending.contentSha256())));
        }
        return new SignedMessage(
                message.encoded(), pending.level(), pending.preparation().claimedTime(), stamped);
    }

    /**
     * A timestamp over anything, of the authority that signatures are stamped by.
     *
     * @param sha256 of the bytes
     * @return DER of the token
     * @throws SignatureFailure TIMESTAMP_UNAVAILABLE
     */
    public byte[] timestamp(byte[] sha256) throws SignatureFailure {
        return authority.token(sha256);
    }

    private TokenReader stamp(PendingMessage pending, byte[] value) throws SignatureFailure {
        byte[] token = authority.token(DigestAlgorithm.SHA256.of(value));
        TokenReader read = TokenReader.read(token);
        pending.message().stamp(token);
        if (pending.level().compareTo(CadesLevel.B_LT) >= 0) {
            pending.message()
                    .add(pending.material()
                            .and(authority.material(read, pending.authority().orElseThrow())));
        }
        return read;
    }
}
