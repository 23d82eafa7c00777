package vn.khue.audit.app.triage;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;
import vn.khue.audit.app.browse.Readers;
import vn.khue.audit.app.rights.LogRight;
import vn.khue.audit.app.rights.LogRights;
import vn.khue.audit.app.triage.AlertQueue.Looking;
import vn.khue.web.login.SignedInPerson;

/** Says who sits before the queue: what they see, and in which role they decide. */
@Component
public final class Desk {

    private final LogRights rights;
    private final Readers readers;

    Desk(LogRights rights, Readers readers) {
        this.rights = rights;
        this.readers = readers;
    }

    public boolean may(SignedInPerson person, LogRight right) {
        return rights.allow(person, right);
    }

    /** @throws org.springframework.security.access.AccessDeniedException if none of the person's roles grants the right */
    public void require(SignedInPerson person, LogRight right) {
        rights.require(person, right);
    }

    /** @throws org.springframework.security.access.AccessDeniedException if the queue is not for this person */
    public Looking looking(SignedInPerson person, HttpServletRequest request) {
        String role = rights.require(person, LogRight.READ_QUEUE);
        return new Looking(readers.of(person, role, request), person.khueId(), rights.sight(person));
    }

    /** @throws org.springframework.security.access.AccessDeniedException if none of the person's roles grants the right */
    public Officer officer(SignedInPerson person, LogRight right, HttpServletRequest request) {
        String role = rights.require(person, right);
        return new Officer(readers.of(person, role, request), person.khueId(), person.name());
    }
}
