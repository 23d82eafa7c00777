package vn.khue.pki;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchProviderException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.khue.pki.PkiException.Fault;

/** Reads and writes X.509 certificates, DER and PEM (RFC 7468). One certificate is at most {@value #MAX_DER} bytes. */
public final class Certificates {
    public static final int MAX_DER = 64 * 1024;

    private static final int MAX_PEM = 4 * 1024 * 1024;
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]*+)-----END CERTIFICATE-----");

    private Certificates() {}

    /** @throws PkiException fault INPUT for anything that is not exactly one certificate */
    public static X509Certificate parse(byte[] der) {
        if (der.length > MAX_DER) {
            throw new PkiException(
                    Fault.INPUT, "a certificate of at most " + MAX_DER + " bytes expected, found " + der.length);
        }
        try {
            ByteArrayInputStream in = new ByteArrayInputStream(der);
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509", "SUN").generateCertificate(in);
            if (in.available() > 0) {
                throw new PkiException(
                        Fault.INPUT, "one certificate expected, found " + in.available() + " further bytes");
            }
            return certificate;
        } catch (CertificateException e) {
            throw new PkiException(Fault.INPUT, "a DER certificate expected, found something else", e);
        } catch (NoSuchProviderException e) {
            throw new IllegalStateException("every JDK has the provider SUN", e);
        }
    }

    /** All certificates of a PEM text; a lone DER certificate is taken too. At least one. */
    public static List<X509Certificate> parseFile(byte[] content) {
        if (content.length > MAX_PEM) {
            throw new PkiException(
                    Fault.INPUT, "at most " + MAX_PEM + " bytes of certificates expected, found " + content.length);
        }
        if (content.length > 0 && content[0] == 0x30) {
            return List.of(parse(content));
        }
        List<X509Certificate> found = new ArrayList<>();
        Matcher matcher = PEM.matcher(new String(content, StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
            try {
                found.add(parse(Base64.getMimeDecoder().decode(matcher.group(1))));
            } catch (IllegalArgumentException e) {
                throw new PkiException(Fault.INPUT, "Base64 expected between the PEM lines, found something else", e);
            }
        }
        if (found.isEmpty()) {
            throw new PkiException(Fault.INPUT, "a certificate in PEM or DER expected, found none");
        }
        return List.copyOf(found);
    }

    /** DER encoding. */
    public static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a parsed certificate has its encoding", e);
        }
    }

    /** PEM encoding, lines of 64 characters. */
    public static String pem(X509Certificate certificate) {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der(certificate))
                + "\n-----END CERTIFICATE-----\n";
    }
}
