package vn.khue.signing.rights;

import vn.khue.directory.Role;
import vn.khue.signing.refusal.Refusal;

/** Whether a person may do something. */
public sealed interface Decision {
    /**
     * @param as the role that gives the right; written into the audit event
     */
    record Allowed(Role as) implements Decision {}

    record Denied(Refusal why) implements Decision {}
}
