package vn.khue.pki.store;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * One issued certificate as the register keeps it. Times are UTC.
 *
 * @param ca name of the issuing CA in the hierarchy, for instance {@code people}
 * @param serial positive, unique within the CA
 * @param der the certificate, DER; callers do not change the array
 * @param profile id of the profile it was issued by
 * @param holder Khuê id of the person, where it is a person's
 * @param unit id of the unit the certificate speaks for
 * @param key vault key it belongs to, where the vault holds it (text form of the id)
 * @param crlPartition number of the CRL's partition that it names, from 1; empty: the list at the CA's own address
 */
public record CertificateRecord(
        String ca,
        BigInteger serial,
        byte[] der,
        String profile,
        Optional<UUID> holder,
        Optional<String> unit,
        Optional<String> key,
        Instant notBefore,
        Instant notAfter,
        CertificateStatus status,
        OptionalInt crlPartition) {
    public CertificateRecord {
        Objects.requireNonNull(ca, "ca");
        Objects.requireNonNull(serial, "serial");
        Objects.requireNonNull(der, "der");
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(holder, "holder");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(notBefore, "notBefore");
        Objects.requireNonNull(notAfter, "notAfter");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(crlPartition, "crlPartition");
    }

    /** A certificate that names the list at the CA's own address. */
    public CertificateRecord(
            String ca,
            BigInteger serial,
            byte[] der,
            String profile,
            Optional<UUID> holder,
            Optional<String> unit,
            Optional<String> key,
            Instant notBefore,
            Instant notAfter,
            CertificateStatus status) {
        this(ca, serial, der, profile, holder, unit, key, notBefore, notAfter, status, OptionalInt.empty());
    }

    /** The CRL that this certificate names. */
    public CrlName crl() {
        return new CrlName(ca, crlPartition.orElse(CrlName.MAIN));
    }

    public IssuerAndSerial name() {
        return new IssuerAndSerial(ca, serial);
    }

    /** The same certificate in another state. */
    public CertificateRecord with(CertificateStatus other) {
        return new CertificateRecord(
                ca, serial, der, profile, holder, unit, key, notBefore, notAfter, other, crlPartition);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CertificateRecord r
                && ca.equals(r.ca)
                && serial.equals(r.serial)
                && MessageDigest.isEqual(der, r.der)
                && profile.equals(r.profile)
                && holder.equals(r.holder)
                && unit.equals(r.unit)
                && key.equals(r.key)
                && notBefore.equals(r.notBefore)
                && notAfter.equals(r.notAfter)
                && status.equals(r.status)
                && crlPartition.equals(r.crlPartition);
    }

    @Override
    public int hashCode() {
        return Objects.hash(ca, serial);
    }

    @Override
    public String toString() {
        return "CertificateRecord[" + ca + " " + serial.toString(16) + " " + profile + " " + status + "]";
    }
}
