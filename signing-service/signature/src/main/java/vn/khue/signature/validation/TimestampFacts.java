package vn.khue.signature.validation;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.tsp.TimeStampTokenInfo;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.SignatureVerifier;
import vn.khue.pki.policy.SignatureForm;

/**
 * A timestamp token (RFC 3161) whose signature and imprint were checked; whether its authority is trusted is another question.
 *
 * @param cms the token
 * @param time it states
 * @param imprint its hash
 * @param imprintAlgorithm how the hash was made
 * @param token DER of the token
 */
record TimestampFacts(CmsSignature cms, Instant time, byte[] imprint, DigestAlgorithm imprintAlgorithm, byte[] token) {

    private static final SignatureVerifier VERIFIER = new SignatureVerifier(CryptoProviders.fastest());

    /**
     * @param cms of the token
     * @throws CmsSignature.Malformed for anything that is no token whose own signature holds
     */
    static TimestampFacts of(byte[] der) throws CmsSignature.Malformed {
        try {
            CMSSignedData data = new CMSSignedData(der);
            CmsSignature cms = CmsSignature.of(data);
            TimeStampTokenInfo info = new TimeStampToken(data).getTimeStampInfo();
            DigestAlgorithm imprintAlgorithm = DigestAlgorithm.byOid(info.getMessageImprintAlgOID())
                    .orElseThrow(
                            () -> new CmsSignature.Malformed("expected a strong hash in the timestamp, found another"));
            requireSignature(data, cms);
            return new TimestampFacts(
                    cms, info.getGenTime().toInstant(), info.getMessageImprintDigest(), imprintAlgorithm, der);
        } catch (CMSException | TSPException | IOException | CertificateException | RuntimeException e) {
            throw new CmsSignature.Malformed("expected an RFC 3161 timestamp token, found bytes that are none", e);
        }
    }

    private static void requireSignature(CMSSignedData data, CmsSignature cms) throws CmsSignature.Malformed {
        Optional<X509Certificate> signer = cms.signerCertificate();
        Optional<SignatureForm> form = cms.signatureForm();
        Optional<DigestAlgorithm> digest = cms.digestAlgorithm();
        if (signer.isEmpty() || form.isEmpty() || digest.isEmpty() || !cms.hasSignedAttributes()) {
            throw new CmsSignature.Malformed(
                    "expected a timestamp with its certificate and strong algorithms, found none");
        }
        byte[] content = (byte[]) data.getSignedContent().getContent();
        boolean named = cms.attributesName(digest.get().of(content), PKCSObjectIdentifiers.id_ct_TSTInfo);
        boolean verified = VERIFIER.verifiesDigest(
                form.get(),
                signer.get().getPublicKey(),
                form.get().digest().of(cms.signedAttributes()),
                cms.signatureValue());
        boolean same = cms.certificateReference(signer.get()) == CmsSignature.CertificateReference.MATCHES;
        if (!named || !verified || !same) {
            throw new CmsSignature.Malformed("expected a timestamp whose own signature holds, found one that does not");
        }
    }

    boolean covers(byte[] digestOfData) {
        return MessageDigest.isEqual(imprint, digestOfData);
    }
}
