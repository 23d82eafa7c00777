package vn.khue.web.problem;

/** An exception that has something to say in the text people read. Never a secret, never more than the reader may know. */
public interface ProblemArguments {

    /** Arguments {0}, {1} … of {@code problem.CODE.detail}. */
    Object[] problemArguments();
}
