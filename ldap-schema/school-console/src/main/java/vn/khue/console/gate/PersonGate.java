package vn.khue.console.gate;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import vn.khue.web.security.PersonTokens;

/** The gate, asked in the name of the person behind a request. Safe for concurrent use. */
@Component
public final class PersonGate {

    private final PersonTokens tokens;

    PersonGate(PersonTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * Asks with the person's token; where the gate does not take it, the next request finds out whether the login still holds.
     *
     * @throws ConsoleException what the question throws; LOGIN_OVER too where there is no token
     */
    public <T> T ask(HttpServletRequest request, Function<String, T> question) {
        String token = tokens.of(request)
                .orElseThrow(() -> new ConsoleException(
                        ConsoleException.Reason.LOGIN_OVER, "expected an access token in the session, found none"));
        try {
            return question.apply(token);
        } catch (ConsoleException e) {
            if (e.reason() == ConsoleException.Reason.LOGIN_OVER) {
                tokens.refused(request);
            }
            throw e;
        }
    }
}
