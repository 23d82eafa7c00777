package vn.khue.launcher.part;

/** The answer of a part that was asked once whether it is ready to work. */
public sealed interface Health {
    /** It is ready. */
    record Up() implements Health {}

    /**
     * It is not ready, or not any more.
     *
     * @param reason what the question met with; technical, for the log
     */
    record NotReady(String reason) implements Health {}
}
