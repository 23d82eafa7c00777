package vn.khue.web.event;

import vn.khue.audit.event.Backlog;
import vn.khue.audit.event.EventKind;

/** As many audit events wait as may wait, so nothing new is begun; let it roll the act back. */
public final class OutboxFullException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OutboxFullException(EventKind kind, Backlog backlog) {
        super("expected room in the outbox for a new " + kind + ", found " + backlog.waiting() + " events waiting of "
                + backlog.bound().rows() + "; bring the audit service back");
    }
}
