package vn.khue.pki.path;

/** What the certificate at the end of the path is to be used for; decides which key usages it must allow. */
public enum Purpose {
    /** Nothing beyond RFC 5280. */
    ANY,
    /** Signatures on documents, by people and by units: nonRepudiation or digitalSignature where key usage is present. */
    DOCUMENT_SIGNING,
    /** Proving in TLS who one is: extended key usage clientAuth, and digitalSignature where key usage is present. */
    CLIENT_AUTHENTICATION,
    /** Time-stamping: extended key usage timeStamping, critical and alone (RFC 3161 section 2.3). */
    TIME_STAMPING,
    /** OCSP answers: extended key usage OCSPSigning (RFC 6960 section 4.2.2.2). */
    OCSP_SIGNING
}
