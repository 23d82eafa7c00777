package vn.khue.signature.xades;

import java.nio.file.Path;
import java.time.Instant;

/**
 * An XML file whose signatures were extended.
 *
 * @param file the extended file
 * @param at when
 * @param timestampUntil end of the certificate of the timestamp authority in use: before it a B_LTA file is renewed
 * @param sha256 of the file, lower-case hex
 * @param bytes size of the file
 */
public record ExtendedXml(Path file, Instant at, Instant timestampUntil, String sha256, long bytes) {}
