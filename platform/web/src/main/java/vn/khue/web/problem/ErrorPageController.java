package vn.khue.web.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Where the server comes back to when a filter, or the server itself, gave up on a request. */
@Controller
public final class ErrorPageController implements ErrorController {

    private final ProblemAnswers answers;

    public ErrorPageController(ProblemAnswers answers) {
        this.answers = answers;
    }

    @RequestMapping("${server.error.path:/error}")
    ModelAndView answer(HttpServletRequest request, HttpServletResponse response) {
        ModelAndView answer = answer(request);
        RetryAfter.tell(answer, response);
        return answer;
    }

    private ModelAndView answer(HttpServletRequest request) {
        Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        if (failure instanceof Throwable thrown) {
            return answers.of(thrown, request);
        }
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        return answers.of(answers.sent(request, status instanceof Integer code ? code : 404), request);
    }
}
