package vn.khue.pki.ca;

import java.net.URI;
import vn.khue.pki.store.CrlName;

/**
 * The public addresses written in certificates. Status is fetched over plain HTTP on purpose: answers are signed, and
 * HTTPS would make checking a certificate need checking a certificate (RFC 5280 section 8).
 *
 * @param base for instance {@code http://localhost:8081}, without a final slash
 */
public record StatusUrls(URI base) {
    public StatusUrls {
        if (!("http".equals(base.getScheme()) || "https".equals(base.getScheme()))
                || base.getHost() == null
                || base.toString().endsWith("/")) {
            throw new IllegalArgumentException("an http address without final slash expected, found " + base);
        }
    }

    public String ocsp() {
        return base + "/ocsp";
    }

    public String certificate(String ca) {
        return base + "/pki/" + ca + ".crt";
    }

    public String crl(String ca) {
        return base + "/pki/" + ca + ".crl";
    }

    /** Partition {@code n} of a CA lies at {@code /pki/<ca>/<n>.crl}. */
    public String crl(CrlName list) {
        return list.isMain() ? crl(list.ca()) : base + "/pki/" + list.ca() + "/" + list.partition() + ".crl";
    }

    public String timestamp() {
        return base + "/tsa";
    }
}
