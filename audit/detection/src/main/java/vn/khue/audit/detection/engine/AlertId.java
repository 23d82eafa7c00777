package vn.khue.audit.detection.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;

/** Ids of alerts: SHA-256 over rule, group and window, each behind its length, cut to a UUID version 8 (RFC 9562 clause 5.8). */
final class AlertId {

    private AlertId() {}

    static UUID of(UUID rule, SortedMap<String, String> group, String window) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            add(digest, rule.toString());
            for (Map.Entry<String, String> field : group.entrySet()) {
                add(digest, field.getKey());
                add(digest, field.getValue());
            }
            add(digest, window);
            ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
            long high = bytes.getLong() & ~0xF000L | 0x8000L;
            long low = bytes.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | Long.MIN_VALUE;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: expected in every Java, not found; repair the installation", e);
        }
    }

    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
        digest.update(bytes);
    }
}
