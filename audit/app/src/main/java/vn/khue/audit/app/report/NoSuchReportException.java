package vn.khue.audit.app.report;

import java.util.UUID;

/** There is no such report. */
final class NoSuchReportException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoSuchReportException(UUID id) {
        super("expected a report " + id + ", found none; follow a link of the list");
    }
}
