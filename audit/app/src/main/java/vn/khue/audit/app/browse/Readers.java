package vn.khue.audit.app.browse;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.khue.audit.app.store.Reader;
import vn.khue.web.event.AuditEvents;
import vn.khue.web.login.MemberUnit;
import vn.khue.web.login.SignedInPerson;

/** Says who reads, for the trace that every reading leaves. */
@Component
public final class Readers {

    private final AuditEvents events;

    Readers(AuditEvents events) {
        this.events = events;
    }

    /** The person, under the role that lets them read. */
    public Reader of(SignedInPerson person, String role, HttpServletRequest request) {
        return new Reader(
                events.actor(person, request),
                Optional.of(role),
                person.actingUnit().map(MemberUnit::id));
    }
}
