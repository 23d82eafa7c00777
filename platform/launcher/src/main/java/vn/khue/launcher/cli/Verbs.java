package vn.khue.launcher.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import vn.khue.launcher.Console;
import vn.khue.launcher.ca.ConsoleTerminal;

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
                new DemoVerb(workplace, out, Clock.systemUTC()),
                new UpVerb(workplace, out),
                new SuperviseVerb(workplace, out),
                new DownVerb(workplace, out),
                new StatusVerb(workplace, out),
                new VerifyVerb(workplace, out, err, Clock.systemUTC()),
                new CertVerb(workplace, out, Clock.systemUTC()),
                new CardVerb(workplace, out, Clock.systemUTC()),
                new CaVerb(workplace, out, new ConsoleTerminal(), Clock.systemUTC()),
                new LedgerVerb(workplace, out),
                new WitnessVerb(out, WitnessVerb.standardOutput()),
                new RosterVerb(workplace, out, err, Clock.systemUTC()));
    }

    /**
     * Runs the verb that the first word names.
     *
     * @return exit code
     */
    public int run(List<String> arguments) {
        String word = arguments.isEmpty() ? "" : arguments.get(0);
        Verb verb = verbs.stream()
                .filter(known -> known.name().equals(word))
                .findFirst()
                .orElseThrow(() -> new UsageException(out.texts().get("usage.verb", word)));
        List<String> rest = arguments.subList(1, arguments.size());
        return verb.run(rest);
    }
}
