package vn.khue.web.stepup;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The digests of exactly the documents a person was shown, in the order shown.
 *
 * @param digests 1 to {@value #MAX} digests
 */
public record DigestList(List<Sha256> digests) {

    /** One authorisation covers at most this many documents. */
    public static final int MAX = 2_000;

    public DigestList {
        digests = List.copyOf(digests);
        if (digests.isEmpty() || digests.size() > MAX) {
            throw new IllegalArgumentException("expected 1 to " + MAX + " digests, found " + digests.size());
        }
    }

    public static DigestList of(Sha256... digests) {
        return new DigestList(List.of(digests));
    }

    public int count() {
        return digests.size();
    }

    /**
     * The one digest that stands for the list: SHA-256 over the digests as lower-case hex, each followed by a line feed.
     * Anyone can compute it again: {@code sha256sum FILE... | cut -c1-64 | sha256sum}.
     */
    public Sha256 summary() {
        return Sha256.of(digests.stream().map(each -> each.hex() + "\n").collect(Collectors.joining()));
    }
}
