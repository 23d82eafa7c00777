package vn.khue.signature.cades;

import java.time.Instant;

/**
 * A message whose signatures were extended.
 *
 * @param der the CMS ContentInfo
 * @param at when
 * @param timestampUntil end of the certificate of the timestamp authority in use: before it a B_LTA message is renewed
 */
public record ExtendedMessage(byte[] der, Instant at, Instant timestampUntil) {}
