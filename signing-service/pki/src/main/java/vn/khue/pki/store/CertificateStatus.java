package vn.khue.pki.store;

import java.time.Instant;

/** State of an issued certificate. Good may become suspended or revoked, suspended good or revoked; revoked is final. */
public sealed interface CertificateStatus {
    /** In force, as far as revocation goes. */
    record Good() implements CertificateStatus {}

    /** On hold (CRLReason certificateHold) since that instant (UTC, whole seconds). */
    record Suspended(Instant since) implements CertificateStatus {}

    /** Revoked for ever at that instant (UTC, whole seconds). */
    record Revoked(Instant at, RevocationReason reason) implements CertificateStatus {}
}
