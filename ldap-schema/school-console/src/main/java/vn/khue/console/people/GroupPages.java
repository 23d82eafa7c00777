package vn.khue.console.people;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.khue.console.gate.PersonGate;
import vn.khue.console.help.HelpDesk;
import vn.khue.console.help.HelpPlaces;
import vn.khue.console.help.HelpedGroup;
import vn.khue.web.login.SignedInPerson;

/** Reads what the pages show, as the gate knows it at this moment. Safe for concurrent use. */
@Component
final class GroupPages {

    private final PersonGate gate;
    private final HelpDesk desk;
    private final Places places;

    GroupPages(PersonGate gate, HelpDesk desk, Places places) {
        this.gate = gate;
        this.desk = desk;
        this.places = places;
    }

    /** Where the person may help. */
    HelpPlaces mine(HttpServletRequest request) {
        return gate.ask(request, desk::mine);
    }

    /** Classes in the acting unit. */
    List<Place> classes(HelpPlaces mine, SignedInPerson person) {
        return places.classes(mine, person);
    }

    /** Units whose staff can be helped, in the acting unit. */
    List<Place> staff(HelpPlaces mine, SignedInPerson person) {
        return places.staff(mine, person);
    }

    boolean elsewhere(HelpPlaces mine, SignedInPerson person) {
        return places.elsewhere(mine, person);
    }

    /** One place of the acting unit. */
    Place place(HttpServletRequest request, SignedInPerson person, GroupKind kind, String id) {
        return places.one(mine(request), person, kind, id);
    }

    /** Its people. */
    HelpedGroup people(HttpServletRequest request, Place place) {
        return gate.ask(
                request,
                token -> place.kind() == GroupKind.CLASSES
                        ? desk.pupils(token, place.id())
                        : desk.staff(token, place.id()));
    }
}
