package vn.khue.web.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.ModelAndView;

/** Every exception of every controller goes through the one map. */
@ControllerAdvice
public final class ProblemAdvice {

    private final ProblemAnswers answers;

    public ProblemAdvice(ProblemAnswers answers) {
        this.answers = answers;
    }

    @ExceptionHandler(Throwable.class)
    ModelAndView answer(Throwable failure, HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        ModelAndView answer = answers.of(failure, request);
        RetryAfter.tell(answer, response);
        return answer;
    }

    /** The browser has gone away: nobody is left to answer. */
    @ExceptionHandler(AsyncRequestNotUsableException.class)
    void gone() {}
}
