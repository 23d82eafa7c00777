package vn.khue.console.people;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import vn.khue.console.gate.ConsoleException;
import vn.khue.console.gate.ConsoleException.Reason;
import vn.khue.console.help.HelpAct;
import vn.khue.console.help.HelpPlaces;
import vn.khue.web.login.SignedInPerson;

/** The places of a person in the unit they act in now: a person acts in one unit at a time (roles.md). Stateless. */
@Component
public final class Places {

    /** Classes in the acting unit, in the gate's order. */
    public List<Place> classes(HelpPlaces all, SignedInPerson person) {
        return all(all).filter(place -> place.kind() == GroupKind.CLASSES && here(place, person))
                .toList();
    }

    /** Units whose staff the person may help, in the acting unit. */
    public List<Place> staff(HelpPlaces all, SignedInPerson person) {
        return all(all).filter(place -> place.kind() == GroupKind.STAFF && here(place, person))
                .toList();
    }

    /** Whether there are places in another unit, too. */
    public boolean elsewhere(HelpPlaces all, SignedInPerson person) {
        return all(all).anyMatch(place -> !here(place, person));
    }

    /** @throws ConsoleException NOT_THERE, or OTHER_UNIT if it is in another unit of the person's */
    public Place one(HelpPlaces all, SignedInPerson person, GroupKind kind, String id) {
        Place place = all(all).filter(each -> each.kind() == kind && each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ConsoleException(
                        Reason.NOT_THERE, "expected a place where this person may help, found another"));
        if (!here(place, person)) {
            throw new ConsoleException(Reason.OTHER_UNIT, "expected a place of the acting unit, found another unit's");
        }
        return place;
    }

    private static boolean here(Place place, SignedInPerson person) {
        return person.actingUnit()
                .filter(acting -> !acting.id().equals(place.unit()))
                .filter(acting ->
                        person.units().stream().anyMatch(unit -> unit.id().equals(place.unit())))
                .isEmpty();
    }

    private static Stream<Place> all(HelpPlaces all) {
        List<Place> places = new ArrayList<>();
        all.classes()
                .forEach(each -> places.add(new Place(
                        GroupKind.CLASSES, each.id(), each.name(), each.unit(), each.unitName(), copy(each.acts()))));
        all.units()
                .forEach(each -> places.add(
                        new Place(GroupKind.STAFF, each.id(), each.name(), each.id(), each.name(), copy(each.acts()))));
        return places.stream();
    }

    private static EnumSet<HelpAct> copy(java.util.Set<HelpAct> acts) {
        EnumSet<HelpAct> copy = EnumSet.noneOf(HelpAct.class);
        copy.addAll(acts);
        return copy;
    }
}
