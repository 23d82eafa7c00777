package vn.khue.audit.ledger.verify;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A proof that one tree begins with another, as found (RFC 6962 clause 2.1.2). It is followed the way it was made, from the top down; the
 * writer follows it from the leaves up.
 *
 * @param path hashes, each 32 bytes, at most 63
 */
record CheckedGrowth(List<byte[]> path) {

    private static final int MOST = 63;

    CheckedGrowth {
        path = List.copyOf(path);
    }

    /** Hashes in base64, one a line; empty where a line is anything else. */
    static Optional<CheckedGrowth> read(List<String> lines) {
        List<byte[]> path = new ArrayList<>();
        for (String line : lines) {
            try {
                byte[] hash = Base64.getDecoder().decode(line);
                if (hash.length != 32
                        || !Base64.getEncoder().encodeToString(hash).equals(line)) {
                    return Optional.empty();
                }
                path.add(hash);
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
        return path.size() > MOST ? Optional.empty() : Optional.of(new CheckedGrowth(path));
    }

    static Optional<CheckedGrowth> read(byte[] file) {
        return read(new String(file, StandardCharsets.US_ASCII).lines().toList());
    }

    /** Whether the tree of size {@code to} begins with that of size {@code from}. The empty tree begins every one, with an empty proof. */
    boolean holds(long from, byte[] oldRoot, long to, byte[] newRoot) {
        if (from > to || from < 0) {
            return false;
        } else if (from == 0) {
            return path.isEmpty();
        } else if (from == to) {
            return path.isEmpty() && MessageDigest.isEqual(oldRoot, newRoot);
        }
        Iterator<byte[]> hashes = path.iterator();
        Optional<Roots> found = follow(from, to, true, oldRoot, hashes);
        return found.isPresent()
                && !hashes.hasNext()
                && MessageDigest.isEqual(found.get().older(), oldRoot)
                && MessageDigest.isEqual(found.get().newer(), newRoot);
    }

    private record Roots(byte[] older, byte[] newer) {}

    /** @param whole whether the old tree is a subtree of its own here, whose root is known */
    private static Optional<Roots> follow(long from, long to, boolean whole, byte[] oldRoot, Iterator<byte[]> hashes) {
        if (from == to) {
            if (whole) {
                return Optional.of(new Roots(oldRoot, oldRoot));
            }
            return next(hashes).map(hash -> new Roots(hash, hash));
        }
        long left = Long.highestOneBit(to - 1);
        if (from <= left) {
            Optional<Roots> below = follow(from, left, whole, oldRoot, hashes);
            Optional<byte[]> right = below.flatMap(each -> next(hashes));
            return right.map(
                    hash -> new Roots(below.get().older(), node(below.get().newer(), hash)));
        }
        Optional<Roots> below = follow(from - left, to - left, false, oldRoot, hashes);
        Optional<byte[]> first = below.flatMap(each -> next(hashes));
        return first.map(hash -> new Roots(
                node(hash, below.get().older()), node(hash, below.get().newer())));
    }

    private static Optional<byte[]> next(Iterator<byte[]> hashes) {
        return hashes.hasNext() ? Optional.of(hashes.next()) : Optional.empty();
    }

    private static byte[] node(byte[] left, byte[] right) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update((byte) 1);
            sha256.update(left);
            return sha256.digest(right);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: expected in every Java, not found; repair the installation", e);
        }
    }
}
