package vn.khue.signature.asic;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import vn.khue.signature.cades.CadesLevel;

/** One signature to make in a container. */
public sealed interface AsicRequest {

    /** Where the signed container goes; written whole or not at all. */
    Path target();

    /** B_B to B_LTA. */
    CadesLevel level();

    /**
     * A container that does not exist yet, with its first signature.
     *
     * @param files at least one, each name once, also where case does not count
     */
    record NewContainer(List<DataFile> files, Path target, CadesLevel level) implements AsicRequest {
        public NewContainer {
            files = List.copyOf(files);
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(level, "level");
            if (files.isEmpty()) {
                throw new IllegalArgumentException("expected at least one file to sign, found none");
            }
        }
    }

    /**
     * One signature more, over all data files of a container; the ones before stay as they are.
     *
     * @param container the signed one; it is left as it is
     */
    record FurtherSignature(Path container, Path target, CadesLevel level) implements AsicRequest {
        public FurtherSignature {
            Objects.requireNonNull(container, "container");
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(level, "level");
        }
    }
}
