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
    List<Withdrawal> withdrawn(String ca, Instant notExpiredBefore);

    /** As above, of the certificates that name this list only. */
    List<Withdrawal> withdrawn(CrlName list, Instant notExpiredBefore);

    /**
     * A place in the order in which certificates are issued, from 0, given to nobody else and not given back. It decides
     * which partition of the CRL a certificate names.
     */
    long takeIssuingPlace();

    /** The next CRL number of that CA, for all of its lists, taken for good: 1, 2, 3 ... */
    BigInteger takeCrlNumber(String ca);

    /** Publishes a CRL; a number that is not above that of the list's published one is refused with fault STORE. */
    void publish(PublishedCrl crl);

    /** The list published last under that name. */
    Optional<PublishedCrl> latestCrl(CrlName list);

    /** The list published last at the CA's own address. */
    default Optional<PublishedCrl> latestCrl(String ca) {
        return latestCrl(CrlName.main(ca));
    }

    /**
     * The lists of a CA that are to be published now: never published, at or past the given end, or older than a change of
     * what they cover. Partitions of which every certificate ended before {@code needed} are over.
     *
     * @param covers what the list at the CA's own address covers
     * @param needed a partition that ended before it is not published any more
     * @param endsBy lists whose nextUpdate is not after it are due
     * @param limit at most so many, those that were never published and those that end first before others
     */
    List<CrlName> dueCrls(String ca, MainCrl covers, Instant needed, Instant endsBy, int limit);
}
