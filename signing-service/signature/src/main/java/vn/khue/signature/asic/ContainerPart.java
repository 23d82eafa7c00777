package vn.khue.signature.asic;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.zip.CRC32;
import vn.khue.pki.DigestAlgorithm;

/**
 * An entry that will be in a container: its name and what has to be known of its content before it is written.
 *
 * @param name of the entry
 * @param mimeType for manifests, or empty
 * @param size in bytes
 * @param crc CRC-32
 * @param sha256 of the content
 * @param source writes the content
 */
record ContainerPart(String name, String mimeType, long size, long crc, byte[] sha256, ZipWriter.Content source) {

    static ContainerPart of(String name, String mimeType, byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return new ContainerPart(
                name,
                mimeType,
                content.length,
                crc.getValue(),
                DigestAlgorithm.SHA256.of(content),
                out -> out.write(content));
    }

    /** A file; written later, it has to be the same still. */
    static ContainerPart of(DataFile data, long most) throws IOException, AsicReadException {
        CRC32 crc = new CRC32();
        MessageDigest sha256 = DigestAlgorithm.SHA256.newDigest();
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        try (InputStream in = Files.newInputStream(data.file())) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                size += n;
                if (size > most) {
                    throw AsicReadException.limit("expected a file of at most " + most + " bytes, found a larger one");
                }
                crc.update(buffer, 0, n);
                sha256.update(buffer, 0, n);
            }
        }
        byte[] digest = sha256.digest();
        return new ContainerPart(
                data.name(), data.mimeType(), size, crc.getValue(), digest, out -> copy(data.file(), digest, out));
    }

    private static void copy(Path file, byte[] sha256, OutputStream out) throws IOException {
        DigestOutputStream counted = new DigestOutputStream(out, DigestAlgorithm.SHA256.newDigest());
        Files.copy(file, counted);
        if (!MessageDigest.isEqual(counted.getMessageDigest().digest(), sha256)) {
            throw new IOException(
                    "expected the file that was prepared, found that it was changed since; prepare it again");
        }
    }

    ManifestReference reference() {
        return new ManifestReference(name, mimeType, DigestAlgorithm.SHA256, sha256, false);
    }

    ManifestReference rootReference() {
        return new ManifestReference(name, mimeType, DigestAlgorithm.SHA256, sha256, true);
    }
}
