package vn.khue.pki.store;

import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;

/** Which state may follow which; both registers ask here. */
final class StatusChange {
    private StatusChange() {}

    /** Whether anything changes. Not allowed: leaving revoked, or moving the date of a hold. */
    static boolean needed(CertificateRecord present, CertificateStatus next) {
        if (present.status().equals(next)) {
            return false;
        }
        if (present.status() instanceof CertificateStatus.Revoked revoked) {
            throw new PkiException(
                    Fault.INPUT,
                    "a certificate that may still change expected, found one revoked at " + revoked.at()
                            + "; revocation is final");
        }
        if (present.status() instanceof CertificateStatus.Suspended held
                && next instanceof CertificateStatus.Suspended) {
            throw new PkiException(
                    Fault.INPUT, "a certificate not yet on hold expected, found one on hold since " + held.since());
        }
        return true;
    }
}
