package vn.khue.launcher.ca;

/** The person who sits there. What is shown here goes to the terminal and not to the launcher's output, which may be kept. */
public interface Terminal {
    /** Whether somebody sits there. */
    boolean attended();

    /** Shows a text; a line of its own. */
    void show(String text);

    /** Takes what was shown off the screen, where the terminal can. */
    void clear();

    /** Asks for a line that is shown while it is typed; empty at the end of input. */
    String ask(String question);

    /** Asks for a line that is not shown while it is typed; empty at the end of input. */
    String askSecretly(String question);
}
