package vn.khue.signature.cades;

import java.time.Instant;
import java.util.Optional;

/**
 * A detached signature that was made.
 *
 * @param der the CMS ContentInfo
 * @param level the level that was reached
 * @param claimedTime the time written by the signer's machine
 * @param timestamp time of the signature timestamp; empty at B_B
 */
public record SignedMessage(byte[] der, CadesLevel level, Instant claimedTime, Optional<Instant> timestamp) {}
