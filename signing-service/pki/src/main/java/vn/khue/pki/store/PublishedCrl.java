package vn.khue.pki.store;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.time.Instant;

/**
 * A CRL as published. Times are UTC.
 *
 * @param name which of the CA's lists it is
 * @param der {@code CertificateList}, DER; callers do not change the array
 */
public record PublishedCrl(CrlName name, BigInteger number, byte[] der, Instant thisUpdate, Instant nextUpdate) {
    @Override
    public boolean equals(Object other) {
        return other instanceof PublishedCrl c
                && name.equals(c.name)
                && number.equals(c.number)
                && MessageDigest.isEqual(der, c.der)
                && thisUpdate.equals(c.thisUpdate)
                && nextUpdate.equals(c.nextUpdate);
    }

    @Override
    public int hashCode() {
        return number.hashCode();
    }

    @Override
    public String toString() {
        return "PublishedCrl[" + name + " " + number + " until " + nextUpdate + "]";
    }
}
