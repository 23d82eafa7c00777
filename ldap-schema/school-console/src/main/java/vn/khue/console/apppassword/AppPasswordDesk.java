package vn.khue.console.apppassword;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.khue.console.gate.ConsoleException;
import vn.khue.console.gate.Fields;
import vn.khue.console.gate.GateServices;

/**
 * The gate's {@code khue-app-passwords}: always those of the person of the token. Each method throws {@link ConsoleException}. Safe for
 * concurrent use.
 */
@Component
public final class AppPasswordDesk {

    private static final String SERVICE = "khue-app-passwords";

    private final GateServices gate;

    AppPasswordDesk(GateServices gate) {
        this.gate = gate;
    }

    /**
     * One of them.
     *
     * @param stale whether its owner should think of revoking it
     */
    public record Listed(String id, String name, Instant made, boolean stale) {}

    /**
     * All of them, the oldest first.
     *
     * @param fresh whether the login is fresh enough to make one; else the gate asks for a newer one
     * @param ofAge whether the person may make one at all
     * @param used day on which one of them was last used; empty for never
     * @param staleDays after how many days without use one is stale
     */
    public record Mine(boolean fresh, boolean ofAge, Optional<LocalDate> used, int staleDays, List<Listed> passwords) {}

    /** A new one, shown once. */
    public record Made(String name, String secret) {

        /** Keeps the secret to itself. */
        @Override
        public String toString() {
            return "Made[" + name + "]";
        }
    }

    public Mine mine(String token) {
        Fields answer = new Fields(gate.get(token, SERVICE));
        return new Mine(
                answer.flag("fresh"),
                answer.flag("ofAge"),
                day(answer.textOrEmpty("used")),
                answer.count("staleDays"),
                answer.objects(
                        "passwords",
                        each -> new Listed(
                                each.text("id"), each.text("name"), each.moment("made"), each.flag("stale"))));
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            throw GateServices.strange("no day as used");
        }
    }

    /** @param name what its owner calls it, 1 to 64 characters */
    public Made make(String token, String name) {
        Fields made = new Fields(gate.post(token, Map.of("name", name), SERVICE));
        return new Made(made.text("name"), made.text("secret"));
    }

    public void revoke(String token, String id) {
        gate.delete(token, SERVICE, id);
    }
}
