package vn.khue.web.problem;

/**
 * One failure, ready to be told in the reader's language.
 *
 * @param kind what failed
 * @param title one line
 * @param detail what to do
 * @param reference names this failure in the log
 */
public record Problem(ProblemKind kind, String title, String detail, String reference) {}
