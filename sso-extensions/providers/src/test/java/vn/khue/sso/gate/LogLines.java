package vn.khue.sso.gate;

import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What the server logs while this is open, with stack traces. */
final class LogLines extends Handler implements AutoCloseable {
    private final Collection<String> lines = new ConcurrentLinkedQueue<>();

    private LogLines() {
        setFormatter(new SimpleFormatter());
    }

    static LogLines open() {
        var lines = new LogLines();
        Logger.getLogger("").addHandler(lines);
        return lines;
    }

    String all() {
        return String.join("\n", lines);
    }

    @Override
    public void publish(LogRecord logged) {
        lines.add(String.valueOf(getFormatter().format(logged)));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }
}
