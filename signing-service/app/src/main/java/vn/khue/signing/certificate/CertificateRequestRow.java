package vn.khue.signing.certificate;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A request for a certificate.
 *
 * @param holder the person the key is for: the applicant, or who is to keep the seal
 * @param serial of the certificate, upper-case hex, when ISSUED
 */
public record CertificateRequestRow(
        UUID id,
        Kind kind,
        String unit,
        UUID applicant,
        String applicantName,
        UUID holder,
        String holderName,
        State state,
        Instant requestedAt,
        Optional<Instant> decidedAt,
        Optional<String> reason,
        Optional<String> serial) {

    /** Whose signature it is to be. */
    public enum Kind {
        PERSON,
        SEAL,
        /** No signature at all: for signing in, with a key on a card. */
        LOGIN
    }

    /** Where the request stands. */
    public enum State {
        REQUESTED,
        ISSUED,
        REFUSED
    }

    public String profile() {
        return switch (kind) {
            case PERSON -> Credentials.PERSON;
            case SEAL -> Credentials.SEAL;
            case LOGIN -> Credentials.LOGIN;
        };
    }
}
