package vn.khue.launcher.ca;

import java.io.Console;
import java.util.Arrays;
import java.util.Optional;

/** The terminal of this process; nobody sits there where input or output was redirected. */
public final class ConsoleTerminal implements Terminal {
    /** ECMA-48: erase all, what scrolled away too, and go to the first place. */
    private static final String ERASE = "\u001b[H\u001b[2J\u001b[3J";

    private final Optional<Console> console = Optional.ofNullable(System.console());

    @Override
    public boolean attended() {
        return console.isPresent();
    }

    @Override
    public void show(String text) {
        console.ifPresent(c -> c.printf("%s%n", text));
    }

    @Override
    public void clear() {
        console.ifPresent(c -> {
            c.printf("%s", ERASE);
            c.flush();
        });
    }

    @Override
    public String ask(String question) {
        return console.map(c -> c.readLine("%s ", question)).orElse("");
    }

    @Override
    public String askSecretly(String question) {
        return console.map(c -> c.readPassword("%s ", question))
                .map(characters -> {
                    String text = new String(characters);
                    Arrays.fill(characters, '\0');
                    return text;
                })
                .orElse("");
    }
}
