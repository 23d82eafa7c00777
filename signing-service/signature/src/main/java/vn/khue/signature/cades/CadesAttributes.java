package vn.khue.signature.cades;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/** Object identifiers of ETSI EN 319 122-1 that Bouncy Castle has no name for. */
public final class CadesAttributes {

    /** archive-time-stamp-v3, clause 5.5.3. */
    public static final ASN1ObjectIdentifier ARCHIVE_TIMESTAMP_V3 = new ASN1ObjectIdentifier("0.4.0.1733.2.4");

    /** ats-hash-index-v3, clause 5.5.2. */
    public static final ASN1ObjectIdentifier ATS_HASH_INDEX_V3 = new ASN1ObjectIdentifier("0.4.0.19122.1.5");

    /** mime-type, clause 5.2.5. */
    public static final ASN1ObjectIdentifier MIME_TYPE = new ASN1ObjectIdentifier("0.4.0.1733.2.1");

    /** signer-attributes-v2, clause 5.2.6.1. */
    public static final ASN1ObjectIdentifier SIGNER_ATTRIBUTES_V2 = new ASN1ObjectIdentifier("0.4.0.19122.1.1");

    private CadesAttributes() {}
}
