package vn.khue.pki.keystore;

import vn.khue.pki.SignatureAlgorithm;

/** Kinds of key a vault makes, each with the signature algorithm it is used with. */
public enum KeySpec {
    EC_P256(SignatureAlgorithm.ECDSA_SHA256),
    EC_P384(SignatureAlgorithm.ECDSA_SHA384),
    /** Only for readers that do not know ECDSA: 50 to 90 times slower than P-256. */
    RSA_3072(SignatureAlgorithm.RSA_PSS_SHA256);

    private final SignatureAlgorithm algorithm;

    KeySpec(SignatureAlgorithm algorithm) {
        this.algorithm = algorithm;
    }

    public SignatureAlgorithm algorithm() {
        return algorithm;
    }
}
