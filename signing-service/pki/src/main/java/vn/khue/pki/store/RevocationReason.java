package vn.khue.pki.store;

import java.util.Arrays;
import java.util.Optional;

/** Reasons we revoke for (RFC 5280 section 5.3.1). Hold is not among them: see {@link CertificateStatus.Suspended}. */
public enum RevocationReason {
    UNSPECIFIED(0),
    KEY_COMPROMISE(1),
    CA_COMPROMISE(2),
    /** Name or unit changed, or the appointment ended. */
    AFFILIATION_CHANGED(3),
    SUPERSEDED(4),
    CESSATION_OF_OPERATION(5),
    PRIVILEGE_WITHDRAWN(9);

    private final int code;

    RevocationReason(int code) {
        this.code = code;
    }

    /** CRLReason value. */
    public int code() {
        return code;
    }

    public static Optional<RevocationReason> byCode(int code) {
        return Arrays.stream(values()).filter(r -> r.code == code).findFirst();
    }
}
