package vn.khue.signature.cades;

import java.nio.file.Path;
import java.util.Objects;

/**
 * One detached signature to make.
 *
 * @param source any file; it is left as it is
 * @param target where the signature goes, by custom the source's name with {@code .p7s}; written whole or not at all
 * @param level B_B to B_LTA
 */
public record CadesRequest(Path source, Path target, CadesLevel level) {
    public CadesRequest {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(level, "level");
    }
}
