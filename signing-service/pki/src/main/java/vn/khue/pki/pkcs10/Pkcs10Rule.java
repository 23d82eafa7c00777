package vn.khue.pki.pkcs10;

/** Why a certification request is refused; one rule each. Texts for people are the app's. */
public enum Pkcs10Rule {
    /** More bytes than {@link Pkcs10Reader#MAX_BYTES}. */
    TOO_LARGE,
    /** Not one element in DER (X.690 clause 10), or encoded otherwise inside (RFC 2986 section 4.2 asks for DER). */
    NOT_DER,
    /** Nested deeper, or in more elements, than any honest request. */
    TOO_DEEP,
    /** Not a CertificationRequest of version 0 (RFC 2986 section 4). */
    STRUCTURE,
    /** A kind of key that the policy or the profile does not certify. */
    KEY_KIND,
    /** The key's own encoding is not that of its kind (RFC 3279, RFC 5480). */
    KEY_ENCODING,
    /** Curve parameters written out, or left to the issuer (RFC 5480 section 2.1.1 allows named curves only). */
    CURVE_NOT_NAMED,
    /** A named curve that the policy does not allow. */
    CURVE_NOT_ALLOWED,
    /** The point is at infinity, compressed or hybrid; the uncompressed form is asked for (RFC 5480 section 2.2). */
    POINT_FORM,
    /** The coordinates do not fulfil the curve's equation (SEC 1 section 3.2.2.1): the invalid-curve attack. */
    POINT_OFF_CURVE,
    /** Fewer bits than the policy or the profile asks for, or more than {@link RsaKeyCheck#MAX_BITS}. */
    RSA_SIZE,
    /** Even, or not between 2^16 and 2^256 (FIPS 186-5 appendix A.1.1; CA/Browser Forum BR section 6.1.6). */
    RSA_EXPONENT,
    /** The modulus has a factor below 752 (CA/Browser Forum BR section 6.1.6; SP 800-89 section 5.3.3). */
    RSA_SMALL_FACTOR,
    /** The two primes are so close that Fermat's method finds them (CA/Browser Forum BR section 6.1.1.3). */
    RSA_CLOSE_PRIMES,
    /** The fingerprint of CVE-2017-15361 (ROCA): made by a chip whose primes can be found. */
    RSA_ROCA,
    /** The request's own signature is made with an algorithm that the policy does not allow. */
    SIGNATURE_ALGORITHM,
    /** The request's signature is not that of the key it holds. */
    PROOF_OF_POSSESSION,
    /** An attribute or extension is there twice (RFC 2986 section 4.1, RFC 5280 section 4.2). */
    DOUBLED,
    /** The asked-for extensions cannot be read (RFC 2985 section 5.4.2). */
    EXTENSIONS,
    /** A subject alternative name of a kind the profile has none of. */
    NAME_KIND,
    /** A wildcard. */
    NAME_WILDCARD,
    /** Not a host name of at least two labels. */
    NAME_FORM,
    /** No host name at all, where the profile is for hosts. */
    NAMES_MISSING,
    /** More names than {@link Pkcs10Reader#MAX_NAMES}. */
    TOO_MANY_NAMES
}
