package vn.khue.directory.slapd;

import java.nio.file.Path;
import java.util.Objects;

/**
 * How slapd speaks TLS. With it, a simple bind is answered only under TLS, by StartTLS on the plain port or on the port for ldaps; TLS 1.2
 * is the least.
 *
 * @param certificate the server's certificate in PEM, with the certificates between it and the authority
 * @param key its private key in PEM, of mode 0600 and without passphrase
 * @param authorities certificates in PEM of those who may have issued a peer's certificate
 * @param port for ldaps
 */
public record SlapdTls(Path certificate, Path key, Path authorities, int port) {

    public SlapdTls {
        Objects.requireNonNull(certificate, "certificate");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(authorities, "authorities");
    }
}
