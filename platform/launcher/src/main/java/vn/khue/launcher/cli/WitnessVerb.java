package vn.khue.launcher.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import vn.khue.audit.ledger.verify.WitnessCommand;
import vn.khue.launcher.Console;

/** {@code khue witness}: cosigns the checkpoints of somebody else's log, until it is stopped. */
final class WitnessVerb implements Verb {
    private final Console out;
    private final PrintStream said;

    /** @param said where it says that it runs: it does not come back to say so later */
    WitnessVerb(Console out, PrintStream said) {
        this.out = out;
        this.said = said;
    }

    @Override
    public String name() {
        return "witness";
    }

    @Override
    public int run(List<String> arguments) {
        List<String> words = new ArrayList<>(arguments);
        words.addAll(List.of("--lang", out.texts().language()));
        return WitnessCommand.run(words.toArray(String[]::new), said);
    }

    static PrintStream standardOutput() {
        return new PrintStream(System.out, true, StandardCharsets.UTF_8);
    }
}
