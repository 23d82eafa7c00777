package vn.khue.signature.asic;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A container whose signatures were extended.
 *
 * @param file the extended container
 * @param at when
 * @param timestampUntil end of the certificate of the timestamp authority in use: before it a B_LTA container is renewed
 */
public record ExtendedContainer(Path file, Instant at, Instant timestampUntil) {}
