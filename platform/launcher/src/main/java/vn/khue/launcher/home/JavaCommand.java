package vn.khue.launcher.home;

import java.nio.file.Path;
import java.util.List;

/** The Java that runs the launcher, which also runs the parts. */
public final class JavaCommand {
    private JavaCommand() {}

    /** The program, as the first word of a command. */
    public static List<String> java() {
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    }
}
