package vn.khue.signing.acme;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.khue.pki.DnsName;
import vn.khue.signing.rights.Subject;

/**
 * Which names of a unit one ACME account may order, and who answers for it.
 *
 * @param askedBy Khuê id of the school IT who asked
 * @param grantedBy Khuê id of the CA officer, once granted
 */
public record AcmeBinding(
        UUID id,
        String unit,
        List<DnsName> names,
        UUID askedBy,
        Instant askedAt,
        Optional<UUID> grantedBy,
        State state) {
    /** How far it is. */
    public enum State {
        ASKED,
        /** By the CA officer; a key may be fetched. */
        GRANTED,
        /** An account is bound. */
        USED,
        /** For ever. */
        ENDED
    }

    public AcmeBinding {
        names = List.copyOf(names);
    }

    /** What rights are asked about. */
    Subject subject() {
        return new Subject.OfServiceRequest(unit, askedBy, Optional.empty());
    }
}
