package vn.khue.signing.expiry;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A certificate of ours that is in force and that nothing follows yet. Times are UTC.
 *
 * @param ca name of the issuing CA in the hierarchy
 * @param profile it was issued by
 * @param holder Khuê id, where it is a person's
 * @param unit it speaks for; empty for our own CAs, responders and time-stamp authority
 */
public record ExpiringCertificate(
        String ca,
        BigInteger serial,
        String profile,
        Optional<UUID> holder,
        Optional<String> unit,
        X509Certificate certificate,
        Instant notAfter) {}
