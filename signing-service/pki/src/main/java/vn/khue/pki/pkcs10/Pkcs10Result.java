package vn.khue.pki.pkcs10;

/** What came of reading a certification request. */
public sealed interface Pkcs10Result {
    /** It may be certified, if the names are the asker's. */
    record Accepted(CertificationRequest request) implements Pkcs10Result {}

    /** It may not; the same request will be refused again. */
    record Refused(Pkcs10Rule rule) implements Pkcs10Result {}
}
