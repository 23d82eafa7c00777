package vn.khue.pki.revocation;

import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import vn.khue.pki.ocsp.OcspResponder;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.pki.store.PublishedCrl;

/** Asks the responder and the register of this process: the same bytes as over HTTP, without the HTTP. */
public final class InProcessRevocationSource implements RevocationSource {
    private final OcspResponder responder;
    private final CertificateRegister register;
    private final Map<X500Principal, String> names = new HashMap<>();

    /** @param issuers certificates of the CAs by name */
    public InProcessRevocationSource(
            OcspResponder responder, CertificateRegister register, Map<String, X509Certificate> issuers) {
        this.responder = responder;
        this.register = register;
        issuers.forEach((name, certificate) -> names.put(certificate.getSubjectX500Principal(), name));
    }

    @Override
    public Optional<byte[]> ocsp(X509Certificate certificate, X509Certificate issuer) {
        return OcspQuery.successful(
                responder.respond(OcspQuery.of(certificate, issuer)).der());
    }

    @Override
    public Optional<byte[]> crl(X509Certificate certificate) {
        return Optional.ofNullable(names.get(certificate.getIssuerX500Principal()))
                .flatMap(ca -> register.find(ca, certificate.getSerialNumber()))
                .map(CertificateRecord::crl)
                // The list at the CA's own address may cover everything; whether it does, its validator reads in it.
                .flatMap(list -> register.latestCrl(list).or(() -> register.latestCrl(list.ca())))
                .map(PublishedCrl::der);
    }
}
