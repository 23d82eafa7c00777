package vn.khue.pki.revocation;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** Where a certificate says its status is found; http and https only, at most {@value #MAX} of each kind. */
final class StatusAddresses {
    private static final int MAX = 4;

    private StatusAddresses() {}

    static List<URI> ocsp(X509Certificate certificate) {
        List<URI> found = new ArrayList<>();
        read(certificate, Extension.authorityInfoAccess.getId(), value -> {
            for (AccessDescription access :
                    AuthorityInformationAccess.getInstance(value).getAccessDescriptions()) {
                if (AccessDescription.id_ad_ocsp.equals(access.getAccessMethod())) {
                    add(found, access.getAccessLocation());
                }
            }
        });
        return found;
    }

    static List<URI> crl(X509Certificate certificate) {
        List<URI> found = new ArrayList<>();
        read(certificate, Extension.cRLDistributionPoints.getId(), value -> {
            for (DistributionPoint point : CRLDistPoint.getInstance(value).getDistributionPoints()) {
                DistributionPointName name = point.getDistributionPoint();
                if (name != null && name.getType() == DistributionPointName.FULL_NAME) {
                    for (GeneralName general :
                            GeneralNames.getInstance(name.getName()).getNames()) {
                        add(found, general);
                    }
                }
            }
        });
        return found;
    }

    private static void add(List<URI> found, GeneralName name) {
        if (name.getTagNo() != GeneralName.uniformResourceIdentifier || found.size() >= MAX) {
            return;
        }
        try {
            URI uri = URI.create(ASN1IA5String.getInstance(name.getName()).getString());
            if ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme())) {
                found.add(uri);
            }
        } catch (IllegalArgumentException e) {
            // An address that is none: the certificate names nothing we could ask.
            return;
        }
    }

    /** What is malformed names no address; Bouncy Castle says so by several unchecked exceptions. */
    private static void read(X509Certificate certificate, String oid, Consumer<byte[]> reader) {
        byte[] wrapped = certificate.getExtensionValue(oid);
        if (wrapped == null) {
            return;
        }
        try {
            reader.accept(ASN1OctetString.getInstance(wrapped).getOctets());
        } catch (RuntimeException e) {
            // The addresses read before the fault stay: asking them can only tell more.
            return;
        }
    }
}
