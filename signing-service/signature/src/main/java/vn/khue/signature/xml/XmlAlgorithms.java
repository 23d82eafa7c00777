package vn.khue.signature.xml;

import java.util.Map;
import java.util.Optional;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.SignatureAlgorithm;
import vn.khue.pki.policy.SignatureForm;

/**
 * Identifiers of algorithms in XML signatures (RFC 9231). What can be computed is listed; whether it is strong enough is the
 * policy's question, so that SHA-1 and DSA are here and HMAC, MD5 and RIPEMD are not.
 */
public final class XmlAlgorithms {

    private static final String MORE = "http://www.w3.org/2001/04/xmldsig-more#";
    private static final String MORE_2007 = "http://www.w3.org/2007/05/xmldsig-more#";

    private static final Map<String, DigestAlgorithm> DIGESTS = Map.of(
            XmlNames.DS + "sha1",
            DigestAlgorithm.SHA1,
            "http://www.w3.org/2001/04/xmlenc#sha256",
            DigestAlgorithm.SHA256,
            MORE + "sha384",
            DigestAlgorithm.SHA384,
            "http://www.w3.org/2001/04/xmlenc#sha512",
            DigestAlgorithm.SHA512,
            MORE_2007 + "sha3-256",
            DigestAlgorithm.SHA3_256,
            MORE_2007 + "sha3-384",
            DigestAlgorithm.SHA3_384,
            MORE_2007 + "sha3-512",
            DigestAlgorithm.SHA3_512);

    private static final Map<String, SignatureForm> SIGNATURES = Map.ofEntries(
            Map.entry(XmlNames.DS + "dsa-sha1", new SignatureForm("DSA", DigestAlgorithm.SHA1, false, 0)),
            Map.entry(
                    "http://www.w3.org/2009/xmldsig11#dsa-sha256",
                    new SignatureForm("DSA", DigestAlgorithm.SHA256, false, 0)),
            Map.entry(XmlNames.DS + "rsa-sha1", new SignatureForm("RSA", DigestAlgorithm.SHA1, false, 0)),
            Map.entry(MORE + "rsa-sha256", new SignatureForm("RSA", DigestAlgorithm.SHA256, false, 0)),
            Map.entry(MORE + "rsa-sha384", new SignatureForm("RSA", DigestAlgorithm.SHA384, false, 0)),
            Map.entry(MORE + "rsa-sha512", new SignatureForm("RSA", DigestAlgorithm.SHA512, false, 0)),
            Map.entry(MORE + "ecdsa-sha1", new SignatureForm("EC", DigestAlgorithm.SHA1, false, 0)),
            Map.entry(MORE + "ecdsa-sha256", new SignatureForm("EC", DigestAlgorithm.SHA256, false, 0)),
            Map.entry(MORE + "ecdsa-sha384", new SignatureForm("EC", DigestAlgorithm.SHA384, false, 0)),
            Map.entry(MORE + "ecdsa-sha512", new SignatureForm("EC", DigestAlgorithm.SHA512, false, 0)),
            // The salt is as long as the hash (RFC 9231, 2.3.10).
            Map.entry(MORE_2007 + "sha256-rsa-MGF1", new SignatureForm("RSA", DigestAlgorithm.SHA256, true, 32)),
            Map.entry(MORE_2007 + "sha384-rsa-MGF1", new SignatureForm("RSA", DigestAlgorithm.SHA384, true, 48)),
            Map.entry(MORE_2007 + "sha512-rsa-MGF1", new SignatureForm("RSA", DigestAlgorithm.SHA512, true, 64)));

    private XmlAlgorithms() {}

    /** Empty for one that is not on the list. */
    public static Optional<DigestAlgorithm> digest(String uri) {
        return Optional.ofNullable(DIGESTS.get(uri));
    }

    /** Empty for one that is not on the list. */
    public static Optional<SignatureForm> signature(String uri) {
        return Optional.ofNullable(SIGNATURES.get(uri));
    }

    /** Whether it is a message authentication code: who can check it can make it. */
    public static boolean isMac(String uri) {
        return uri.contains("#hmac-") || uri.endsWith("#poly1305");
    }

    /** The identifier to write. */
    public static String uri(DigestAlgorithm digest) {
        return DIGESTS.entrySet().stream()
                .filter(e -> e.getValue() == digest)
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    /** The identifier to write. */
    public static String uri(SignatureAlgorithm algorithm) {
        String hash = algorithm
                .digest()
                .standardName()
                .toLowerCase(java.util.Locale.ROOT)
                .replace("-", "");
        return switch (algorithm.scheme()) {
            case ECDSA -> MORE + "ecdsa-" + hash;
            case RSA_PKCS1 -> MORE + "rsa-" + hash;
            case RSA_PSS -> MORE_2007 + hash + "-rsa-MGF1";
        };
    }
}
