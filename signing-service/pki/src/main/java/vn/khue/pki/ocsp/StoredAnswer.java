package vn.khue.pki.ocsp;

import java.time.Instant;

/** What the database holds for a certificate. */
sealed interface StoredAnswer {
    /** No row: never issued, or ended. */
    record None() implements StoredAnswer {}

    /** The certificate is there, an answer for its present state is not signed yet. */
    record Waiting() implements StoredAnswer {}

    /** A pre-signed answer for the certificate's present state. */
    record Signed(byte[] der, Instant thisUpdate, Instant nextUpdate, Instant refreshAt) implements StoredAnswer {}
}
