package vn.khue.signing.rights;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.core.MethodParameter;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import vn.khue.web.login.SignedInPersons;

/** Lets a controller method take an {@link ActingPerson}: the standing is read anew for every request. */
public final class ActingPersonArgument implements HandlerMethodArgumentResolver {
    private final SignedInPersons persons;
    private final ActingPeople people;

    public ActingPersonArgument(SignedInPersons persons, ActingPeople people) {
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
                .map(person -> people.of(person, request))
                .orElseThrow(() -> new InsufficientAuthenticationException(
                        "expected a signed-in person, found none; do not list this path as public"));
    }
}
