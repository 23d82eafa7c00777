package vn.khue.pki.path;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import vn.khue.pki.trust.TrustAnchor;

/** Certificates that chain by name, the target first, and the anchor they lead to. */
record CandidatePath(List<ParsedCertificate> certificates, TrustAnchor anchor) {
    CandidatePath {
        certificates = List.copyOf(certificates);
    }

    List<X509Certificate> x509() {
        return certificates.stream().map(ParsedCertificate::x509).toList();
    }

    /** The key of the issuer of the certificate at this place, complete with what it inherits. */
    PublicKey issuerKeyOf(int index) {
        PublicKey key = anchor.certificate().getPublicKey();
        for (int i = certificates.size() - 1; i > index; i--) {
            key = InheritedKeys.of(certificates.get(i).publicKey(), key);
        }
        return key;
    }

    /** The certificate that is to have issued the one at this place: the next one, or the anchor's. */
    X509Certificate issuerOf(int index) {
        return index + 1 < certificates.size() ? certificates.get(index + 1).x509() : anchor.certificate();
    }
}
