package vn.khue.signing.acme;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.khue.pki.DnsName;

/**
 * An order (RFC 8555 section 7.1.3).
 *
 * @param serial of the certificate that it brought
 * @param replaces the certificate that the client renews with it (RFC 9773 section 5)
 */
record AcmeOrder(
        UUID id,
        UUID account,
        List<DnsName> names,
        State state,
        Instant expiresAt,
        Optional<BigInteger> serial,
        Optional<CertificateId> replaces) {
    /** Section 7.1.6; "processing" is never seen, as a certificate is issued within one request. */
    enum State {
        PENDING,
        READY,
        VALID,
        INVALID
    }

    AcmeOrder {
        names = List.copyOf(names);
    }

    /** An order that was not finished in time is invalid. */
    AcmeOrder asOf(Instant now) {
        return state == State.VALID || now.isBefore(expiresAt)
                ? this
                : new AcmeOrder(id, account, names, State.INVALID, expiresAt, serial, replaces);
    }
}
