package vn.khue.pki.trust;

import java.security.cert.X509Certificate;
import java.util.List;
import vn.khue.pki.Certificates;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;

/** A file that an administrator hands in: one certificate in DER, or one or more in PEM (RFC 7468). Its size is looked at first. */
public final class AnchorFile {
    public static final int MAX_BYTES = 64 * 1024;
    public static final int MAX_CERTIFICATES = 20;

    private AnchorFile() {}

    /**
     * The certificates in the file's order, each once.
     *
     * @throws PkiException fault INPUT where it is too large, holds none, one that cannot be read or more than {@value
     *     #MAX_CERTIFICATES}
     */
    public static List<X509Certificate> read(byte[] content) {
        if (content.length > MAX_BYTES) {
            throw new PkiException(
                    Fault.INPUT,
                    "a file of at most " + MAX_BYTES + " bytes expected, found " + content.length + "; split it");
        }
        List<X509Certificate> found =
                Certificates.parseFile(content).stream().distinct().toList();
        if (found.size() > MAX_CERTIFICATES) {
            throw new PkiException(
                    Fault.INPUT,
                    "at most " + MAX_CERTIFICATES + " certificates expected, found " + found.size()
                            + "; split the file");
        }
        return found;
    }
}
