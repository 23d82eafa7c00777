package vn.khue.signing.refusal;

import java.util.List;
import org.springframework.context.MessageSourceResolvable;
import vn.khue.web.problem.ProblemArguments;

/**
 * The one exception of the signing service: something asked for was not done, and nothing of it was. The text for people is
 * the bundle's line {@code problem.signing.<name>.detail}, which says what to do.
 */
public final class SigningException extends RuntimeException implements ProblemArguments {
    private final Refusal refusal;
    private final transient List<Object> arguments;

    public SigningException(Refusal refusal, String... arguments) {
        super(refusal + (arguments.length == 0 ? "" : " " + List.of(arguments)));
        this.refusal = refusal;
        this.arguments = List.of((Object[]) arguments);
    }

    /** With a rule's code and its words, which are looked up in the reader's language. */
    public SigningException(Refusal refusal, String rule, MessageSourceResolvable words) {
        super(refusal + " " + rule);
        this.refusal = refusal;
        this.arguments = List.of(words, rule);
    }

    public SigningException(Refusal refusal, Throwable cause) {
        super(refusal.name(), cause);
        this.refusal = refusal;
        this.arguments = List.of();
    }

    public Refusal refusal() {
        return refusal;
    }

    @Override
    public Object[] problemArguments() {
        return arguments.toArray();
    }
}
