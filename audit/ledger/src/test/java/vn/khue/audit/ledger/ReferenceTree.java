package vn.khue.audit.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** RFC 6962 clause 2.1 written down as it reads, slow and plain: what writer and verifier are both measured against. */
public final class ReferenceTree {

    private ReferenceTree() {}

    public static byte[] root(List<byte[]> entries) {
        if (entries.isEmpty()) {
            return sha256(new byte[0]);
        }
        if (entries.size() == 1) {
            return sha256(new byte[] {0}, entries.get(0));
        }
        int k = 1;
        while (k * 2 < entries.size()) {
            k *= 2;
        }
        return sha256(new byte[] {1}, root(entries.subList(0, k)), root(entries.subList(k, entries.size())));
    }

    static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** Entries 0 to n-1, each recognisable and of varying length. */
    public static List<byte[]> entries(int n) {
        List<byte[]> entries = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            entries.add(("entry " + i + " " + "x".repeat(i % 37)).getBytes(StandardCharsets.UTF_8));
        }
        return entries;
    }

    /** Cuts the entries into random batches and appends each. */
    public static void appendInBatches(Ledger ledger, List<byte[]> entries, int largest, RandomGenerator random) {
        int at = 0;
        while (at < entries.size()) {
            int end = Math.min(entries.size(), at + 1 + random.nextInt(largest));
            ledger.append(entries.subList(at, end));
            at = end;
        }
    }
}
