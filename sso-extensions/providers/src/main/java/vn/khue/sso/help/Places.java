package vn.khue.sso.help;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import vn.khue.directory.Appointment;
import vn.khue.directory.ClassGroup;
import vn.khue.directory.ClassRole;
import vn.khue.directory.Directory;
import vn.khue.directory.Enrolment;
import vn.khue.directory.Standing;
import vn.khue.sso.rights.HelpAct;
import vn.khue.sso.rights.HelpRights;

/**
 * Where a person may help today, and with what.
 *
 * @param classes by unit, grade and id
 * @param units schools whose staff and settings the person cares for
 */
public record Places(List<OfClass> classes, List<OfUnit> units) {
    /**
     * A class.
     *
     * @param name as the school writes it
     * @param pupils how many today
     */
    public record OfClass(
            String classGroup, String name, String unit, String unitName, int pupils, Collection<HelpAct> acts) {
        /** The name of this field in JSON. */
        @JsonProperty("class")
        @Override
        public String classGroup() {
            return classGroup;
        }
    }

    /** A school. */
    public record OfUnit(String unit, String name, Collection<HelpAct> acts) {}

    static Places of(Standing actor, Directory directory, LocalDate today) {
        var rights = new HelpRights();
        Map<String, ClassGroup> classes = new LinkedHashMap<>();
        var units = new ArrayList<OfUnit>();
        actor.enrolments().stream()
                .filter(enrolment -> enrolment.role() != ClassRole.PUPIL)
                .map(Enrolment::classGroup)
                .distinct()
                .forEach(id -> directory.classGroup(id).ifPresent(found -> classes.put(id, found)));
        actor.appointments().stream().map(Appointment::unit).distinct().sorted().forEach(unit -> {
            Set<HelpAct> acts = rights.at(actor, unit);
            if (!acts.isEmpty()) {
                units.add(new OfUnit(unit, name(directory, unit, today), List.copyOf(acts)));
                // Which year it is only its pupils tell for certain: of two years the classes that have some.
                Stream.of(today.getYear() - 1, today.getYear())
                        .flatMap(year -> directory.classGroups(unit, year + "-" + (year + 1)).stream())
                        .forEach(found -> classes.put(found.id(), found));
            }
        });
        return new Places(
                classes.values().stream()
                        .flatMap(found -> ofClass(actor, rights, directory, found, today).stream())
                        .toList(),
                List.copyOf(units));
    }

    private static Optional<OfClass> ofClass(
            Standing actor, HelpRights rights, Directory directory, ClassGroup found, LocalDate today) {
        Set<HelpAct> acts = rights.in(actor, found.id(), found.unit());
        int pupils = (int) directory.enrolmentsIn(found.id(), today).stream()
                .filter(enrolment -> enrolment.role() == ClassRole.PUPIL)
                .count();
        return acts.isEmpty() || pupils == 0
                ? Optional.empty()
                : Optional.of(new OfClass(
                        found.id(),
                        found.name(),
                        found.unit(),
                        name(directory, found.unit(), today),
                        pupils,
                        List.copyOf(acts)));
    }

    private static String name(Directory directory, String unit, LocalDate today) {
        return directory.unit(unit).flatMap(found -> found.nameOn(today)).orElse(unit);
    }
}
