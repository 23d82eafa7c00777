package vn.khue.launcher;

import java.io.PrintStream;
import java.time.Duration;

/** What the launcher says at the terminal or in its own log. Thread-safe: each line is written whole. */
public final class Console {
    private final PrintStream out;
    private final Texts texts;
    private final long start = System.nanoTime();

    /**
     * @param out writes UTF-8
     * @param texts the words
     */
    public Console(PrintStream out, Texts texts) {
        this.out = out;
        this.texts = texts;
    }

    /** The words. */
    public Texts texts() {
        return texts;
    }

    /** Says one line of the bundle. */
    public void say(String key, Object... arguments) {
        line(texts.get(key, arguments));
    }

    /** Says one line of the bundle with the seconds since the launcher began. */
    public void step(String key, Object... arguments) {
        Duration since = Duration.ofNanos(System.nanoTime() - start);
        line(texts.get("step.line", seconds(since), texts.get(key, arguments)));
    }

    /** Says a line that is already in words, or is data. */
    public synchronized void line(String line) {
        out.println(line);
        out.flush();
    }

    /** Seconds with one decimal, in the reader's way of writing numbers. */
    public String seconds(Duration duration) {
        return String.format(java.util.Locale.forLanguageTag(texts.language()), "%.1f", duration.toMillis() / 1000.0);
    }
}
