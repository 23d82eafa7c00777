package vn.khue.signing.appearance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import vn.khue.signing.document.ContentDigest;
import vn.khue.signing.document.Sha256;

/**
 * The pictures that passed the guards lately, by their bytes: looking at every point of a picture took four fifths of the time of a
 * batch of signatures. Other bytes, or another true size, are other pictures. Thread-safe.
 *
 * @param <T> what the guard gives, immutable
 */
final class CheckedPictures<T> {
    /** Of each a megabyte or two in memory. */
    private static final int MOST = 32;

    private record Picture(ContentDigest png, double millimetres) {}

    private final Map<Picture, T> passed = new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Picture, T> eldest) {
            return size() > MOST;
        }
    };

    /**
     * @param millimetres true size where the guard asks for it, else 0
     * @param guard asked about a picture that is not known; what it throws is thrown on, and nothing is kept
     */
    T of(byte[] png, double millimetres, Supplier<T> guard) {
        Picture picture = new Picture(Sha256.of(png), millimetres);
        Optional<T> known = known(picture);
        if (known.isPresent()) {
            return known.get();
        }
        T checked = guard.get();
        keep(picture, checked);
        return checked;
    }

    private synchronized Optional<T> known(Picture picture) {
        return Optional.ofNullable(passed.get(picture));
    }

    private synchronized void keep(Picture picture, T checked) {
        passed.put(picture, checked);
    }
}
