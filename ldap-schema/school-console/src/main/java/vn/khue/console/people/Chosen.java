package vn.khue.console.people;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.khue.console.help.HelpAct;
import vn.khue.console.help.HelpedPerson;

/**
 * What was chosen on a page, as far as it makes sense there.
 *
 * @param act empty if none was chosen that the person may do to people there
 * @param people of the place, each once, in its order
 */
record Chosen(Optional<HelpAct> act, List<HelpedPerson> people) {

    /** The gate takes no more at once. */
    static final int MOST = 100;

    /**
     * @param name of the act, as sent
     * @param ids of people, as sent; what is nobody's of this place is left out
     */
    static Chosen of(Place place, List<HelpedPerson> all, String name, List<String> ids) {
        Set<String> wanted = new HashSet<>(ids);
        return new Chosen(
                HelpAct.of(name).filter(act -> act.toPeople() && place.may(act)),
                all.stream()
                        .filter(person -> wanted.contains(person.id().toString()))
                        .toList());
    }

    /** Those among them for whom there is something to do. */
    List<HelpedPerson> fitting() {
        return act.map(todo -> people.stream().filter(todo::fits).toList()).orElse(List.of());
    }
}
