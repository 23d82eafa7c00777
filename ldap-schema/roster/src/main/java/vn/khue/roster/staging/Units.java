package vn.khue.roster.staging;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import vn.khue.directory.Dated;
import vn.khue.directory.Unit;

/** The units of the directory by id and by every official code, those of the day before those of other days (R5.5). Immutable. */
public final class Units {

    private final Map<String, Unit> byName;

    private Units(Map<String, Unit> byName) {
        this.byName = Map.copyOf(byName);
    }

    /** @param units all of the directory */
    public static Units on(LocalDate day, Iterable<Unit> units) {
        Map<String, Unit> present = new HashMap<>();
        Map<String, Unit> past = new HashMap<>();
        for (Unit unit : units) {
            present.put(unit.id(), unit);
            for (Dated<String> code : unit.codes()) {
                (code.validity().covers(day) ? present : past).put(code.value(), unit);
            }
        }
        past.forEach(present::putIfAbsent);
        return new Units(present);
    }

    /** The unit of that code or id. */
    public Optional<Unit> find(String codeOrId) {
        return Optional.ofNullable(byName.get(codeOrId));
    }
}
