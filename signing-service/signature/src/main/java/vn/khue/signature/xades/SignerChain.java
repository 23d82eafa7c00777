package vn.khue.signature.xades;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.SignatureVerifier;
import vn.khue.pki.policy.SignatureForm;
import vn.khue.signature.xml.XmlAlgorithms;
import vn.khue.signature.xml.XmlReadException;
import vn.khue.signature.xml.XmlSignature;

/** Finds the signer among the certificates of a signature that was judged. Stateless. */
final class SignerChain {

    private static final SignatureVerifier VERIFIER = new SignatureVerifier(CryptoProviders.fastest());

    private SignerChain() {}

    /** The certificate whose key made the value first, then the others in KeyInfo. */
    static Optional<List<X509Certificate>> of(XmlSignature signature) throws XmlReadException {
        Optional<SignatureForm> form = XmlAlgorithms.signature(signature.signatureMethod());
        if (form.isEmpty()) {
            return Optional.empty();
        }
        byte[] digest = form.get().digest().of(signature.toBeSigned());
        List<X509Certificate> certificates = signature.keyInfo().certificates();
        for (X509Certificate candidate : certificates) {
            if (VERIFIER.verifiesDigest(
                    form.get(), candidate.getPublicKey(), digest, signature.value(candidate.getPublicKey()))) {
                List<X509Certificate> chain = new ArrayList<>(List.of(candidate));
                certificates.stream().filter(c -> !c.equals(candidate)).forEach(chain::add);
                return Optional.of(chain);
            }
        }
        return Optional.empty();
    }
}
