package vn.khue.signing.card;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.khue.directory.Directory;
import vn.khue.directory.EdgeKind;
import vn.khue.directory.Unit;
import vn.khue.directory.UnitKind;

/** Whose card officers serve a unit, and in whose name its cards are signed. Thread-safe. */
@Component
public class CardScope {
    private static final int HIGHEST = 5;

    private final Directory directory;

    public CardScope(Directory directory) {
        this.directory = directory;
    }

    /** The unit, those that manage it, and those that run Khuê. */
    public Set<String> servedBy(String unit, LocalDate on) {
        Set<String> serving = new HashSet<>(Set.of(unit));
        Optional<Unit> above = directory.managing(unit, EdgeKind.QUAN_LY, on);
        for (int i = 0;
                i < HIGHEST && above.isPresent() && serving.add(above.get().id());
                i++) {
            above = directory.managing(above.get().id(), EdgeKind.QUAN_LY, on);
        }
        directory.units(UnitKind.VAN_HANH).forEach(each -> serving.add(each.id()));
        return Set.copyOf(serving);
    }

    /** The unit next above, whose document signer signs; a unit that nobody manages is its own. */
    public String district(String unit, LocalDate on) {
        return directory.managing(unit, EdgeKind.QUAN_LY, on).map(Unit::id).orElse(unit);
    }
}
