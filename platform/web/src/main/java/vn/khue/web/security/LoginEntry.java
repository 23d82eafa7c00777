package vn.khue.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import vn.khue.web.login.Gate;
import vn.khue.web.login.GateClient;
import vn.khue.web.login.GateUnreachableException;
import vn.khue.web.problem.ProblemAnswers;
import vn.khue.web.problem.ProblemKind;

/** What happens to a request that needs a login: a page leads to the gate, everything else is told 401. */
final class LoginEntry implements AuthenticationEntryPoint {

    static final String START = "/oauth2/authorization/" + GateClient.ID;

    private final Gate gate;
    private final ProblemAnswers answers;

    LoginEntry(Gate gate, ProblemAnswers answers) {
        this.gate = gate;
        this.answers = answers;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        if (!asksForPage(request)) {
            answers.send(new ProblemKind("login-needed", 401), request, response);
            return;
        }
        try {
            gate.endpoints();
            response.sendRedirect(START);
        } catch (GateUnreachableException down) {
            answers.send(down, request, response);
        }
    }

    static boolean asksForPage(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return "GET".equals(request.getMethod()) && accept != null && accept.contains("text/html");
    }
}
