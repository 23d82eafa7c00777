package vn.khue.launcher.postgres;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import vn.khue.launcher.LauncherException;
import vn.khue.launcher.Texts;

/**
 * PostgreSQL refuses to run as root. An ordinary user runs it as it is; root runs it in a user namespace of its own, where root
 * is nobody, or, where the machine forbids such namespaces (many containers do), under the number of the user nobody.
 */
sealed interface Unprivileged {
    /** The same command, run without root's rights. */
    List<String> wrap(List<String> command);

    /** Who must own the server's files, as the rest of the machine numbers users; empty when they are its own anyway. */
    OptionalInt owner();

    /** The caller is not root. */
    record AsIs() implements Unprivileged {
        @Override
        public List<String> wrap(List<String> command) {
            return command;
        }

        @Override
        public OptionalInt owner() {
            return OptionalInt.empty();
        }
    }

    /**
     * Runs behind another program.
     *
     * @param prefix such as {@code unshare -U}
     * @param owner number of the user that the server's files must belong to
     */
    record Behind(List<String> prefix, OptionalInt owner) implements Unprivileged {
        @Override
        public List<String> wrap(List<String> command) {
            List<String> all = new ArrayList<>(prefix);
            all.addAll(command);
            return all;
        }
    }

    /** Number of the user and group nobody on Debian and its kin. */
    int NOBODY = 65534;

    /** The way that works for the user who runs this. */
    static Unprivileged choose(Texts texts) {
        if (!"0".equals(output(List.of("id", "-u")))) {
            return new AsIs();
        }
        List<String> namespace = List.of("unshare", "-U");
        if (prints(namespace, Integer.toString(NOBODY))) {
            return new Behind(namespace, OptionalInt.of(0));
        }
        // The state directory may lie under /root, which nobody may not enter: one capability keeps the way open.
        List<String> setpriv = List.of(
                "setpriv",
                "--reuid=" + NOBODY,
                "--regid=" + NOBODY,
                "--clear-groups",
                "--inh-caps=-all,+dac_override",
                "--ambient-caps=-all,+dac_override");
        if (prints(setpriv, Integer.toString(NOBODY))) {
            return new Behind(setpriv, OptionalInt.of(NOBODY));
        }
        throw new LauncherException(texts.get("postgres.root"));
    }

    private static boolean prints(List<String> prefix, String expected) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of("id", "-u"));
        return expected.equals(output(command));
    }

    private static String output(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().retainAll(Set.of("PATH"));
        try {
            Process process = builder.start();
            String text = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0 ? text.strip() : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
