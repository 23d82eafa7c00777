package vn.khue.launcher.cli;

import java.util.List;

/** One word that follows {@code khue}. */
interface Verb {
    /** The word; its help is the text {@code help/LANGUAGE/WORD.txt}, which the script shows without building anything. */
    String name();

    /**
     * Does the work.
     *
     * @param arguments what follows the verb
     * @return exit code
     * @throws UsageException when the arguments are not ones the verb knows
     */
    int run(List<String> arguments);
}
