package vn.khue.console.help;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.khue.console.gate.ConsoleException;
import vn.khue.console.gate.Fields;
import vn.khue.console.gate.GateServices;

/**
 * The gate's help with signing in: {@code khue-help} and {@code khue-badge/admin}. Whether somebody may is decided there, for each
 * call anew, and written down there in the same transaction. Each method takes the access token of the person who acts and throws {@link
 * ConsoleException}. Safe for concurrent use.
 */
@Component
public final class HelpDesk {

    private static final String HELP = "khue-help";
    private static final String BADGE = "khue-badge";
    private static final String ADMIN = "admin";

    private final GateServices gate;

    HelpDesk(GateServices gate) {
        this.gate = gate;
    }

    /** Where the person may help, and with what. */
    public HelpPlaces mine(String token) {
        Fields answer = new Fields(gate.get(token, HELP, "mine"));
        return new HelpPlaces(
                answer.objects(
                        "classes",
                        each -> new HelpPlaces.HelpedClass(
                                each.text("class"),
                                each.text("name"),
                                each.text("unit"),
                                each.text("unitName"),
                                each.count("pupils"),
                                acts(each))),
                answer.objects(
                        "units", each -> new HelpPlaces.HelpedUnit(each.text("unit"), each.text("name"), acts(each))));
    }

    /** The children whom the person may help, and with what. */
    public List<HelpedChild> children(String token) {
        return new Fields(gate.get(token, HELP, "children"))
                .objects(
                        "children",
                        each -> new HelpedChild(
                                person(each.object("person")
                                        .orElseThrow(() -> GateServices.strange("a child without person"))),
                                acts(each)));
    }

    private static Set<HelpAct> acts(Fields place) {
        Set<HelpAct> acts = EnumSet.noneOf(HelpAct.class);
        place.texts("acts").forEach(name -> HelpAct.of(name).ifPresent(acts::add));
        return acts;
    }

    /** The pupils of a class. */
    public HelpedGroup pupils(String token, String classGroup) {
        Fields answer = new Fields(gate.get(token, HELP, "classes", classGroup));
        return new HelpedGroup(
                answer.objects("pupils", HelpDesk::person),
                answer.object("window").map(window -> window.moment("ends")));
    }

    /** The staff of a unit. */
    public HelpedGroup staff(String token, String unit) {
        Fields answer = new Fields(gate.get(token, HELP, "units", unit, "staff"));
        return new HelpedGroup(answer.objects("staff", HelpDesk::person), Optional.empty());
    }

    private static HelpedPerson person(Fields row) {
        return new HelpedPerson(
                row.id("id"),
                row.text("uid"),
                row.text("name"),
                row.text("givenName"),
                row.flag("password"),
                row.object("badge").map(HelpDesk::paper),
                row.flag("pictures"),
                row.object("slip").map(HelpDesk::paper),
                row.flag("locked"),
                row.count("sessions"));
    }

    private static HelpedPerson.Paper paper(Fields paper) {
        return new HelpedPerson.Paper(paper.moment("issued"), paper.moment("expires"));
    }

    /** Takes the passwords away and makes slips, for all of them or for none. */
    public List<NewSlip> slips(String token, Collection<UUID> people) {
        return Fields.objects(
                gate.post(token, Map.of("people", people), HELP, "slips"),
                each -> new NewSlip(each.id("person"), each.text("code"), Optional.empty(), each.moment("expires")));
    }

    /** Issues badges, for all of them or for none; those before are void. */
    public List<NewSlip> badges(String token, Collection<UUID> people) {
        return Fields.objects(
                gate.post(token, Map.of("pupils", people), BADGE, ADMIN, "badges"),
                each -> new NewSlip(
                        each.id("pupil"), each.text("code"), Optional.of(each.text("qr")), each.moment("expires")));
    }

    /** Does one act to one person. */
    public void act(String token, HelpAct act, UUID person) {
        String id = person.toString();
        switch (act) {
            case VOID_SLIP -> gate.delete(token, HELP, "people", id, "slip");
            case UNLOCK -> gate.act(token, HELP, "people", id, "unlock");
            case END_SESSIONS -> gate.delete(token, HELP, "people", id, "sessions");
            case VOID_BADGE -> gate.delete(token, BADGE, ADMIN, "pupils", id, "badge");
            case RESET_PICTURES -> gate.delete(token, BADGE, ADMIN, "pupils", id, "pictures");
            case RESET_PASSWORD,
                    ISSUE_BADGE,
                    OPEN_WINDOW,
                    CLOSE_WINDOW,
                    SET_NETWORKS,
                    SET_HOURS,
                    ENROL_DEVICE,
                    REVOKE_DEVICE ->
                throw new IllegalArgumentException("expected an act to one person that prints nothing, found " + act);
        }
    }

    /** Lets badges of the class work for so many minutes from now, whatever the hour. */
    public void openWindow(String token, String classGroup, int minutes) {
        gate.put(token, Map.of("minutes", minutes), BADGE, ADMIN, "classes", classGroup, "window");
    }

    public void closeWindow(String token, String classGroup) {
        gate.delete(token, BADGE, ADMIN, "classes", classGroup, "window");
    }
}
