package vn.khue.console.gate;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.khue.web.problem.ProblemKind;
import vn.khue.web.problem.ProblemRules;

/** How these pages fail. */
@Configuration(proxyBeanMethods = false)
class ConsoleProblems {

    @Bean
    ProblemRules consoleRules() {
        return rules -> rules.on(ConsoleException.class, failure -> kind(failure.reason()));
    }

    private static ProblemKind kind(ConsoleException.Reason reason) {
        return switch (reason) {
            case LOGIN_OVER -> new ProblemKind("session-expired", 401);
            case LOGIN_OLD -> new ProblemKind("console.login-old", 401);
            case DENIED -> new ProblemKind("forbidden", 403);
            case NOT_THERE -> new ProblemKind("not-found", 404);
            case VALUES_REFUSED -> new ProblemKind("console.values", 400);
            case CHANGED -> new ProblemKind("console.changed", 409);
            case DIRECTORY_AWAY -> new ProblemKind("console.directory", 503);
            case GATE_AWAY -> new ProblemKind("gate-unreachable", 503);
            case NOT_UNDERSTOOD -> new ProblemKind("console.answer", 502);
            case FORM_USED -> new ProblemKind("console.form-used", 409);
            case OTHER_UNIT -> new ProblemKind("console.other-unit", 409);
        };
    }
}
