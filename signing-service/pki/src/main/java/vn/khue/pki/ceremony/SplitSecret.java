package vn.khue.pki.ceremony;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.bouncycastle.crypto.threshold.ShamirSecretSplitter;
import org.bouncycastle.crypto.threshold.ShamirSplitSecret;
import org.bouncycastle.crypto.threshold.ShamirSplitSecretShare;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;
import vn.khue.pki.keystore.Passphrase;

/**
 * A random secret of {@value #BYTES} bytes, split by Shamir's scheme over GF(2^8) with Bouncy Castle: so many shares as the threshold
 * give it, fewer say nothing of it. It serves as a passphrase in Base64. Closing overwrites it.
 */
public final class SplitSecret implements AutoCloseable {
    static final int BYTES = 32;

    private static final byte[] LABEL = "khue split secret 1".getBytes(StandardCharsets.US_ASCII);
    private static final int CHECK_BYTES = 8;

    private final byte[] secret;

    private SplitSecret(byte[] secret) {
        this.secret = secret;
    }

    /**
     * Makes the shares of a fresh secret.
     *
     * @param threshold how many give it, 2 to {@code shares}
     * @param shares how many there are, at most {@value Share#MOST}
     * @throws PkiException fault INPUT for other numbers
     */
    public static List<Share> make(int threshold, int shares, SecureRandom random) {
        if (threshold < 2 || threshold > shares || shares > Share.MOST) {
            throw new PkiException(
                    Fault.INPUT,
                    "2 to " + Share.MOST + " shares expected, and at least 2 of them and at most all to open; found "
                            + threshold + " of " + shares);
        }
        int set = random.nextInt();
        ShamirSplitSecretShare[] made = new ShamirSecretSplitter(
                        ShamirSecretSplitter.Algorithm.AES, ShamirSecretSplitter.Mode.Table, BYTES, random)
                .split(threshold, shares)
                .getSecretShares();
        List<Share> list = new ArrayList<>();
        for (int i = 0; i < shares; i++) {
            list.add(new Share(set, threshold, i + 1, valueOf(made[i])));
        }
        return List.copyOf(list);
    }

    /**
     * Puts shares together.
     *
     * @param shares of one set, at least as many different ones as the threshold; more are not needed and not looked at
     * @throws PkiException fault INPUT where they are of several sets, or too few
     */
    public static SplitSecret join(List<Share> shares) {
        List<Integer> sets = shares.stream().map(Share::set).distinct().toList();
        if (sets.size() > 1) {
            throw new PkiException(
                    Fault.INPUT,
                    "shares of one set expected, found "
                            + shares.stream().map(Share::toString).collect(Collectors.joining(", ")));
        }
        List<Share> different =
                shares.stream().collect(Collectors.toMap(Share::index, s -> s, (a, b) -> a)).values().stream()
                        .toList();
        int threshold = shares.isEmpty() ? 2 : shares.get(0).threshold();
        if (different.size() < threshold) {
            throw new PkiException(Fault.INPUT, threshold + " different shares expected, found " + different.size());
        }
        return new SplitSecret(interpolate(different.subList(0, threshold)));
    }

    /** The polynomial's value at 0. */
    static byte[] interpolate(List<Share> shares) {
        ShamirSplitSecretShare[] parts = shares.stream()
                .map(share -> new ShamirSplitSecretShare(share.value(), share.index()))
                .toArray(ShamirSplitSecretShare[]::new);
        try {
            return new ShamirSplitSecret(ShamirSecretSplitter.Algorithm.AES, ShamirSecretSplitter.Mode.Table, parts)
                    .getSecret();
        } catch (IOException e) {
            throw new IllegalStateException("shares in memory always encode", e);
        }
    }

    private static byte[] valueOf(ShamirSplitSecretShare share) {
        try {
            return share.getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("a share in memory always encodes", e);
        }
    }

    /** The secret as a passphrase; the caller closes it. */
    public Passphrase passphrase() {
        byte[] text = Base64.getEncoder().encode(secret);
        CharBuffer characters = StandardCharsets.US_ASCII.decode(ByteBuffer.wrap(text));
        try {
            return Passphrase.of(characters.array());
        } finally {
            Arrays.fill(text, (byte) 0);
            Arrays.fill(characters.array(), '\0');
        }
    }

    /** Tells whether shares give the secret that they were made for, without the key; says nothing useful of the secret. */
    public String check() {
        return HexFormat.of()
                .withUpperCase()
                .formatHex(Arrays.copyOf(DigestAlgorithm.SHA256.of(LABEL, secret), CHECK_BYTES));
    }

    @Override
    public void close() {
        Arrays.fill(secret, (byte) 0);
    }
}
