package vn.khue.signing.rights;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.core.MethodParameter;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import vn.khue.audit.event.EventKind;
import vn.khue.signing.refusal.SigningException;
import vn.khue.web.login.SignedInPerson;
import vn.khue.web.login.SignedInPersons;
import vn.khue.web.problem.RefusalListener;

/** Lets a controller method take an {@link ActingPerson}: the standing is read anew for every request. */
public final class ActingPersonArgument implements HandlerMethodArgumentResolver {
    private final SignedInPersons persons;
    private final ActingPeople people;
    private final RefusalListener refusals;

    public ActingPersonArgument(SignedInPersons persons, ActingPeople people, RefusalListener refusals) {
        this.refusals = refusals;
        this.persons = persons;
        this.people = people;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == ActingPerson.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            ModelAndViewContainer container,
            NativeWebRequest webRequest,
            WebDataBinderFactory binders) {
        HttpServletRequest request = webRequest.getNativeRequest(HttpServletRequest.class);
        return persons.of(request)
                .map(person -> acting(person, request))
                .orElseThrow(() -> new InsufficientAuthenticationException(
                        "expected a signed-in person, found none; do not list this path as public"));
    }

    /** Whoever may act nowhere is refused before any act begins, so the log hears of it here. */
    private ActingPerson acting(SignedInPerson person, HttpServletRequest request) {
        try {
            return people.of(person, request);
        } catch (SigningException nowhere) {
            refusals.refused(EventKind.ACCESS_DENIED, nowhere.refusal().name(), request);
            throw nowhere;
        }
    }
}
