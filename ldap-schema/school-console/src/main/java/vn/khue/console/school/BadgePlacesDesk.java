package vn.khue.console.school;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.khue.console.gate.ConsoleException;
import vn.khue.console.gate.Fields;
import vn.khue.console.gate.GateServices;

/**
 * The gate's {@code khue-badge/admin/schools}. Who may is decided there, for each call anew. Each method takes the access token of the
 * person who acts and throws {@link ConsoleException}. Safe for concurrent use.
 */
@Component
public final class BadgePlacesDesk {

    private static final String[] SCHOOLS = {"khue-badge", "admin", "schools"};

    private final GateServices gate;

    BadgePlacesDesk(GateServices gate) {
        this.gate = gate;
    }

    /** What is set now. */
    public BadgePlaces of(String token, String unit) {
        Fields answer = new Fields(gate.get(token, path(unit)));
        return new BadgePlaces(
                answer.texts("networks"),
                answer.objects(
                        "hours",
                        day -> new BadgePlaces.Day(day.count("weekday"), day.text("opens"), day.text("closes"))),
                answer.objects(
                        "devices",
                        device -> new BadgePlaces.Device(
                                device.id("id"),
                                device.text("label"),
                                device.textOrEmpty("enrolled").isEmpty()
                                        ? Optional.empty()
                                        : Optional.of(device.moment("enrolled")),
                                device.moment("until"))));
    }

    /** @param networks in CIDR notation, in place of those before; none means nowhere */
    public void setNetworks(String token, String unit, List<String> networks) {
        gate.put(token, Map.of("networks", networks), path(unit, "networks"));
    }

    /** @param days in place of those before; a day that is missing is one without school */
    public void setHours(String token, String unit, List<BadgePlaces.Day> days) {
        gate.put(token, Map.of("days", days), path(unit, "hours"));
    }

    /** Enters a device; its code is to be typed on it within ten minutes. */
    public BadgePlaces.NewDevice enrol(String token, String unit, String label) {
        Fields made = new Fields(gate.post(token, Map.of("label", label), path(unit, "devices")));
        return new BadgePlaces.NewDevice(made.id("id"), made.text("code"));
    }

    public void revoke(String token, String unit, UUID device) {
        gate.delete(token, path(unit, "devices", device.toString()));
    }

    private static String[] path(String unit, String... more) {
        String[] path = new String[SCHOOLS.length + 1 + more.length];
        System.arraycopy(SCHOOLS, 0, path, 0, SCHOOLS.length);
        path[SCHOOLS.length] = unit;
        System.arraycopy(more, 0, path, SCHOOLS.length + 1, more.length);
        return path;
    }
}
