package vn.khue.ecard.credential;

import java.util.Arrays;
import java.util.HexFormat;
import vn.khue.ecard.EcardException;
import vn.khue.ecard.EcardException.Fault;
import vn.khue.pki.DigestAlgorithm;

/**
 * Binds a card to its photo: SHA-256 of the picture's file, cut to {@value #LENGTH} bytes, enough against a second picture with the same.
 *
 * @param hex lower case
 */
public record PhotoDigest(String hex) {
    public static final int LENGTH = 16;

    /** Of a picture's file. */
    public static PhotoDigest ofPicture(byte[] file) {
        return of(Arrays.copyOf(DigestAlgorithm.SHA256.of(file), LENGTH));
    }

    /** @throws EcardException fault STRUCTURE unless there are {@value #LENGTH} bytes */
    public static PhotoDigest of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new EcardException(
                    Fault.STRUCTURE, LENGTH + " bytes of a photo's digest expected, found another number");
        }
        return new PhotoDigest(HexFormat.of().formatHex(bytes));
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }
}
