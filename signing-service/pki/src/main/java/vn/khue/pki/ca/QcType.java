package vn.khue.pki.ca;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.qualified.ETSIQCObjectIdentifiers;

/**
 * What a certificate is made for, as readers know it from qualified ones (ETSI EN 319 412-5 clause 4.2.3). It claims no
 * qualification: QcCompliance is never written here.
 */
public enum QcType {
    /** Signatures of a person. */
    ESIGN(ETSIQCObjectIdentifiers.id_etsi_qct_esign),
    /** Seals of a unit. */
    ESEAL(ETSIQCObjectIdentifiers.id_etsi_qct_eseal);

    private final ASN1ObjectIdentifier oid;

    QcType(ASN1ObjectIdentifier oid) {
        this.oid = oid;
    }

    ASN1ObjectIdentifier oid() {
        return oid;
    }
}
