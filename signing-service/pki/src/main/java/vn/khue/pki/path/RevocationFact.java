package vn.khue.pki.path;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/**
 * What was learnt about one certificate of a path. Times are UTC.
 *
 * @param certificate the certificate asked about
 * @param means where the knowledge comes from
 * @param thisUpdate when the answer was true; empty where nothing had to be asked
 * @param nextUpdate until when its issuer promised it, where it did
 * @param revokedAt set where the certificate was revoked or suspended after the validation time
 * @param evidence the DER that says so, an OCSPResponse or a CertificateList (of a delta CRL that one); empty where nothing had to be asked
 */
public record RevocationFact(
        X509Certificate certificate,
        Means means,
        Optional<Instant> thisUpdate,
        Optional<Instant> nextUpdate,
        Optional<Instant> revokedAt,
        Optional<byte[]> evidence) {
    /** Of a certificate about which nothing was asked. */
    static RevocationFact unasked(X509Certificate certificate, Means means) {
        return new RevocationFact(
                certificate, means, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Where the knowledge comes from. */
    public enum Means {
        OCSP,
        CRL,
        /** An OCSP responder's certificate with id-pkix-ocsp-nocheck (RFC 6960 section 4.2.2.2.1). */
        NO_CHECK,
        /** The request did not ask for revocation. */
        NOT_ASKED
    }
}
