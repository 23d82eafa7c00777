package vn.khue.signing.certificate;

import java.util.Map;
import javax.security.auth.x500.X500Principal;

/** A name of X.500 as people read it: RFC 2253, with words for what that has numbers and hexadecimal for. */
public final class NameText {
    private static final Map<String, String> KEYWORDS = Map.of(
            "1.2.840.113549.1.9.1", "E",
            "2.5.4.5", "serialNumber",
            "2.5.4.97", "organizationIdentifier",
            "0.9.2342.19200300.100.1.1", "UID");

    private NameText() {}

    /** @return as long as the name is; what a stranger wrote is in it */
    public static String of(X500Principal name) {
        return name.getName(X500Principal.RFC2253, KEYWORDS);
    }
}
