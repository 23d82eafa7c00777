package vn.khue.directory;

import java.util.List;
import java.util.Objects;

/**
 * Everything that ever stood between a unit and others, and what is to come.
 *
 * @param unit the unit with all its names and codes
 * @param above edges in which it is the child, of both kinds, sorted by start, then id
 * @param below edges in which it is the parent, of both kinds, sorted by start, then id
 * @param predecessors successions in which it goes on with another's work, sorted by day, then id
 * @param successors successions in which others go on with its work, sorted by day, then id
 */
public record UnitHistory(
        Unit unit,
        List<UnitEdge> above,
        List<UnitEdge> below,
        List<UnitSuccession> predecessors,
        List<UnitSuccession> successors) {

    public UnitHistory {
        Objects.requireNonNull(unit, "unit");
        above = List.copyOf(above);
        below = List.copyOf(below);
        predecessors = List.copyOf(predecessors);
        successors = List.copyOf(successors);
    }
}
