package vn.khue.pki.store;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Every certificate the CAs issued, their state, and the CRLs they published. A register works inside the transaction it
 * was made for ({@link Connections}), so an app writes its audit event in the same one. Serial numbers are unique per CA;
 * CRL numbers of a CA only grow.
 */
public interface CertificateRegister {
    /** @throws vn.khue.pki.PkiException fault STORE where that CA has already issued that serial */
    void add(CertificateRecord certificate);

    Optional<CertificateRecord> find(String ca, BigInteger serial);

    /** All certificates of a person, newest first. */
    List<CertificateRecord> ofHolder(UUID holder);

    /** All certificates of one profile that speak for a unit, newest first. */
    List<CertificateRecord> ofUnit(String unit, String profile);

    /** Certificates that are not revoked and expire in {@code [from, to)}, soonest first, at most {@code limit}. */
    List<CertificateRecord> expiring(Instant from, Instant to, int limit);

    /**
     * Moves a certificate to another state.
     *
     * @return the record as it is now
     * @throws vn.khue.pki.PkiException fault INPUT for an unknown serial or a change that is not allowed (see
     *     {@link CertificateStatus}); repeating the present state is allowed and changes nothing
     */
    CertificateRecord change(String ca, BigInteger serial, CertificateStatus status);

    /** Certificates of a CA that are suspended or revoked and expire at or after the instant, by serial. */
    List<CertificateRecord> withdrawn(String ca, Instant notExpiredBefore);

    /** The next CRL number of that CA, taken for good: 1, 2, 3 ... */
    BigInteger takeCrlNumber(String ca);

    /** Publishes a CRL; an older number than the published one is refused with fault STORE. */
    void publish(PublishedCrl crl);

    /** The CRL published last. */
    Optional<PublishedCrl> latestCrl(String ca);
}
