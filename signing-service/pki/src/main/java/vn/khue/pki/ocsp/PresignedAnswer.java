package vn.khue.pki.ocsp;

import java.time.Instant;
import vn.khue.pki.store.CertificateStatus;
import vn.khue.pki.store.IssuerAndSerial;

/**
 * An answer signed before anybody asked, in the form of RFC 5019. Times are UTC, whole seconds.
 *
 * @param about the state it speaks of; it may be published only while this is the certificate's state
 * @param der {@code OCSPResponse}; callers do not change the array
 * @param refreshAt when the next one is to be signed
 */
record PresignedAnswer(
        IssuerAndSerial certificate,
        CertificateStatus about,
        byte[] der,
        Instant thisUpdate,
        Instant nextUpdate,
        Instant refreshAt) {}
