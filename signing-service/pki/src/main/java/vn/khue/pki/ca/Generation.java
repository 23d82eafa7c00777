package vn.khue.pki.ca;

import java.security.cert.X509Certificate;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.CertificateRegister;

/**
 * One key of an issuing CA, as the register has it.
 *
 * @param number from 1, in the order in which the keys were made
 * @param authority the plan's authority under the names of this key
 * @param record of the CA's certificate over this key
 */
record Generation(
        int number, HierarchyPlan.Authority authority, CertificateRecord record, X509Certificate certificate) {
    /** As in URLs and as the issuer of records: {@code people}, {@code people-2}. */
    String name() {
        return authority.name();
    }

    /** What the register calls the CA's own certificate by. */
    static String unit(HierarchyPlan.Authority authority) {
        return CertificateRegister.AUTHORITY + authority.name();
    }
}
