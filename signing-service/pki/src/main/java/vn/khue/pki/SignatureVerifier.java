package vn.khue.pki;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import vn.khue.pki.policy.SignatureForm;

/**
 * Verifies signature values. It answers only whether the value fits; whether the algorithm is good enough is the
 * policy's decision. Thread-safe.
 */
public final class SignatureVerifier {
    private final CryptoProviders providers;
    private final VerifiedCertificates verified = new VerifiedCertificates();

    public SignatureVerifier(CryptoProviders providers) {
        this.providers = providers;
    }

    /**
     * Whether the value is this key's signature over the bytes. Anything that cannot be verified (unknown algorithm, key of
     * another kind, malformed value) is false, never an exception.
     */
    public boolean verifies(AlgorithmIdentifier algorithm, PublicKey key, byte[] signed, byte[] value) {
        Optional<SignatureForm> form = SignatureForm.of(algorithm);
        return form.isPresent()
                && verifiesDigest(form.get(), key, form.get().digest().of(signed), value);
    }

    /**
     * Whether the certificate's signature is this key's. CA certificates come again with every document of a batch, so one that was found
     * to verify is remembered.
     */
    public boolean verifies(X509Certificate certificate, PublicKey issuerKey) {
        try {
            byte[] der = certificate.getEncoded();
            return verified.contains(der, issuerKey) || verifiesAnew(der, certificate, issuerKey);
        } catch (CertificateEncodingException | IllegalArgumentException e) {
            return false;
        }
    }

    private boolean verifiesAnew(byte[] der, X509Certificate certificate, PublicKey issuerKey)
            throws CertificateEncodingException {
        AlgorithmIdentifier outer = Certificate.getInstance(der).getSignatureAlgorithm();
        if (!verifies(outer, issuerKey, certificate.getTBSCertificate(), certificate.getSignature())) {
            return false;
        }
        verified.add(der, issuerKey);
        return true;
    }

    /** The same over a digest that was made with {@code form.digest()}. */
    public boolean verifiesDigest(SignatureForm form, PublicKey key, byte[] digest, byte[] value) {
        if (!form.keyType().equals(key.getAlgorithm()) && !pssKey(form, key)) {
            return false;
        }
        try {
            Signature signature = open(form);
            signature.initVerify(key);
            signature.update(
                    form.keyType().equals("RSA") && !form.pss() ? DigestInfos.of(form.digest(), digest) : digest);
            return signature.verify(value);
        } catch (GeneralSecurityException | RuntimeException e) {
            // Providers answer hostile keys and values with many kinds of exception; all mean "does not verify".
            return false;
        }
    }

    private static boolean pssKey(SignatureForm form, PublicKey key) {
        return form.pss() && "RSASSA-PSS".equals(key.getAlgorithm());
    }

    private Signature open(SignatureForm form) throws GeneralSecurityException {
        return switch (form.keyType()) {
            case "EC" -> Signature.getInstance("NONEwithECDSA", providers.ellipticCurve());
            case "DSA" -> Signature.getInstance("NONEwithDSA", providers.bouncyCastle());
            case "RSA" -> form.pss() ? pss(form) : Signature.getInstance("NONEwithRSA", providers.rsaOverDigest());
            default -> throw new GeneralSecurityException("no verifier for " + form.keyType());
        };
    }

    private Signature pss(SignatureForm form) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("NONEwithRSASSA-PSS", providers.rsaOverDigest());
        String hash = form.digest().standardName();
        signature.setParameter(new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), form.saltLength(), 1));
        return signature;
    }
}
