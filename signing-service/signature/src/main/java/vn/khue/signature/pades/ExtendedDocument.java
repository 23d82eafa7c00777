package vn.khue.signature.pades;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A document that was extended.
 *
 * @param file the extended file
 * @param at when
 * @param timestampUntil end of the certificate of the timestamp authority in use: before it a B-LTA document is renewed
 * @param sha256 of the file, lower-case hex
 * @param bytes size of the file
 */
public record ExtendedDocument(Path file, Instant at, Instant timestampUntil, String sha256, long bytes) {}
