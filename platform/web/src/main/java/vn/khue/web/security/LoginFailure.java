package vn.khue.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import vn.khue.web.login.GateUnreachableException;
import vn.khue.web.login.PersonLoader;
import vn.khue.web.login.SignedInPersons;
import vn.khue.web.problem.ProblemAnswers;
import vn.khue.web.problem.ProblemKind;

/** A login that came to nothing. A second tab that finds the person signed in already simply goes on. */
final class LoginFailure implements AuthenticationFailureHandler {

    private static final Logger LOG = LoggerFactory.getLogger(LoginFailure.class);

    private final SignedInPersons persons;
    private final ProblemAnswers answers;

    LoginFailure(SignedInPersons persons, ProblemAnswers answers) {
        this.persons = persons;
        this.answers = answers;
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        String code = failure instanceof OAuth2AuthenticationException known
                ? known.getError().getErrorCode()
                : failure.getClass().getSimpleName();
        if ("authorization_request_not_found".equals(code)
                && persons.of(request).isPresent()) {
            response.sendRedirect("/");
            return;
        }
        LOG.warn("login failed: {}, reference {}", code, RequestId.of(request));
        boolean down = failure instanceof AuthenticationServiceException || failure instanceof GateUnreachableException;
        answers.send(down ? new ProblemKind("gate-unreachable", 503) : kind(code), request, response);
    }

    private static ProblemKind kind(String code) {
        return PersonLoader.RIGHTS_UNKNOWN.equals(code)
                ? new ProblemKind("rights-unknown", 503)
                : new ProblemKind("login-failed", 401);
    }
}
