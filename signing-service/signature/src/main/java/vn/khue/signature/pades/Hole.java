package vn.khue.signature.pades;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.signature.SignatureFailure;

/**
 * A written document whose {@code /Contents} is still zeros.
 *
 * @param file the document
 * @param gapStart offset of {@code <}
 * @param gapEnd offset after {@code >}
 * @param length bytes of the document
 */
record Hole(Path file, long gapStart, long gapEnd, long length) {

    /** Bytes of DER that fit. */
    int capacity() {
        return (int) ((gapEnd - gapStart - 2) / 2);
    }

    /** Digest of everything but the gap. */
    byte[] digest(DigestAlgorithm algorithm) throws IOException {
        MessageDigest digest = algorithm.newDigest();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
            update(channel, digest, buffer, 0, gapStart);
            update(channel, digest, buffer, gapEnd, length);
        }
        return digest.digest();
    }

    private static void update(FileChannel channel, MessageDigest digest, ByteBuffer buffer, long from, long to)
            throws IOException {
        long at = from;
        while (at < to) {
            buffer.clear();
            buffer.limit((int) Math.min(buffer.capacity(), to - at));
            int n = channel.read(buffer, at);
            if (n < 0) {
                throw new IOException("expected " + to + " bytes in the prepared document, found " + at);
            }
            buffer.flip();
            digest.update(buffer);
            at += n;
        }
    }

    /** Writes the value into the gap; the rest of it stays zeros. */
    void fill(byte[] der) throws IOException, SignatureFailure {
        if (der.length > capacity()) {
            throw new SignatureFailure(
                    SignatureFailure.Reason.TIMESTAMP_UNAVAILABLE,
                    "expected a signature with its timestamp of at most " + capacity() + " bytes, found " + der.length
                            + "; the timestamp authority's answer grew since the document was prepared: prepare it again");
        }
        byte[] hex = HexFormat.of().formatHex(der).getBytes(StandardCharsets.US_ASCII);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(hex);
            long at = gapStart + 1;
            while (buffer.hasRemaining()) {
                at += channel.write(buffer, at);
            }
        }
    }
}
