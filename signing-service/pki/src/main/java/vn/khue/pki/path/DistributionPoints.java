package vn.khue.pki.path;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.ReasonFlags;

/** Where a certificate says its CRLs are, in the terms in which CRLs say what they cover (RFC 5280 section 6.3.3). */
final class DistributionPoints {
    static final int ALL_REASONS = ReasonFlags.keyCompromise
            | ReasonFlags.cACompromise
            | ReasonFlags.affiliationChanged
            | ReasonFlags.superseded
            | ReasonFlags.cessationOfOperation
            | ReasonFlags.certificateHold
            | ReasonFlags.privilegeWithdrawn
            | ReasonFlags.aACompromise;

    private static final int MAX_POINTS = 32;

    /**
     * One point.
     *
     * @param names its names in full; a certificate's implied point has its issuer's name
     * @param crlIssuers who signs the CRL where it is not the certificate's issuer
     * @param reasons which reasons its CRL covers
     */
    record Point(List<GeneralName> names, List<X500Principal> crlIssuers, int reasons) {}

    private DistributionPoints() {}

    /** The certificate's points, then the implied one. */
    static List<Point> of(ParsedCertificate certificate) throws IOException {
        List<Point> points = new ArrayList<>();
        Optional<ASN1Encodable> extension = certificate.extension(Extension.cRLDistributionPoints);
        if (extension.isPresent()) {
            DistributionPoint[] listed =
                    CRLDistPoint.getInstance(extension.get()).getDistributionPoints();
            for (int i = 0; i < Math.min(listed.length, MAX_POINTS); i++) {
                points.add(point(listed[i], certificate));
            }
        }
        GeneralName issuer = new GeneralName(certificate.structure().getIssuer());
        points.add(new Point(List.of(issuer), List.of(), ALL_REASONS));
        return points;
    }

    private static Point point(DistributionPoint point, ParsedCertificate certificate) throws IOException {
        List<X500Principal> crlIssuers = new ArrayList<>();
        if (point.getCRLIssuer() != null) {
            for (GeneralName name : point.getCRLIssuer().getNames()) {
                if (name.getTagNo() == GeneralName.directoryName) {
                    crlIssuers.add(principal(X500Name.getInstance(name.getName())));
                }
            }
        }
        X500Name base = crlIssuers.isEmpty()
                ? certificate.structure().getIssuer()
                : X500Name.getInstance(crlIssuers.get(0).getEncoded());
        List<GeneralName> names = point.getDistributionPoint() == null
                ? crlIssuers.stream()
                        .map(p -> new GeneralName(X500Name.getInstance(p.getEncoded())))
                        .toList()
                : names(point.getDistributionPoint(), base);
        int reasons =
                point.getReasons() == null ? ALL_REASONS : point.getReasons().intValue() & ALL_REASONS;
        return new Point(names, List.copyOf(crlIssuers), reasons);
    }

    /** Names in full; one relative to a CRL issuer is completed with that issuer's name. */
    static List<GeneralName> names(DistributionPointName name, X500Name crlIssuer) {
        if (name.getType() == DistributionPointName.FULL_NAME) {
            return List.of(GeneralNames.getInstance(name.getName()).getNames());
        }
        List<RDN> rdns = new ArrayList<>(List.of(crlIssuer.getRDNs()));
        rdns.add(RDN.getInstance(ASN1Set.getInstance(name.getName())));
        return List.of(new GeneralName(new X500Name(rdns.toArray(RDN[]::new))));
    }

    /** Whether two lists have a name in common. */
    static boolean meet(List<GeneralName> a, List<GeneralName> b) {
        return a.stream().anyMatch(x -> b.stream().anyMatch(x::equals));
    }

    static X500Principal principal(X500Name name) throws IOException {
        return new X500Principal(name.getEncoded("DER"));
    }
}
