package vn.khue.signature.validation;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.signature.cades.HashedContent;
import vn.khue.signature.xml.DetachedContents;

/**
 * The file that a detached signature signs, under the signature's own name without {@code .p7s}; where the signature's name does not
 * end so, the one that is given without a name.
 */
record ContentBeside(DetachedContents contents, String name) implements HashedContent {

    private static final long MAX_BYTES = 1L << 30;
    private static final String SUFFIX = ".p7s";

    static ContentBeside of(String signature, DetachedContents contents) {
        boolean named = signature.toLowerCase(Locale.ROOT).endsWith(SUFFIX);
        return new ContentBeside(contents, named ? signature.substring(0, signature.length() - SUFFIX.length()) : "");
    }

    /** Whether it is at hand. */
    boolean present() throws IOException {
        Optional<InputStream> content = contents.open(name);
        if (content.isPresent()) {
            content.get().close();
        }
        return content.isPresent();
    }

    /** Whether it is over what is read. */
    boolean tooLarge() throws IOException {
        try (InputStream in = contents.open(name).orElseThrow()) {
            byte[] buffer = new byte[1 << 16];
            long size = 0;
            for (int n = in.read(buffer); n >= 0 && size <= MAX_BYTES; n = in.read(buffer)) {
                size += n;
            }
            return size > MAX_BYTES;
        }
    }

    @Override
    public byte[] digest(DigestAlgorithm algorithm) throws IOException {
        MessageDigest digest = algorithm.newDigest();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = contents.open(name).orElseThrow()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return digest.digest();
    }
}
