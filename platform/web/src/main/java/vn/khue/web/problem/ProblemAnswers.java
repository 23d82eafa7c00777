package vn.khue.web.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.audit.event.EventKind;
import vn.khue.web.page.PageFrames;
import vn.khue.web.security.RequestId;

/**
 * Answers a failure: with a page for people, with {@code application/problem+json} (RFC 9457) for programs. A program is
 * who calls a path made for programs, or does not ask for HTML. Safe for concurrent use.
 */
public final class ProblemAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);
    private static final Set<String> INPUT = Set.of("too-large", "text-refused", "bad-request");
    private static final String HEARD = ProblemAnswers.class.getName() + ".heard";
    private static final String KIND = ProblemAnswers.class.getName() + ".kind";

    private final ProblemMap problems;
    private final LocaleResolver language;
    private final PageFrames frames;
    private final DenialListener denials;
    private final RefusalListener refusals;
    private final List<PathPattern> programs;
    private final JsonMapper json = JsonMapper.builder().build();

    /** @param programPaths path patterns that are always answered for programs */
    public ProblemAnswers(
            ProblemMap problems,
            LocaleResolver language,
            PageFrames frames,
            DenialListener denials,
            RefusalListener refusals,
            List<String> programPaths) {
        this.problems = problems;
        this.language = language;
        this.frames = frames;
        this.denials = denials;
        this.refusals = refusals;
        this.programs = programPaths.stream()
                .map(PathPatternParser.defaultInstance::parse)
                .toList();
    }

    /** The answer to an exception; also writes the log line that the reference leads to. */
    public ModelAndView of(Throwable failure, HttpServletRequest request) {
        Problem problem = problems.problem(failure, RequestId.of(request), locale(request));
        log(problem, failure, request);
        if (failure instanceof AccessDeniedException denial && !(denial instanceof CsrfException)) {
            denials.denied(denial, request);
        }
        hear(problem.kind(), request);
        return answer(problem, request);
    }

    /** The answer to a failure without an exception. */
    public ModelAndView of(ProblemKind kind, HttpServletRequest request) {
        return answer(problems.problem(kind, new Object[0], RequestId.of(request), locale(request)), request);
    }

    /** From a filter, where no page can be made: lets the server come back with an error dispatch. */
    public void send(ProblemKind kind, HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.setAttribute(KIND, kind);
        response.sendError(kind.status());
    }

    /** From a filter: the same for an exception. */
    public void send(Throwable failure, HttpServletRequest request, HttpServletResponse response) throws IOException {
        ProblemKind kind = problems.kind(failure);
        log(problems.problem(failure, RequestId.of(request), locale(request)), failure, request);
        hear(kind, request);
        send(kind, request, response);
    }

    /** The kind given to {@link #send}, or what stands for the server's own status. */
    ProblemKind sent(HttpServletRequest request, int status) {
        return request.getAttribute(KIND) instanceof ProblemKind kind ? kind : problems.ofStatus(status);
    }

    /**
     * Input that the house refuses for every app; an app's own refusals are the app's to write down. Once a request: the way to its
     * answer may stumble over the same body again.
     */
    private void hear(ProblemKind kind, HttpServletRequest request) {
        if (INPUT.contains(kind.code()) && request.getAttribute(HEARD) == null) {
            request.setAttribute(HEARD, true);
            refusals.refused(
                    EventKind.INPUT_REFUSED,
                    kind.code().toUpperCase(Locale.ROOT).replace('-', '_'),
                    request);
        }
    }

    private Locale locale(HttpServletRequest request) {
        return language.resolveLocale(request);
    }

    private static void log(Problem problem, Throwable failure, HttpServletRequest request) {
        if (problem.kind().status() >= 500) {
            LOG.error(
                    "{} {} answered {} {}, reference {}",
                    request.getMethod(),
                    request.getServletPath(),
                    problem.kind().status(),
                    problem.kind().code(),
                    problem.reference(),
                    failure);
        } else {
            LOG.debug("answered {}, reference {}", problem.kind(), problem.reference(), failure);
        }
    }

    private ModelAndView answer(Problem problem, HttpServletRequest request) {
        ModelAndView answer = new ModelAndView();
        answer.setStatus(HttpStatusCode.valueOf(problem.kind().status()));
        if (forProgram(request)) {
            answer.setView(jsonView(problem));
        } else {
            answer.setViewName("khue/problem");
            answer.addObject("problem", problem);
            answer.addObject("next", NextStep.after(problem.kind(), request));
            answer.addObject("khue", frames.frame(request));
        }
        return answer;
    }

    private View jsonView(Problem problem) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "urn:khue:problem:" + problem.kind().code());
        body.put("title", problem.title());
        body.put("status", problem.kind().status());
        body.put("detail", problem.detail());
        body.put("instance", "urn:uuid:" + problem.reference());
        byte[] bytes = json.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        return (model, request, response) -> {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            // RFC 8259 clause 11: JSON has no charset parameter.
            response.setCharacterEncoding((String) null);
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
        };
    }

    private boolean forProgram(HttpServletRequest request) {
        Object original = request.getAttribute("jakarta.servlet.error.request_uri");
        PathContainer path = PathContainer.parsePath(original instanceof String uri ? uri : request.getRequestURI());
        if (programs.stream().anyMatch(each -> each.matches(path))) {
            return true;
        }
        String accept = request.getHeader("Accept");
        if (accept == null) {
            return false;
        }
        try {
            return MimeTypeUtils.parseMimeTypes(accept).stream()
                    .noneMatch(each -> each.isCompatibleWith(MimeTypeUtils.TEXT_HTML));
        } catch (InvalidMimeTypeException malformed) {
            return false;
        }
    }
}
