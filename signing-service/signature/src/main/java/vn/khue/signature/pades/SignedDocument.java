package vn.khue.signature.pades;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A signature that was made.
 *
 * @param file the signed file
 * @param fieldName full name of its form field
 * @param level the level that was reached
 * @param claimedTime the time written by the signer's machine
 * @param timestamp time of the signature timestamp; empty at B_B
 * @param sha256 of the file, lower-case hex
 * @param bytes size of the file
 */
public record SignedDocument(
        Path file,
        String fieldName,
        PadesLevel level,
        Instant claimedTime,
        Optional<Instant> timestamp,
        String sha256,
        long bytes) {}
