package vn.khue.launcher.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import vn.khue.launcher.Console;

/** All verbs of the launcher. Thread-safe. */
public final class Verbs {
    private final Console out;
    private final List<Verb> verbs;

    /**
     * @param out for results
     * @param err for what went wrong
     * @param environment of this process
     * @param checkout directory of the script {@code khue}
     */
    public Verbs(Console out, Console err, Map<String, String> environment, Path checkout) {
        this.out = out;
        Workplace workplace = new Workplace(environment, checkout);
        this.verbs = List.of(
                new UpVerb(workplace, out),
                new SuperviseVerb(workplace, out),
                new DownVerb(workplace, out),
                new StatusVerb(workplace, out));
    }

    /**
     * Runs the verb that the first word names.
     *
     * @return exit code
     */
    public int run(List<String> arguments) {
        String word = arguments.isEmpty() ? "--help" : arguments.get(0);
        if (word.equals("--help") || word.equals("-h") || word.equals("help")) {
            out.say("help");
            return 0;
        }
        Verb verb = verbs.stream()
                .filter(known -> known.name().equals(word))
                .findFirst()
                .orElseThrow(() -> new UsageException(out.texts().get("usage.verb", word)));
        List<String> rest = arguments.subList(1, arguments.size());
        if (rest.contains("--help") || rest.contains("-h")) {
            out.say("help." + verb.name());
            return 0;
        }
        return verb.run(rest);
    }
}
