package vn.khue.signing.trust;

import java.util.Arrays;
import java.util.Optional;

/** Why an anchor is trusted no more. A closed list, as it goes into the audit event, which takes no sentences. */
public enum RemovalCause {
    /** The CA or its key cannot be believed any more. */
    COMPROMISED,
    /** The CA's licence was withdrawn, or it closed. */
    WITHDRAWN,
    /** Another anchor stands in its place. */
    REPLACED,
    /** It should not have been trusted. */
    MISTAKE;

    /** @param word as {@link #name()} writes it */
    public static Optional<RemovalCause> of(String word) {
        return Arrays.stream(values()).filter(each -> each.name().equals(word)).findFirst();
    }
}
