package vn.khue.pki.store;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Every certificate the CAs issued, their state, and the CRLs they published. A register works inside the transaction it
 * was made for ({@link Connections}), so an app writes its audit event in the same one. Serial numbers are unique per CA;
 * CRL numbers of a CA only grow. A CA whose own certificate is revoked adds nothing and publishes nothing, and its lists are not
 * given out any more: this holds for every process from the commit of the revocation on.
 */
public interface CertificateRegister {
    /** What the unit of a CA's own certificate begins with; its name follows. */
    String AUTHORITY = "khue:ca:";

    /**
     * @return whether the list that the certificate names was published before
     * @throws vn.khue.pki.PkiException fault STORE where that CA has already issued that serial, POLICY where the CA's own
     *     certificate is revoked
     */
    boolean add(CertificateRecord certificate);

    Optional<CertificateRecord> find(String ca, BigInteger serial);

    /**
     * A certificate of a CA of the plan, whichever of its keys issued it: the record names the key ({@code people},
     * {@code people-2} ...). Serial numbers hold 127 random bits or more, so they differ between keys as well.
     *
     * @param ca name in the plan
     */
    Optional<CertificateRecord> findByAnyKey(String ca, BigInteger serial);

    /** All certificates of a person, newest first. */
    List<CertificateRecord> ofHolder(UUID holder);

    /** All certificates of one profile that speak for a unit, newest first. */
    List<CertificateRecord> ofUnit(String unit, String profile);

    /**
     * Certificates of one key of a CA that are not revoked and end at or after the instant, in an order of the register's own.
     *
     * @param ca name of the key, {@code people-2}
     * @param after the last one of the page before
     * @param limit at most so many
     */
    List<CertificateRecord> unrevoked(String ca, Instant notExpiredBefore, Optional<BigInteger> after, int limit);

    /**
     * Moves a certificate to another state.
     *
     * @return the record as it is now
     * @throws vn.khue.pki.PkiException fault INPUT for an unknown serial or a change that is not allowed (see
     *     {@link CertificateStatus}); repeating the present state is allowed and changes nothing
     */
    CertificateRecord change(String ca, BigInteger serial, CertificateStatus status);

    /** Whether a CA's own certificate, the newest under that name, is revoked; false for a CA that is not in the register. */
    boolean authorityRevoked(String ca);

    /**
     * Whether the status of any certificate of that CA may still be asked for: one that ends after the instant.
     *
     * @param besides a profile whose certificates do not count
     */
    boolean holdsUnended(String ca, Instant after, String besides);

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

    /**
     * Publishes a CRL.
     *
     * @throws vn.khue.pki.PkiException fault STORE for a number that is not above that of the list's published one, POLICY where the
     *     CA's own certificate is revoked
     */
    void publish(PublishedCrl crl);

    /** The list published last under that name; empty where the CA's own certificate is revoked. */
    Optional<PublishedCrl> latestCrl(CrlName list);

    /** The list published last at the CA's own address. */
    default Optional<PublishedCrl> latestCrl(String ca) {
        return latestCrl(CrlName.main(ca));
    }

    /**
     * The lists of a CA that are to be published now: never published, at or past the given end, or older than a change of
     * what they cover. Partitions of which every certificate ended before {@code needed} are over. None of a CA whose own
     * certificate is revoked.
     *
     * @param covers what the list at the CA's own address covers
     * @param needed a partition that ended before it is not published any more
     * @param endsBy lists whose nextUpdate is not after it are due
     * @param limit at most so many, those that were never published and those that end first before others
     */
    List<CrlName> dueCrls(String ca, MainCrl covers, Instant needed, Instant endsBy, int limit);
}
