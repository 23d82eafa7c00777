package vn.khue.signing.inbox;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What was ticked on a list that shows one page of all. */
final class Chosen {
    private Chosen() {}

    /**
     * @param ticked the documents that were ticked; may be null
     * @param all everything on all pages where all of it was chosen, else nothing
     * @param shown what stood on the page; may be null. Of that only what was ticked counts
     * @return each once, in the order of the lists
     */
    static List<UUID> of(List<UUID> ticked, Collection<UUID> all, List<UUID> shown) {
        Set<UUID> chosen = new LinkedHashSet<>(all);
        if (shown != null) {
            Set<UUID> unticked = new HashSet<>(shown);
            if (ticked != null) {
                ticked.forEach(unticked::remove);
            }
            chosen.removeAll(unticked);
        }
        if (ticked != null) {
            chosen.addAll(ticked);
        }
        return List.copyOf(chosen);
    }
}
