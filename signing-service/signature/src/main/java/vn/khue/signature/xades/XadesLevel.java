package vn.khue.signature.xades;

/** Baseline levels of ETSI EN 319 132-1, clause 6. */
public enum XadesLevel {
    /** Signature and signing certificate. */
    B_B,
    /** With a timestamp over the signature value. */
    B_T,
    /** With certificates and revocation data of the signer's and the timestamp's chains. */
    B_LT,
    /** With an archive timestamp over all of it. */
    B_LTA
}
