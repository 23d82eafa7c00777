package vn.khue.bench.peer;

import java.nio.file.Path;

/** Signs one file as a peer does it. Not thread-safe. */
@FunctionalInterface
public interface PeerSigner {

    /**
     * Signs.
     *
     * @param plain a PDF without signatures
     * @param target where the signed PDF goes; replaced if it exists
     * @throws Exception as the peer fails
     */
    void sign(Path plain, Path target) throws Exception;
}
