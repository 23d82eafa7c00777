package vn.khue.signature.pades;

/** Baseline levels of ETSI EN 319 142-1, clause 6. */
public enum PadesLevel {
    /** Signature and signing certificate. */
    B_B,
    /** With a timestamp over the signature value. */
    B_T,
    /** With certificates and revocation data of the signer's and the timestamp's chains. */
    B_LT,
    /** With a document timestamp over all of it. */
    B_LTA
}
