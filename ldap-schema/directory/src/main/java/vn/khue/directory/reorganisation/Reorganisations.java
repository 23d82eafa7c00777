package vn.khue.directory.reorganisation;

import java.util.List;
import java.util.UUID;

/**
 * Plans and applies reorganisations. Safe for use by many threads. Every method throws {@link vn.khue.directory.DirectoryException} if no
 * server answers.
 */
public interface Reorganisations {

    /** What would become of the order. */
    ReorganisationPlan plan(ReorganisationOrder order);

    /**
     * Applies a plan. For readers of the directory all of it is done at one moment, whichever day they ask about; before that moment
     * none of it is. A call that broke off after that moment is completed by repeating it or by {@link #resume}; repeating a complete
     * one changes nothing.
     *
     * @return how many edges this call had to bring into line
     * @throws vn.khue.directory.DirectoryException with reason REFUSED if the edges are no longer those of the plan; plan anew
     */
    int apply(ReorganisationPlan.Ready plan);

    /**
     * Completes a reorganisation that broke off.
     *
     * @return how many edges this call had to bring into line
     * @throws vn.khue.directory.DirectoryException with reason NOT_FOUND if none of that id was ever applied
     */
    int resume(UUID id);

    /** Those that hold for readers already but whose edges are not all in line, sorted by id. */
    List<Reorganisation> underWay();
}
