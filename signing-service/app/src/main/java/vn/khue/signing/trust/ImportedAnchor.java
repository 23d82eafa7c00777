package vn.khue.signing.trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import vn.khue.pki.Certificates;
import vn.khue.pki.trust.TrustAnchor;
import vn.khue.pki.trust.TrustClass;
import vn.khue.signing.document.ContentDigest;
import vn.khue.signing.document.Sha256;
import vn.khue.web.time.VietnamTime;

/**
 * A certificate that an administrator wants to be a trust anchor, and what was decided about it. Immutable.
 *
 * @param terms what it was asked for
 * @param askedByName their name at that time
 */
public record ImportedAnchor(
        UUID id,
        X509Certificate certificate,
        AnchorTerms terms,
        UUID askedBy,
        String askedByName,
        Instant askedAt,
        AnchorState state) {

    public TrustClass trustClass() {
        return terms.trustClass();
    }

    /** Of the certificate. */
    public ContentDigest sha256() {
        return Sha256.of(Certificates.der(certificate));
    }

    /** From the first day's start to the last one's end in Viet Nam, and never beyond the certificate's own time. */
    public TrustAnchor anchor() {
        Instant start = terms.firstDay().atStartOfDay(VietnamTime.ZONE).toInstant();
        Instant end = terms.lastDay()
                .plusDays(1)
                .atStartOfDay(VietnamTime.ZONE)
                .toInstant()
                .minusMillis(1);
        Instant notBefore = certificate.getNotBefore().toInstant();
        Instant notAfter = certificate.getNotAfter().toInstant();
        return new TrustAnchor(
                certificate,
                terms.trustClass(),
                terms.label(),
                terms.source(),
                Optional.of(start.isAfter(notBefore) ? start : notBefore),
                Optional.of(end.isBefore(notAfter) ? end : notAfter));
    }

    /** All that a decision is about in one text, for the digest that the step-up is bound to. */
    String statement() {
        return String.join("\n", "khue trust anchor", id.toString(), sha256().hex(), terms.statement()) + "\n";
    }
}
