package vn.khue.signature.pades;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import vn.khue.signature.appearance.VisibleSignature;

/**
 * One approval signature to make.
 *
 * @param source a file that the intake accepted; it is left as it is
 * @param target where the signed file goes; another file than source; written whole or not at all
 * @param level B_B to B_LTA
 * @param visible what a reader sees, or empty for an invisible signature
 * @param reason free text in the signature dictionary (at most 200 characters), or empty
 * @param location where it was signed (at most 200 characters), or empty
 */
public record SigningRequest(
        Path source,
        Path target,
        PadesLevel level,
        Optional<VisibleSignature> visible,
        Optional<String> reason,
        Optional<String> location) {
    public SigningRequest {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(visible, "visible");
        if (reason.orElse("").length() > 200 || location.orElse("").length() > 200) {
            throw new IllegalArgumentException("reason and location have at most 200 characters each");
        }
    }

    /** An invisible signature without reason and place. */
    public static SigningRequest invisible(Path source, Path target, PadesLevel level) {
        return new SigningRequest(source, target, level, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A visible signature without reason and place. */
    public static SigningRequest visible(Path source, Path target, PadesLevel level, VisibleSignature visible) {
        return new SigningRequest(source, target, level, Optional.of(visible), Optional.empty(), Optional.empty());
    }
}
