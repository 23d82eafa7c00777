package vn.khue.signing.card;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.khue.directory.Directory;
import vn.khue.directory.EdgeKind;
import vn.khue.directory.Unit;
import vn.khue.directory.UnitEdge;
import vn.khue.directory.UnitKind;

/**
 * Whose card officers serve a unit, and in whose name its cards are signed. A unit is served by itself, by those that manage it or guide it
 * in its profession, and by the unit that runs Khuê for one of these: an operating unit is somebody's, and serves whom that one serves.
 * Thread-safe.
 */
@Component
public class CardScope {
    private static final int MOST_ABOVE = 12;
    private static final int MOST_BELOW = 5_000;
    private static final List<EdgeKind> EDGES = List.of(EdgeKind.QUAN_LY, EdgeKind.CHUYEN_MON);

    private final Directory directory;

    public CardScope(Directory directory) {
        this.directory = directory;
    }

    /** The unit, those above it, and the operating units of these. */
    public Set<String> servedBy(String unit, LocalDate on) {
        Set<String> serving = new HashSet<>(Set.of(unit));
        Deque<String> open = new ArrayDeque<>(serving);
        while (!open.isEmpty() && serving.size() < MOST_ABOVE) {
            String below = open.remove();
            for (EdgeKind edge : EDGES) {
                directory
                        .managing(below, edge, on)
                        .map(Unit::id)
                        .filter(serving::add)
                        .ifPresent(open::add);
            }
        }
        for (Unit operating : directory.units(UnitKind.VAN_HANH)) {
            if (directory
                    .managing(operating.id(), EdgeKind.QUAN_LY, on)
                    .filter(owner -> serving.contains(owner.id()))
                    .isPresent()) {
                serving.add(operating.id());
            }
        }
        return Set.copyOf(serving);
    }

    /** The unit itself, or for an operating unit whose it is. */
    public String root(String unit, LocalDate on) {
        return directory
                .unit(unit)
                .filter(found -> found.kind() == UnitKind.VAN_HANH)
                .flatMap(found -> directory.managing(unit, EdgeKind.QUAN_LY, on))
                .map(Unit::id)
                .orElse(unit);
    }

    /** Schools that a unit serves, by their names; the other side of {@link #servedBy}. */
    public List<Unit> schools(String unit, LocalDate on) {
        String root = root(unit, on);
        Map<String, Unit> found = new LinkedHashMap<>();
        directory.unit(root).ifPresent(first -> found.put(root, first));
        Deque<String> open = new ArrayDeque<>(found.keySet());
        while (!open.isEmpty() && found.size() < MOST_BELOW) {
            String above = open.remove();
            for (EdgeKind edge : EDGES) {
                for (UnitEdge below : directory.below(above, edge, on)) {
                    if (!found.containsKey(below.child())) {
                        directory.unit(below.child()).ifPresent(child -> {
                            found.put(child.id(), child);
                            open.add(child.id());
                        });
                    }
                }
            }
        }
        return found.values().stream()
                .filter(each -> each.kind().isSchool())
                .sorted(java.util.Comparator.comparing(each -> each.nameOn(on).orElse(each.id())))
                .toList();
    }

    /** The unit next above, whose document signer signs; a unit that nobody manages is its own. */
    public String district(String unit, LocalDate on) {
        return directory.managing(unit, EdgeKind.QUAN_LY, on).map(Unit::id).orElse(unit);
    }
}
