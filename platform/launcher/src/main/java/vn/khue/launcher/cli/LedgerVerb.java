package vn.khue.launcher.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import vn.khue.audit.ledger.verify.LedgerVerifyCommand;
import vn.khue.launcher.Console;

/** {@code khue ledger verify}: rebuilds the audit log's tree from its raw tiles. */
final class LedgerVerb implements Verb {
    private final Workplace workplace;
    private final Console out;

    LedgerVerb(Workplace workplace, Console out) {
        this.workplace = workplace;
        this.out = out;
    }

    @Override
    public String name() {
        return "ledger";
    }

    @Override
    public int run(List<String> arguments) {
        if (arguments.isEmpty() || !arguments.get(0).equals("verify")) {
            throw new UsageException(out.texts().get("usage.unknown", name(), String.join(" ", arguments)));
        }
        List<String> words = new ArrayList<>(arguments.subList(1, arguments.size()));
        words.addAll(List.of("--lang", out.texts().language()));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int code = LedgerVerifyCommand.run(
                words.toArray(String[]::new),
                workplace.environment(),
                new PrintStream(said, true, StandardCharsets.UTF_8));
        out.line(said.toString(StandardCharsets.UTF_8).stripTrailing());
        return code;
    }
}
