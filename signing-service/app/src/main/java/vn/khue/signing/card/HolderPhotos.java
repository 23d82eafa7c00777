package vn.khue.signing.card;

import java.util.Optional;
import java.util.UUID;
import vn.khue.ecard.credential.PhotoDigest;

/** Which photo a card is to name. */
@FunctionalInterface
public interface HolderPhotos {
    /** Digest of the photo that may stand on the person's card today; empty where there is none or nobody agreed to one. */
    Optional<PhotoDigest> digest(UUID person);
}
