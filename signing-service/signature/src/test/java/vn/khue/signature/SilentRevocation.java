package vn.khue.signature;

import java.security.cert.X509Certificate;
import java.util.Optional;
import vn.khue.pki.revocation.RevocationSource;

/** A network in which nobody answers. */
public final class SilentRevocation implements RevocationSource {
    @Override
    public Optional<byte[]> ocsp(X509Certificate certificate, X509Certificate issuer) {
        return Optional.empty();
    }

    @Override
    public Optional<byte[]> crl(X509Certificate certificate) {
        return Optional.empty();
    }
}
