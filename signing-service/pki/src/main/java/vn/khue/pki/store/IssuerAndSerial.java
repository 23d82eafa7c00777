package vn.khue.pki.store;

import java.math.BigInteger;

/**
 * Names a certificate (RFC 5652 section 10.2.4, with our name of the CA).
 *
 * @param ca name of the CA in the hierarchy
 * @param serial positive, unique within the CA
 */
public record IssuerAndSerial(String ca, BigInteger serial) {}
