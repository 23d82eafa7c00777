package vn.khue.signature.pades;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.path.PathRequest;
import vn.khue.pki.path.PathResult;
import vn.khue.pki.path.PathRule;
import vn.khue.pki.path.Purpose;
import vn.khue.pki.revocation.RevocationEvidence;
import vn.khue.pki.trust.TrustAnchor;
import vn.khue.pki.trust.TrustStore;
import vn.khue.signature.SignatureFailure;

/**
 * Gathers revocation data for a chain and checks with it that the certificate may be used now (R2.10). The answer about the
 * certificate itself is always fresh; answers about CA certificates, which change rarely, are kept for {@value #KEEP_SECONDS}
 * seconds, so that a batch asks once. Thread-safe.
 */
public final class Evidence {

    private static final long KEEP_SECONDS = 60;
    private static final int MAX_KEPT = 1000;
    private static final int MAX_CHAIN = 16;

    private final SigningServices services;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    public Evidence(SigningServices services) {
        this.services = services;
    }

    private record Kept(Instant at, Optional<byte[]> ocsp, Optional<byte[]> crl) {}

    /**
     * @param certificate to be used now
     * @param others that may be in its path
     * @return everything a later verifier needs
     */
    public ValidationMaterial gather(X509Certificate certificate, List<X509Certificate> others, Purpose purpose)
            throws SignatureFailure {
        TrustStore trust = services.trust().get();
        List<byte[]> ocsp = new ArrayList<>();
        List<byte[]> crls = new ArrayList<>();
        Map<Object, X509Certificate> bySubject = new HashMap<>();
        for (TrustAnchor anchor : trust.anchors()) {
            bySubject.put(anchor.certificate().getSubjectX500Principal(), anchor.certificate());
        }
        for (X509Certificate other : others) {
            bySubject.putIfAbsent(other.getSubjectX500Principal(), other);
        }
        Set<X509Certificate> seen = new HashSet<>();
        X509Certificate current = certificate;
        while (current != null
                && seen.add(current)
                && seen.size() <= MAX_CHAIN
                && trust.of(current).isEmpty()) {
            X509Certificate issuer = bySubject.get(current.getIssuerX500Principal());
            if (issuer == null) {
                break;
            }
            Kept answer = current.equals(certificate) ? ask(current, issuer) : askOrRemember(current, issuer);
            answer.ocsp().ifPresent(ocsp::add);
            answer.crl().ifPresent(crls::add);
            current = issuer;
        }
        PathResult result = services.paths()
                .validate(PathRequest.of(
                        certificate,
                        others,
                        trust,
                        services.clock().instant(),
                        new RevocationEvidence(ocsp, crls),
                        purpose));
        if (result instanceof PathResult.Valid valid) {
            List<X509Certificate> used = new ArrayList<>(valid.path());
            used.add(valid.anchor().certificate());
            return ValidationMaterial.of(used, ocsp, crls);
        }
        throw refusal(result, purpose);
    }

    private Kept askOrRemember(X509Certificate certificate, X509Certificate issuer) {
        Instant now = services.clock().instant();
        String key = ValidationMaterial.key(DigestAlgorithm.SHA256.of(ValidationMaterial.encode(certificate)));
        Kept known = kept.get(key);
        if (known != null
                && !now.isBefore(known.at())
                && now.isBefore(known.at().plusSeconds(KEEP_SECONDS))) {
            return known;
        }
        Kept fresh = ask(certificate, issuer);
        if (fresh.ocsp().isPresent() || fresh.crl().isPresent()) {
            if (kept.size() >= MAX_KEPT) {
                kept.clear();
            }
            kept.put(key, fresh);
        }
        return fresh;
    }

    private Kept ask(X509Certificate certificate, X509Certificate issuer) {
        Optional<byte[]> ocsp = services.revocation().ocsp(certificate, issuer);
        Optional<byte[]> crl =
                ocsp.isPresent() ? Optional.empty() : services.revocation().crl(certificate);
        return new Kept(services.clock().instant(), ocsp, crl);
    }

    private static SignatureFailure refusal(PathResult result, Purpose purpose) {
        PathRule rule = PathRule.NO_CERTIFICATE_CHAIN_FOUND;
        String detail = "";
        if (result instanceof PathResult.Invalid invalid) {
            rule = invalid.rule();
            detail = invalid.detail();
        } else if (result instanceof PathResult.Undetermined open) {
            rule = open.rule();
            detail = open.detail();
        }
        boolean unknown = rule == PathRule.REVOCATION_UNKNOWN || rule == PathRule.REVOCATION_OUT_OF_BOUNDS_NO_POE;
        return new SignatureFailure(
                unknown
                        ? SignatureFailure.Reason.REVOCATION_UNAVAILABLE
                        : purpose == Purpose.TIME_STAMPING
                                ? SignatureFailure.Reason.TIMESTAMP_UNAVAILABLE
                                : SignatureFailure.Reason.CERTIFICATE_NOT_USABLE,
                "expected a certificate that may be used for " + purpose + " now, found " + rule + " (" + detail
                        + "); renew or replace it, or try again when its CA answers");
    }
}
