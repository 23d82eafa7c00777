package vn.khue.signing.enrolment;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * How far a request for a host's certificate is. Each state gives only what may follow it, so that none is skipped; who may
 * bring it there is {@link vn.khue.signing.rights.SigningRights}' to say.
 */
public sealed interface RequestState {
    /** In the database and for programs. */
    String name();

    /** Who approved it, once somebody has. */
    default Optional<UUID> approver() {
        return Optional.empty();
    }

    /** A request that waits for an officer and may still be turned down. */
    sealed interface Open extends RequestState {
        default Refused refuse(UUID officer, Instant at, String reason) {
            return new Refused(officer, at, reason);
        }
    }

    /** It waits for the registration officer. */
    record Requested() implements Open {
        @Override
        public String name() {
            return "REQUESTED";
        }

        public Approved approve(UUID officer, Instant at) {
            return new Approved(officer, at);
        }
    }

    /** The names are the unit's; it waits for the CA officer, and for the host's key where that has not come. */
    record Approved(UUID officer, Instant at) implements Open {
        @Override
        public Optional<UUID> approver() {
            return Optional.of(officer);
        }

        @Override
        public String name() {
            return "APPROVED";
        }

        /** @param serial of the certificate */
        public Issued issue(UUID second, Instant when, BigInteger serial) {
            return new Issued(this, second, when, serial);
        }
    }

    /** The end: there is a certificate. */
    record Issued(Approved approved, UUID officer, Instant at, BigInteger serial) implements RequestState {
        @Override
        public Optional<UUID> approver() {
            return approved.approver();
        }

        @Override
        public String name() {
            return "ISSUED";
        }
    }

    /** The other end. */
    record Refused(UUID officer, Instant at, String reason) implements RequestState {
        @Override
        public String name() {
            return "REFUSED";
        }
    }
}
