package vn.khue.signing.enrolment;

import java.math.BigInteger;
import java.util.Optional;
import java.util.UUID;

/** On what ground a host's certificate was issued. */
public sealed interface IssuanceBasis {
    /** A request under four eyes. */
    record Request(UUID id) implements IssuanceBasis {}

    /** An order of an ACME account; the account's binding was granted under four eyes. */
    record AcmeOrder(UUID id) implements IssuanceBasis {}

    /** The certificate that the host had, presented with proof of its key. */
    record Renewal(BigInteger follows) implements IssuanceBasis {}

    /** The certificate that the new one follows without an officer. */
    default Optional<BigInteger> followed() {
        return this instanceof Renewal renewal ? Optional.of(renewal.follows()) : Optional.empty();
    }
}
