package vn.khue.audit.detection.sigma;

/**
 * One fault of a rule.
 *
 * @param source name of the file or whatever the rule came from
 * @param line from 1; 0 where it is about the whole
 * @param field path of the field at fault, such as {@code detection.selection.src_endpoint.ip|cidr}
 * @param text what was expected, what was found, what to do
 */
public record Problem(String source, int line, String field, String text) {

    @Override
    public String toString() {
        return source + ":" + line + ": " + field + ": " + text;
    }
}
