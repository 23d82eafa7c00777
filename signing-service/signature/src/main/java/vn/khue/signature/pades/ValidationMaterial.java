package vn.khue.signature.pades;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Certificates and revocation data for the DSS dictionary (ETSI EN 319 142-1, 5.4.2), each once.
 *
 * @param certificates DER
 * @param ocsp DER OCSPResponse
 * @param crls DER CertificateList
 */
public record ValidationMaterial(List<byte[]> certificates, List<byte[]> ocsp, List<byte[]> crls) {

    public ValidationMaterial {
        certificates = once(certificates);
        ocsp = once(ocsp);
        crls = once(crls);
    }

    public static ValidationMaterial none() {
        return new ValidationMaterial(List.of(), List.of(), List.of());
    }

    public static ValidationMaterial of(
            Collection<X509Certificate> certificates, List<byte[]> ocsp, List<byte[]> crls) {
        List<byte[]> encoded = new ArrayList<>();
        for (X509Certificate certificate : certificates) {
            encoded.add(encode(certificate));
        }
        return new ValidationMaterial(encoded, ocsp, crls);
    }

    public static byte[] encode(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was parsed can be encoded", e);
        }
    }

    public ValidationMaterial and(ValidationMaterial other) {
        return new ValidationMaterial(
                join(certificates, other.certificates), join(ocsp, other.ocsp), join(crls, other.crls));
    }

    public boolean isEmpty() {
        return certificates.isEmpty() && ocsp.isEmpty() && crls.isEmpty();
    }

    private static List<byte[]> join(List<byte[]> a, List<byte[]> b) {
        List<byte[]> all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }

    private static List<byte[]> once(List<byte[]> values) {
        Map<String, byte[]> seen = new LinkedHashMap<>();
        for (byte[] value : values) {
            seen.putIfAbsent(key(value), value);
        }
        return List.copyOf(seen.values());
    }

    /** The bytes themselves, as something that has equals. */
    static String key(byte[] value) {
        return new String(value, StandardCharsets.ISO_8859_1);
    }
}
