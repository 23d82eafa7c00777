package vn.khue.launcher.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.khue.launcher.Texts;

/** The words after a verb, taken one by one; what nobody took is an error. Not thread-safe. */
final class Arguments {
    private final String verb;
    private final List<String> left;
    private final Texts texts;

    Arguments(String verb, List<String> arguments, Texts texts) {
        this.verb = verb;
        this.left = new ArrayList<>(arguments);
        this.texts = texts;
    }

    /** Takes a word such as {@code --json}; says whether it was there. */
    boolean flag(String name) {
        return left.remove(name);
    }

    /** Takes {@code --name=value} or {@code --name value}. */
    Optional<String> option(String name) {
        for (int i = 0; i < left.size(); i++) {
            if (left.get(i).startsWith(name + "=")) {
                return Optional.of(left.remove(i).substring(name.length() + 1));
            }
            if (left.get(i).equals(name)) {
                if (i + 1 == left.size()) {
                    throw new UsageException(texts.get("usage.value", verb, name));
                }
                left.remove(i);
                return Optional.of(left.remove(i));
            }
        }
        return Optional.empty();
    }

    /** Takes every {@code --name value}. */
    List<String> options(String name) {
        List<String> values = new ArrayList<>();
        for (Optional<String> value = option(name); value.isPresent(); value = option(name)) {
            values.add(value.get());
        }
        return values;
    }

    /** Takes {@code --name TIME}, a time with its offset as in ISO 8601: {@code 2026-11-23T08:00:00+07:00}. */
    Optional<Instant> time(String name) {
        return option(name).map(word -> {
            try {
                return Instant.from(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(word));
            } catch (DateTimeException e) {
                throw new UsageException(texts.get("usage.time", word));
            }
        });
    }

    /** Takes the words that are left and are no options. */
    List<String> words() {
        List<String> words = left.stream().filter(word -> !word.startsWith("-")).toList();
        left.removeAll(words);
        end();
        return words;
    }

    /** Fails when something is left. */
    void end() {
        if (!left.isEmpty()) {
            throw new UsageException(texts.get("usage.unknown", verb, left.get(0)));
        }
    }
}
