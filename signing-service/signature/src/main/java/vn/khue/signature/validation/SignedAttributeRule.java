package vn.khue.signature.validation;

import java.util.Date;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAlgorithmProtection;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import vn.khue.signature.cades.CadesAttributes;

/**
 * Which signed attributes a CAdES signature has: those that have to be there, known ones beside them, each once and with one value
 * (RFC 5652, 5.3 and 11; ETSI EN 319 122-1, 5.1 and 5.2). A countersignature has no content-type, so it never passes for a signature.
 */
final class SignedAttributeRule {

    private static final ASN1ObjectIdentifier ALGORITHM_PROTECTION = new ASN1ObjectIdentifier("1.2.840.113549.1.9.52");

    private static final Map<ASN1ObjectIdentifier, String> REQUIRED = Map.of(
            CMSAttributes.contentType, "content-type",
            CMSAttributes.messageDigest, "message-digest",
            PKCSObjectIdentifiers.id_aa_signingCertificateV2, "signing-certificate-v2");

    private static final Set<ASN1ObjectIdentifier> KNOWN = Set.of(
            CMSAttributes.contentType,
            CMSAttributes.messageDigest,
            CMSAttributes.signingTime,
            PKCSObjectIdentifiers.id_aa_signingCertificateV2,
            PKCSObjectIdentifiers.id_aa_signingCertificate,
            PKCSObjectIdentifiers.pkcs_9_at_smimeCapabilities,
            PKCSObjectIdentifiers.id_aa_contentHint,
            PKCSObjectIdentifiers.id_aa_contentIdentifier,
            PKCSObjectIdentifiers.id_aa_ets_commitmentType,
            PKCSObjectIdentifiers.id_aa_ets_signerLocation,
            PKCSObjectIdentifiers.id_aa_ets_signerAttr,
            PKCSObjectIdentifiers.id_aa_ets_contentTimestamp,
            PKCSObjectIdentifiers.id_aa_ets_sigPolicyId,
            CadesAttributes.SIGNER_ATTRIBUTES_V2,
            CadesAttributes.MIME_TYPE,
            ALGORITHM_PROTECTION);

    private SignedAttributeRule() {}

    /** What is wrong with them; empty where nothing is. */
    static Optional<String> objection(CmsSignature cms) {
        AttributeTable table = cms.signer().getSignedAttributes();
        if (table == null) {
            return Optional.of("expected signed attributes, found none");
        }
        Set<ASN1ObjectIdentifier> seen = new HashSet<>();
        ASN1EncodableVector all = table.toASN1EncodableVector();
        for (int i = 0; i < all.size(); i++) {
            Attribute attribute = Attribute.getInstance(all.get(i));
            ASN1ObjectIdentifier type = attribute.getAttrType();
            if (!KNOWN.contains(type)) {
                return Optional.of("expected known signed attributes only, found " + type.getId());
            }
            if (!seen.add(type) || attribute.getAttrValues().size() != 1) {
                return Optional.of(
                        "expected each signed attribute once and with one value, found " + type.getId() + " otherwise");
            }
        }
        for (Map.Entry<ASN1ObjectIdentifier, String> required : REQUIRED.entrySet()) {
            if (!seen.contains(required.getKey())) {
                return Optional.of("expected the signed attribute " + required.getValue() + ", found none");
            }
        }
        return inconsistency(cms, table);
    }

    private static Optional<String> inconsistency(CmsSignature cms, AttributeTable table) {
        ASN1Encodable type = value(table, CMSAttributes.contentType);
        if (!CmsSignature.plainData().equals(type)
                || !CmsSignature.plainData()
                        .equals(cms.structure().getEncapContentInfo().getContentType())) {
            return Optional.of("expected content of the type data, and content-type to say so, found another");
        }
        if (!(value(table, CMSAttributes.messageDigest) instanceof ASN1OctetString)) {
            return Optional.of("expected message-digest to be a hash, found another value");
        }
        if (table.get(CMSAttributes.signingTime) != null && signingTime(cms).isEmpty()) {
            return Optional.of("expected signing-time to be a time, found another value");
        }
        if (table.get(ALGORITHM_PROTECTION) != null && !protects(cms, value(table, ALGORITHM_PROTECTION))) {
            return Optional.of("expected the algorithms that cms-algorithm-protection names, found others");
        }
        return Optional.empty();
    }

    /** Whether the signature is made under rules of its own, which nobody here knows. */
    static boolean namesPolicy(CmsSignature cms) {
        AttributeTable table = cms.signer().getSignedAttributes();
        return table != null && table.get(PKCSObjectIdentifiers.id_aa_ets_sigPolicyId) != null;
    }

    private static boolean protects(CmsSignature cms, ASN1Encodable value) {
        try {
            SignerInfo signer = cms.signer().toASN1Structure();
            CMSAlgorithmProtection named = CMSAlgorithmProtection.getInstance(value);
            return signer.getDigestAlgorithm()
                            .getAlgorithm()
                            .equals(named.getDigestAlgorithm().getAlgorithm())
                    && named.getSignatureAlgorithm() != null
                    && signer.getDigestEncryptionAlgorithm().equals(named.getSignatureAlgorithm());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The time that the signer's machine wrote. */
    static Optional<Date> signingTime(CmsSignature cms) {
        AttributeTable table = cms.signer().getSignedAttributes();
        Attribute attribute = table == null ? null : table.get(CMSAttributes.signingTime);
        if (attribute == null || attribute.getAttrValues().size() != 1) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    Time.getInstance(attribute.getAttrValues().getObjectAt(0)).getDate());
        } catch (RuntimeException e) {
            // Text that is no time is refused in several ways.
            return Optional.empty();
        }
    }

    private static ASN1Encodable value(AttributeTable table, ASN1ObjectIdentifier type) {
        return table.get(type).getAttrValues().getObjectAt(0);
    }
}
