package vn.khue.pki.revocation;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * Fetches status over HTTP from the addresses a certificate names, as far as the {@link FetchRule} allows. OCSP answers
 * are at most 64 KiB, CRLs at most 16 MiB.
 */
public final class HttpRevocationSource implements RevocationSource {
    private static final int MAX_OCSP = 64 * 1024;
    private static final int MAX_CRL = 16 * 1024 * 1024;

    private final BoundedHttp http;
    private final FetchRule rule;

    public HttpRevocationSource(BoundedHttp http, FetchRule rule) {
        this.http = http;
        this.rule = rule;
    }

    @Override
    public Optional<byte[]> ocsp(X509Certificate certificate, X509Certificate issuer) {
        byte[] query = OcspQuery.of(certificate, issuer);
        return allowed(StatusAddresses.ocsp(certificate)).stream()
                .map(a -> http.post(a, "application/ocsp-request", "application/ocsp-response", query, MAX_OCSP))
                .flatMap(Optional::stream)
                .map(OcspQuery::successful)
                .flatMap(Optional::stream)
                .findFirst();
    }

    @Override
    public Optional<byte[]> crl(X509Certificate certificate) {
        return allowed(StatusAddresses.crl(certificate)).stream()
                .map(a -> http.get(a, "application/pkix-crl", MAX_CRL))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private List<URI> allowed(List<URI> addresses) {
        return addresses.stream().filter(rule::allows).toList();
    }
}
