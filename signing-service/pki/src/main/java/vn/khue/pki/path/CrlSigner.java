package vn.khue.pki.path;

import java.security.PublicKey;

/** A certificate that may have signed a CRL, with its key complete. */
record CrlSigner(ParsedCertificate certificate, PublicKey key) {
    static CrlSigner of(ParsedCertificate certificate) {
        return new CrlSigner(certificate, certificate.publicKey());
    }
}
