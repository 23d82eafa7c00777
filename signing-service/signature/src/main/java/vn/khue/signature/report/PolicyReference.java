package vn.khue.signature.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.policy.PkiPolicy;

/**
 * Which policy a file was judged by.
 *
 * @param name as {@code VN-2026}
 * @param sha256 of the policy file as it is shipped
 */
record PolicyReference(String name, byte[] sha256) {

    private static final int LARGEST = 1 << 20;

    static PolicyReference vn2026() {
        String name = "VN-2026";
        try (InputStream file = PkiPolicy.class.getResourceAsStream(name + ".json")) {
            if (file == null) {
                throw new IllegalStateException("expected " + name + ".json beside PkiPolicy, found none");
            }
            return new PolicyReference(name, DigestAlgorithm.SHA256.of(file.readNBytes(LARGEST)));
        } catch (IOException e) {
            throw new UncheckedIOException("expected to read " + name + ".json from the jar, found that it fails", e);
        }
    }

    /** {@code urn:khue:policy:VN-2026}. */
    String urn() {
        return "urn:khue:policy:" + name;
    }
}
