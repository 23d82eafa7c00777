package vn.khue.audit.ledger.verify;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A proof of inclusion as found, read strictly (C2SP tlog-proof v1).
 *
 * @param index of the entry
 * @param path hashes from the leaf upwards
 * @param checkpoint the signed note at its end
 */
record CheckedProof(long index, List<byte[]> path, CheckedNote checkpoint) {

    private static final String HEADER = "c2sp.org/tlog-proof@v1";
    /** A tree of 2^63 entries is no higher. */
    private static final int HIGHEST = 63;

    CheckedProof {
        path = List.copyOf(path);
    }

    /** Reads a proof; empty where it is malformed. */
    static Optional<CheckedProof> read(byte[] bytes, Optional<String> vkey) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int gap = text.indexOf("\n\n");
        if (gap < 0) {
            return Optional.empty();
        }
        List<String> lines = text.substring(0, gap).lines().toList();
        if (lines.size() < 2
                || lines.size() > HIGHEST + 2
                || !lines.get(0).equals(HEADER)
                || !lines.get(1).matches("index (0|[1-9][0-9]{0,17})")) {
            return Optional.empty();
        }
        List<byte[]> path = new ArrayList<>();
        for (String line : lines.subList(2, lines.size())) {
            Optional<byte[]> hash = hash(line);
            if (hash.isEmpty()) {
                return Optional.empty();
            }
            path.add(hash.get());
        }
        long index = Long.parseLong(lines.get(1).substring("index ".length()));
        return CheckedNote.read(text.substring(gap + 2).getBytes(StandardCharsets.UTF_8), vkey)
                .map(note -> new CheckedProof(index, path, note));
    }

    private static Optional<byte[]> hash(String line) {
        try {
            byte[] hash = Base64.getDecoder().decode(line);
            return hash.length == 32 && Base64.getEncoder().encodeToString(hash).equals(line)
                    ? Optional.of(hash)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether the entry and the path give the root of the checkpoint (RFC 6962 clause 2.1.1). */
    boolean proves(byte[] entry) {
        long size = checkpoint.size();
        if (index >= size) {
            return false;
        }
        // Below the first level at which entry and last entry part, siblings are to both sides; above it, to the left
        // only.
        int inner = Long.SIZE - Long.numberOfLeadingZeros(index ^ (size - 1));
        int border = Long.bitCount(index >>> inner);
        if (path.size() != inner + border) {
            return false;
        }
        byte[] hash = digest((byte) 0, entry, new byte[0]);
        for (int level = 0; level < inner; level++) {
            hash = (index >>> level & 1) == 0
                    ? digest((byte) 1, hash, path.get(level))
                    : digest((byte) 1, path.get(level), hash);
        }
        for (int i = inner; i < path.size(); i++) {
            hash = digest((byte) 1, path.get(i), hash);
        }
        return MessageDigest.isEqual(hash, checkpoint.root());
    }

    private static byte[] digest(byte prefix, byte[] left, byte[] right) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(prefix);
            sha256.update(left);
            return sha256.digest(right);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: expected in every Java, not found; repair the installation", e);
        }
    }
}
