package vn.khue.signature.cades;

/** Baseline levels of ETSI EN 319 122-1, clause 6. */
public enum CadesLevel {
    /** Signature, signing certificate and claimed time. */
    B_B,
    /** With a timestamp over the signature value. */
    B_T,
    /** With certificates and revocation data of the signer's and the timestamp's chains. */
    B_LT,
    /** With an archive timestamp over all of it. */
    B_LTA
}
