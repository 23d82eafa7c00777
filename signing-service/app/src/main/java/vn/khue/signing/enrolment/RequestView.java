package vn.khue.signing.enrolment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import vn.khue.pki.DnsName;

/**
 * A request as programs read it; what is not there is left out. Times are UTC.
 *
 * @param keyReceived whether the host's certification request has come
 * @param state REQUESTED, APPROVED, ISSUED or REFUSED
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RequestView(
        UUID id,
        String unit,
        UUID applicant,
        List<String> names,
        String replaces,
        boolean keyReceived,
        Instant requestedAt,
        String state,
        UUID approvedBy,
        Instant approvedAt,
        UUID issuedBy,
        Instant issuedAt,
        String serial,
        UUID refusedBy,
        Instant refusedAt,
        String reason) {

    static RequestView of(ServiceRequest request) {
        RequestState.Approved approved = approved(request.state());
        RequestState.Issued issued = request.state() instanceof RequestState.Issued found ? found : null;
        RequestState.Refused refused = request.state() instanceof RequestState.Refused found ? found : null;
        return new RequestView(
                request.id(),
                request.unit(),
                request.applicant(),
                request.names().stream().map(DnsName::text).toList(),
                request.replaces().map(ServiceRequests::hex).orElse(null),
                request.proof().isPresent(),
                request.requestedAt(),
                request.state().name(),
                approved == null ? null : approved.officer(),
                approved == null ? null : approved.at(),
                issued == null ? null : issued.officer(),
                issued == null ? null : issued.at(),
                issued == null ? null : ServiceRequests.hex(issued.serial()),
                refused == null ? null : refused.officer(),
                refused == null ? null : refused.at(),
                refused == null ? null : refused.reason());
    }

    private static RequestState.Approved approved(RequestState state) {
        if (state instanceof RequestState.Issued issued) {
            return issued.approved();
        }
        return state instanceof RequestState.Approved approved ? approved : null;
    }
}
