package vn.khue.signing.overview;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;

/**
 * One authority and its lists.
 *
 * @param name in addresses, such as {@code people}
 * @param commonName of its certificate
 * @param issuer name of the authority that issued its certificate
 * @param serial of its certificate
 * @param until end of its certificate
 * @param lists what is published; empty where it has published nothing yet
 * @param stoppedSince since when its key cannot be used for lists or answers
 */
public record AuthorityLine(
        String name,
        String commonName,
        String issuer,
        BigInteger serial,
        Instant until,
        Optional<Lists> lists,
        Optional<Instant> stoppedSince) {
    /**
     * The lists of one authority that are not over.
     *
     * @param count how many, partitions included
     * @param number the highest CRL number
     * @param published when the newest was made
     * @param until when the first of them ends
     */
    public record Lists(int count, long number, Instant published, Instant until) {}

    /** {@code ok}, or {@code bad} where a list is over or the key is away. */
    public String tone(Instant now) {
        boolean fresh = lists.filter(found -> found.until().isAfter(now)).isPresent();
        return fresh && stoppedSince.isEmpty() ? "ok" : "bad";
    }
}
