package vn.khue.web.problem;

/**
 * One way to fail, as the world sees it. Texts come from the app's message bundle: {@code problem.CODE.title} and
 * {@code problem.CODE.detail} (what to do; may use the {@linkplain ProblemArguments arguments} of the exception).
 *
 * @param code stable name, {@code a-z0-9.-}; the problem's {@code type} is {@code urn:khue:problem:CODE}
 * @param status HTTP status, 400 to 599
 */
public record ProblemKind(String code, int status) {

    public ProblemKind {
        if (!code.matches("[a-z0-9.-]{1,64}")) {
            throw new IllegalArgumentException("expected a code of a-z, 0-9, dot and hyphen, found " + code);
        }
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("expected a status of 400 to 599, found " + status);
        }
    }
}
