package vn.khue.signing.enrolment;

/**
 * The certification request that a host's key came in.
 *
 * @param csr PKCS #10, DER; callers do not change it
 * @param keySha256 SHA-256 of the SubjectPublicKeyInfo in it; callers do not change it
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared as a whole
public record KeyProof(byte[] csr, byte[] keySha256) {}
