package vn.khue.signing.enrolment;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.khue.pki.DnsName;
import vn.khue.signing.rights.Subject;

/**
 * A unit's request for the certificate of a host.
 *
 * @param applicant Khuê id of who asked
 * @param names in order, each once; at least one
 * @param replaces serial of the certificate that it is to follow, of the authority {@code services}
 * @param proof the host's key; empty until the host has sent it by EST
 */
public record ServiceRequest(
        UUID id,
        String unit,
        UUID applicant,
        List<DnsName> names,
        Optional<BigInteger> replaces,
        Optional<KeyProof> proof,
        Instant requestedAt,
        RequestState state) {
    public ServiceRequest {
        names = List.copyOf(names);
    }

    ServiceRequest with(RequestState next) {
        return new ServiceRequest(id, unit, applicant, names, replaces, proof, requestedAt, next);
    }

    ServiceRequest with(KeyProof sent) {
        return new ServiceRequest(id, unit, applicant, names, replaces, Optional.of(sent), requestedAt, state);
    }

    /** What rights on it are asked for. */
    Subject subject() {
        return new Subject.OfServiceRequest(unit, applicant, state.approver());
    }
}
