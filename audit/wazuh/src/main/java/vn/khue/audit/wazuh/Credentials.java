package vn.khue.audit.wazuh;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/** User and password of an account of the server API. Shows neither. */
final class Credentials {

    private final byte[] joined;

    Credentials(String user, String password) {
        this.joined = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    }

    /** RFC 7617. */
    String basic() {
        return "Basic " + Base64.getEncoder().encodeToString(joined);
    }

    /** In constant time for one length. */
    boolean same(Credentials other) {
        return MessageDigest.isEqual(joined, other.joined);
    }

    @Override
    public String toString() {
        return "Credentials[hidden]";
    }
}
