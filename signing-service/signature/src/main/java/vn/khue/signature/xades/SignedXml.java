package vn.khue.signature.xades;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * An XML signature that was made.
 *
 * @param file the signed file
 * @param signatureId {@code Id} of the signature
 * @param level the level that was reached
 * @param claimedTime the time written by the signer's machine
 * @param timestamp time of the signature timestamp; empty at B_B
 * @param sha256 of the file, lower-case hex
 * @param bytes size of the file
 */
public record SignedXml(
        Path file,
        String signatureId,
        XadesLevel level,
        Instant claimedTime,
        Optional<Instant> timestamp,
        String sha256,
        long bytes) {}
