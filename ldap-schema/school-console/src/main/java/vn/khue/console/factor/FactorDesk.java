package vn.khue.console.factor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import vn.khue.console.gate.Fields;
import vn.khue.console.gate.GateServices;
import vn.khue.console.help.HelpedPerson;
import vn.khue.console.help.NewSlip;

/**
 * The gate's {@code khue-help/factor-resets}. Each method takes the access token of the person who acts and throws {@link
 * vn.khue.console.gate.ConsoleException}. Safe for concurrent use.
 */
@Component
public final class FactorDesk {

    private static final String HELP = "khue-help";
    private static final String RESETS = "factor-resets";

    private final GateServices gate;

    FactorDesk(GateServices gate) {
        this.gate = gate;
    }

    /** What was approved: whose it is, and the slip, shown once. */
    public record Approved(HelpedPerson person, NewSlip slip) {}

    /** All that wait for one of the reader's kind, the oldest first. */
    public List<FactorRequest> waiting(String token) {
        return new Fields(gate.get(token, HELP, RESETS))
                .objects(
                        "requests",
                        each -> new FactorRequest(
                                each.id("id"),
                                each.text("name"),
                                each.text("uid"),
                                each.text("ticket"),
                                each.text("reason"),
                                each.text("askedBy"),
                                each.flag("own"),
                                each.flag("approvable"),
                                each.moment("asked"),
                                each.moment("expires")));
    }

    /**
     * Asks; CHANGED where a request about that person waits already, NOT_THERE where nobody has that name.
     *
     * @param uid login name
     */
    public void ask(String token, String uid, String ticket, String reason) {
        gate.send(token, Map.of("uid", uid, "ticket", ticket, "reason", reason), HELP, RESETS);
    }

    /** Takes second factors and password away; NOT_THERE where it was answered meanwhile. */
    public Approved approve(String token, UUID id) {
        JsonNode answer = gate.post(token, Map.of(), HELP, RESETS, id.toString(), "approve");
        Fields slip = new Fields(answer);
        String name = slip.text("name");
        return new Approved(
                new HelpedPerson(
                        slip.id("person"),
                        slip.text("uid"),
                        name,
                        name,
                        false,
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        false,
                        0),
                new NewSlip(slip.id("person"), slip.text("code"), Optional.empty(), slip.moment("expires")));
    }

    /** Says no, or takes the own one back; NOT_THERE where it was answered meanwhile. */
    public void refuse(String token, UUID id) {
        gate.delete(token, HELP, RESETS, id.toString());
    }
}
