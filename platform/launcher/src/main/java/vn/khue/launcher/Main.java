package vn.khue.launcher;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import vn.khue.launcher.cli.UsageException;
import vn.khue.launcher.cli.Verbs;

/** The program behind the script {@code khue}. */
public final class Main {
    private static final int USAGE = 64;

    private Main() {}

    /**
     * Runs one verb and ends the process with its exit code.
     *
     * @param arguments the verb and its own arguments
     */
    @AllowedApi("the main method ends the process with the verb's exit code")
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        int code = run(new ArrayList<>(Arrays.asList(arguments)), System.getenv(), out, err);
        out.flush();
        System.exit(code);
    }

    static int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        Texts texts = Texts.launcher(language(arguments, environment));
        try {
            Path checkout = Path.of(System.getProperty("khue.home", "")).toAbsolutePath();
            return new Verbs(new Console(out, texts), new Console(err, texts), environment, checkout).run(arguments);
        } catch (UsageException e) {
            err.println(e.getMessage());
            return USAGE;
        } catch (LauncherException e) {
            err.println(e.getMessage());
            return e.exitCode();
        } catch (UncheckedIOException e) {
            err.println(texts.get("io.failed", new IoFailure(e.getCause()).words(texts)));
            return 1;
        }
    }

    private static String language(List<String> arguments, Map<String, String> environment) {
        String prefix = "--lang=";
        String language = arguments.stream()
                .filter(argument -> argument.startsWith(prefix))
                .map(argument -> argument.substring(prefix.length()))
                .findFirst()
                .orElseGet(() -> Texts.languageOf(environment));
        arguments.removeIf(argument -> argument.startsWith(prefix));
        return language;
    }
}
