package vn.khue.web.login;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.core.MethodParameter;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Lets a controller method take a {@link SignedInPerson}. */
public final class SignedInPersonArgument implements HandlerMethodArgumentResolver {

    private final SignedInPersons persons;

    public SignedInPersonArgument(SignedInPersons persons) {
        this.persons = persons;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == SignedInPerson.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            ModelAndViewContainer mavContainer,
            NativeWebRequest webRequest,
            WebDataBinderFactory binderFactory) {
        HttpServletRequest request = webRequest.getNativeRequest(HttpServletRequest.class);
        return persons.of(request)
                .orElseThrow(() -> new InsufficientAuthenticationException(
                        "expected a signed-in person, found none; do not list this path as public"));
    }
}
