package vn.khue.web.problem;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSource;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import vn.khue.web.event.OutboxFullException;
import vn.khue.web.login.GateUnreachableException;
import vn.khue.web.security.BodyTooLargeException;
import vn.khue.web.security.RefusedTextException;

/**
 * The one map from failure to answer (RFC 9457). The rule of the most special type wins; an exception nobody knows is a
 * fault of ours, 500. Immutable, safe for concurrent use.
 */
public final class ProblemMap {

    private static final ProblemKind FAULT = new ProblemKind("fault", 500);
    private static final ProblemKind TOO_LARGE = new ProblemKind("too-large", 413);

    private final Map<Class<?>, Function<Throwable, ProblemKind>> rules = new LinkedHashMap<>();
    private final MessageSource messages;

    /** @param apps the app's own rules; they win over this library's for the same type */
    public ProblemMap(MessageSource messages, Collection<ProblemRules> apps) {
        this.messages = messages;
        Rules registry = new Rules();
        house(registry);
        apps.forEach(each -> each.register(registry));
    }

    private static void house(ProblemRules.Registry rules) {
        ProblemKind badRequest = new ProblemKind("bad-request", 400);
        rules.on(AccessDeniedException.class, new ProblemKind("forbidden", 403))
                .on(CsrfException.class, new ProblemKind("session-expired", 403))
                .on(AuthenticationException.class, new ProblemKind("login-needed", 401))
                .on(GateUnreachableException.class, new ProblemKind("gate-unreachable", 503))
                .on(OutboxFullException.class, new ProblemKind("outbox-full", 503))
                .on(MaxUploadSizeExceededException.class, TOO_LARGE)
                .on(MultipartException.class, badRequest)
                .on(HttpMessageNotReadableException.class, badRequest)
                .on(ServletRequestBindingException.class, badRequest)
                .on(TypeMismatchException.class, badRequest)
                .on(RequestRejectedException.class, badRequest)
                .on(RefusedTextException.class, new ProblemKind("text-refused", 400))
                .on(InvalidParameterException.class, new ProblemKind("text-refused", 400))
                .on(AuthenticationServiceException.class, new ProblemKind("gate-unreachable", 503));
    }

    /** What kind of problem this exception, or the first known one among its causes, is. */
    public ProblemKind kind(Throwable failure) {
        List<Throwable> chain = chain(failure);
        // Whatever was being read when the limit was passed wraps this in an exception of its own.
        if (chain.stream().anyMatch(BodyTooLargeException.class::isInstance)) {
            return TOO_LARGE;
        }
        return chain.stream().flatMap(each -> known(each).stream()).findFirst().orElse(FAULT);
    }

    private Optional<ProblemKind> known(Throwable failure) {
        for (Class<?> type = failure.getClass(); type != null; type = type.getSuperclass()) {
            Function<Throwable, ProblemKind> rule = rules.get(type);
            if (rule != null) {
                return Optional.of(rule.apply(failure));
            }
        }
        return failure instanceof ErrorResponse known
                ? Optional.of(ofStatus(known.getStatusCode().value()))
                : Optional.empty();
    }

    private static List<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(10)
                .toList();
    }

    /** The kind that stands for a bare status, as the server itself reports one. */
    public ProblemKind ofStatus(int status) {
        return switch (status) {
            case 400 -> new ProblemKind("bad-request", 400);
            case 401 -> new ProblemKind("login-needed", 401);
            case 403 -> new ProblemKind("forbidden", 403);
            case 404 -> new ProblemKind("not-found", 404);
            case 405 -> new ProblemKind("not-found", 405);
            case 413 -> TOO_LARGE;
            case 429 -> new ProblemKind("too-many", 429);
            case 503 -> new ProblemKind("unavailable", 503);
            default -> status >= 400 && status < 500 ? new ProblemKind("bad-request", status) : FAULT;
        };
    }

    /** This failure in the reader's language. */
    public Problem problem(Throwable failure, String reference, Locale locale) {
        return problem(kind(failure), arguments(failure), reference, locale);
    }

    /** This kind of failure in the reader's language. */
    public Problem problem(ProblemKind kind, Object[] arguments, String reference, Locale locale) {
        String code = "problem." + kind.code();
        return new Problem(
                kind,
                messages.getMessage(code + ".title", arguments, locale),
                messages.getMessage(code + ".detail", arguments, locale),
                reference);
    }

    private static Object[] arguments(Throwable failure) {
        return chain(failure).stream()
                .filter(ProblemArguments.class::isInstance)
                .map(each -> ((ProblemArguments) each).problemArguments())
                .findFirst()
                .orElseGet(() -> new Object[0]);
    }

    private final class Rules implements ProblemRules.Registry {

        @Override
        public <T extends Throwable> ProblemRules.Registry on(Class<T> type, ProblemKind kind) {
            return on(type, any -> kind);
        }

        @Override
        public <T extends Throwable> ProblemRules.Registry on(Class<T> type, Function<? super T, ProblemKind> kind) {
            rules.put(type, failure -> kind.apply(type.cast(failure)));
            return this;
        }
    }
}
