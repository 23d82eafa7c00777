package vn.khue.launcher.home;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The Java that runs the launcher, which also runs the parts. */
public final class JavaCommand {
    /** Options for the JVM of every part, parted by blanks, such as {@code -XX:TieredStopAtLevel=1} where each lives for minutes only. */
    private static final String OPTIONS = "KHUE_JVM_OPTIONS";

    private JavaCommand() {}

    /** The program and options of whoever operates it, as the first words of a command. */
    public static List<String> java() {
        String options = System.getenv().getOrDefault(OPTIONS, "").strip();
        return Stream.concat(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString()),
                        Stream.of(options.split("\\s+")).filter(option -> !option.isEmpty()))
                .toList();
    }
}
