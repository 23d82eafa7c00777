package vn.khue.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.http.server.PathContainer;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import vn.khue.web.problem.ProblemAnswers;

/**
 * Refuses bodies that are too large: at once if the length is declared, else as soon as the limit is passed. Parts and form
 * fields that the server parses by itself are bounded by its own settings as well.
 */
public final class BodyLimits extends OncePerRequestFilter {

    private record Rule(PathPattern pattern, long bytes) {}

    private final List<Rule> rules;
    private final long otherwise;
    private final ProblemAnswers answers;

    /** @param otherwise limit in bytes where no rule fits */
    public BodyLimits(Collection<BodyLimit> limits, long otherwise, ProblemAnswers answers) {
        this.rules = limits.stream()
                .map(each -> new Rule(PathPatternParser.defaultInstance.parse(each.pattern()), each.bytes()))
                .toList();
        this.otherwise = otherwise;
        this.answers = answers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Rule> rule = rule(request);
        long limit = rule.map(Rule::bytes).orElse(otherwise);
        // Until the request is mapped this is all that is known of where it goes; the log names it.
        rule.ifPresent(each -> request.setAttribute(
                HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, each.pattern().getPatternString()));
        if (request.getContentLengthLong() > limit) {
            answers.send(new BodyTooLargeException(limit), request, response);
            return;
        }
        chain.doFilter(request.getContentLengthLong() >= 0 ? request : new Counted(request, limit), response);
    }

    private Optional<Rule> rule(HttpServletRequest request) {
        PathContainer path = PathContainer.parsePath(request.getRequestURI());
        return rules.stream().filter(each -> each.pattern().matches(path)).max(Comparator.comparingLong(Rule::bytes));
    }

    private static final class Counted extends HttpServletRequestWrapper {

        private final long limit;
        private ServletInputStream counted;

        Counted(HttpServletRequest request, long limit) {
            super(request);
            this.limit = limit;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (counted == null) {
                counted = new CountedStream(super.getInputStream(), limit);
            }
            return counted;
        }

        @Override
        public BufferedReader getReader() throws IOException {
            String encoding = getCharacterEncoding();
            return new BufferedReader(new InputStreamReader(
                    getInputStream(), encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding)));
        }
    }

    private static final class CountedStream extends ServletInputStream {

        private final ServletInputStream in;
        private final long limit;
        private long read;

        CountedStream(ServletInputStream in, long limit) {
            this.in = in;
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            int value = in.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int got = in.read(into, offset, length);
            count(Math.max(got, 0));
            return got;
        }

        private void count(int more) throws IOException {
            read += more;
            if (read > limit) {
                throw new BodyTooLargeException(limit);
            }
        }

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(listener);
        }
    }
}
