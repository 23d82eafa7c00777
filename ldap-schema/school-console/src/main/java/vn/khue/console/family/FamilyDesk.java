package vn.khue.console.family;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.khue.console.gate.ConsoleException;
import vn.khue.console.gate.ConsoleException.Reason;
import vn.khue.console.gate.Fields;
import vn.khue.console.gate.GateServices;
import vn.khue.web.login.SignedInPerson;

/**
 * The gate's {@code khue-family}: who has said yes to what. Whether somebody may speak is decided there, for each call anew, and each
 * answer is written down there in the same transaction. Each method takes the access token of the person who acts and throws {@link
 * ConsoleException}. Safe for concurrent use.
 */
@Component
public final class FamilyDesk {

    private static final String FAMILY = "khue-family";
    private static final String CONSENTS = "consents";

    private final GateServices gate;

    FamilyDesk(GateServices gate) {
        this.gate = gate;
    }

    /** The person and the children, with what apps ask about them, in the reader's language. */
    public Family mine(String token, SignedInPerson person, Locale language) {
        Fields answer = new Fields(gate.get(token, FAMILY, "mine"));
        Fields self = answer.object("self").orElseThrow(() -> strange("nobody"));
        return new Family(
                new Member(
                        person.khueId(),
                        person.name(),
                        word(AgeBand.class, self, "age"),
                        true,
                        true,
                        Optional.empty(),
                        self.objects("consents", app -> app(app, language))),
                answer.objects("children", child -> child(child, language)));
    }

    private static Member child(Fields child, Locale language) {
        List<String> scope = child.texts("scope");
        return new Member(
                child.id("id"),
                child.text("name"),
                word(AgeBand.class, child, "age"),
                false,
                scope.contains("CONSENT") || scope.contains("CONSENT_JOINTLY"),
                Optional.of(child.textOrEmpty("until"))
                        .filter(day -> !day.isEmpty())
                        .map(FamilyDesk::day),
                child.objects("consents", app -> app(app, language)));
    }

    private static AppConsent app(Fields app, Locale language) {
        return new AppConsent(
                app.text("client"),
                said(app, "name", language),
                said(app, "purpose", language),
                app.text("purposeVersion"),
                app.textOrEmpty("ownerName"),
                app.textOrEmpty("since").isEmpty() ? Optional.empty() : Optional.of(app.moment("since")),
                app.objects(
                        "answers",
                        claim -> new AppConsent.Claim(
                                claim.text("claim"),
                                word(Word.class, claim, "child"),
                                word(Word.class, claim, "representative"),
                                claim.flag("told"))));
    }

    /** In the reader's language, else in Vietnamese. */
    private static String said(Fields app, String what, Locale language) {
        Fields words = app.object(what).orElseThrow(() -> strange("an app without " + what));
        String own = words.textOrEmpty(language.getLanguage());
        return own.isEmpty() ? words.textOrEmpty("vi") : own;
    }

    private static <E extends Enum<E>> E word(Class<E> type, Fields fields, String name) {
        String text = fields.text(name);
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().equals(text))
                .findFirst()
                .orElseThrow(() -> strange("another word as " + name));
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw strange("no day as until");
        }
    }

    private static ConsoleException strange(String what) {
        return new ConsoleException(
                Reason.NOT_UNDERSTOOD,
                "expected a family as agreed from the gate, found " + what + "; are gate and console of one version?");
    }

    /**
     * Says yes to these claims, in the reader's own place alone.
     *
     * @param purposeVersion of the text that was shown; VALUES_REFUSED if it is no longer that of today
     */
    public void give(String token, UUID person, String client, Collection<String> claims, String purposeVersion) {
        gate.put(
                token,
                Map.of("claims", claims, "purpose", purposeVersion),
                FAMILY,
                CONSENTS,
                person.toString(),
                client);
    }

    /** Says no to everything that the app asks, in the reader's own place alone. */
    public void withdraw(String token, UUID person, String client) {
        gate.delete(token, FAMILY, CONSENTS, person.toString(), client);
    }
}
