package vn.khue.launcher.cli;

import java.nio.file.Path;
import java.util.Map;
import vn.khue.launcher.Texts;
import vn.khue.launcher.home.Installation;
import vn.khue.launcher.home.Ports;
import vn.khue.launcher.home.StateDirectory;

/**
 * Where the launcher was called.
 *
 * @param environment of this process
 * @param checkout directory of the script {@code khue}
 */
record Workplace(Map<String, String> environment, Path checkout) {
    Workplace {
        environment = Map.copyOf(environment);
    }

    StateDirectory state() {
        return StateDirectory.from(environment, checkout);
    }

    Ports ports(Texts texts) {
        return Ports.from(environment, texts);
    }

    Installation installation() {
        return Installation.of(checkout);
    }
}
