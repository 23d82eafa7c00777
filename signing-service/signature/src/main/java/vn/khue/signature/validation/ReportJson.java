package vn.khue.signature.validation;

/** The report as one line of JSON, as the contract of {@code verify --json} says. Stateless. */
public final class ReportJson {

    /** One JSON object, without a line break, UTF-8 safe; times as ISO 8601 in UTC. */
    public String write(ValidationReport report) {
        throw new UnsupportedOperationException();
    }
}
