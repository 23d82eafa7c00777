package vn.khue.signature.validation;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.OtherRevocationInfoFormat;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPResponseStatus;
import org.bouncycastle.asn1.ocsp.ResponseBytes;
import vn.khue.pki.revocation.RevocationEvidence;
import vn.khue.signature.cades.CadesAttributes;

/**
 * What CMS messages bring for their own validation: certificates and revocation data of their root SignedData and of the
 * timestamps in them (ETSI EN 319 122-1, 5.4; RFC 5940). Nothing in it is trusted; what cannot be parsed counts as absent.
 * Revocation values in unsigned attributes, an older form, are not looked at. Not thread-safe.
 */
final class CmsEvidence {

    private static final int MAX_CERTIFICATES = 200;
    private static final int MAX_ITEMS = 400;

    private final Set<X509Certificate> certificates = new LinkedHashSet<>();
    private final List<byte[]> ocsp = new ArrayList<>();
    private final List<byte[]> crls = new ArrayList<>();

    /** A message, with its timestamps. */
    void add(CmsSignature cms) {
        addOne(cms);
        List<byte[]> tokens = new ArrayList<>(cms.timestampTokens());
        tokens.addAll(cms.unsignedValues(CadesAttributes.ARCHIVE_TIMESTAMP_V3));
        for (byte[] token : tokens) {
            try {
                addOne(CmsSignature.read(token));
            } catch (CmsSignature.Malformed e) {
                // Whoever judges the timestamp says so.
                continue;
            }
        }
    }

    private void addOne(CmsSignature cms) {
        cms.certificates().stream()
                .limit(Math.max(0, MAX_CERTIFICATES - certificates.size()))
                .forEach(certificates::add);
        ASN1Set revocation = cms.structure().getCRLs();
        if (revocation != null) {
            for (ASN1Encodable value : revocation) {
                try {
                    add(value);
                } catch (IOException | IllegalArgumentException | IllegalStateException e) {
                    // Counts as absent: the path then misses it and says so.
                    continue;
                }
            }
        }
    }

    private void add(ASN1Encodable value) throws IOException {
        if (!(value.toASN1Primitive() instanceof ASN1TaggedObject tagged)) {
            add(crls, value.toASN1Primitive().getEncoded());
            return;
        }
        OtherRevocationInfoFormat other = OtherRevocationInfoFormat.getInstance(tagged, false);
        if (CMSObjectIdentifiers.id_ri_ocsp_response.equals(other.getInfoFormat())) {
            add(ocsp, other.getInfo().toASN1Primitive().getEncoded());
        } else if (OCSPObjectIdentifiers.id_pkix_ocsp_basic.equals(other.getInfoFormat())) {
            byte[] basic = other.getInfo().toASN1Primitive().getEncoded();
            OCSPResponse whole = new OCSPResponse(
                    new OCSPResponseStatus(OCSPResponseStatus.SUCCESSFUL),
                    new ResponseBytes(OCSPObjectIdentifiers.id_pkix_ocsp_basic, new DEROctetString(basic)));
            add(ocsp, whole.getEncoded(ASN1Encoding.DER));
        }
    }

    private static void add(List<byte[]> items, byte[] item) {
        if (items.size() < MAX_ITEMS) {
            items.add(item);
        }
    }

    DocumentEvidence evidence() {
        return new DocumentEvidence(List.copyOf(certificates), new RevocationEvidence(ocsp, crls));
    }
}
