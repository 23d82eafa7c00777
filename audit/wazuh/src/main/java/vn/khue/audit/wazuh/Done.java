package vn.khue.audit.wazuh;

/**
 * Something was done.
 *
 * @param message in Wazuh's English, perhaps empty
 */
public record Done(String message) {

    static Done of(JsonObject envelope) {
        return new Done(envelope.text("message", 500).orElse(""));
    }
}
