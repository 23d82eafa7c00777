package vn.khue.launcher.ca;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A person who answers what the screen of this moment makes them answer. */
final class ScriptedTerminal implements Terminal {
    private final Function<ScriptedTerminal, String> person;
    private final List<String> screen = new ArrayList<>();
    private final List<String> everShown = new ArrayList<>();

    /** @param person asked for each answer */
    ScriptedTerminal(Function<ScriptedTerminal, String> person) {
        this.person = person;
    }

    /** What was shown since the screen was cleared last. */
    String screen() {
        return String.join("\n", screen);
    }

    /** All that was ever shown, in order. */
    List<String> everShown() {
        return List.copyOf(everShown);
    }

    @Override
    public boolean attended() {
        return true;
    }

    @Override
    public void show(String text) {
        screen.add(text);
        everShown.add(text);
    }

    @Override
    public void clear() {
        screen.clear();
    }

    @Override
    public String ask(String question) {
        show(question);
        return person.apply(this);
    }

    @Override
    public String askSecretly(String question) {
        show(question);
        return person.apply(this);
    }
}
