package vn.khue.pki.store;

import java.math.BigInteger;

/**
 * A certificate that is not good: as much of it as a CRL says.
 *
 * @param status suspended or revoked
 */
public record Withdrawal(BigInteger serial, CertificateStatus status) {}
