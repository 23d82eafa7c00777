package vn.khue.launcher;

import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.function.Consumer;
import vn.khue.launcher.home.Installation;
import vn.khue.launcher.home.PartEnvironment;
import vn.khue.launcher.home.Ports;
import vn.khue.launcher.home.Secrets;
import vn.khue.launcher.home.Settings;
import vn.khue.launcher.home.StateDirectory;
import vn.khue.launcher.keycloak.BootstrapAdmin;
import vn.khue.launcher.keycloak.KeycloakPart;
import vn.khue.launcher.part.Health;
import vn.khue.launcher.part.Part;
import vn.khue.launcher.postgres.PostgresPart;
import vn.khue.launcher.process.PartProcess;
import vn.khue.launcher.supervisor.PartStarter;
import vn.khue.launcher.supervisor.Steps;
import vn.khue.launcher.supervisor.Supervisor;

/** The whole of Khuê on one machine: which parts there are and in which order they come up. */
public final class Stack {
    private final StateDirectory state;
    private final Console console;
    private final Part postgres;
    private final Part keycloak;

    private Stack(StateDirectory state, Console console, Part postgres, Part keycloak) {
        this.state = state;
        this.console = console;
        this.postgres = postgres;
        this.keycloak = keycloak;
    }

    /** Puts the parts together; starts nothing. */
    public static Stack of(
            StateDirectory state,
            Installation installation,
            Ports ports,
            Settings settings,
            Map<String, String> inherited,
            Console console) {
        Secrets secrets = new Secrets(state.secrets(), new SecureRandom());
        secrets.createMissing();
        SortedMap<String, String> environment = new PartEnvironment(state, ports, inherited).common();
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        Texts texts = console.texts();
        return new Stack(
                state,
                console,
                new PostgresPart(state, ports, secrets, environment, texts),
                new KeycloakPart(
                        state,
                        installation,
                        ports,
                        secrets,
                        BootstrapAdmin.of(state, secrets),
                        environment,
                        client,
                        texts));
    }

    /** Brings everything up and keeps it up until the process is asked to stop. */
    public void runUntilStopped() {
        new Supervisor(state, parts(), console).run(this::plan);
    }

    /** Ends whatever runs, in order; says whether anything did. */
    public boolean stopWhatRuns() {
        PartStarter starter = new PartStarter(state, console);
        List<Part> backwards = new ArrayList<>(parts());
        Collections.reverse(backwards);
        boolean any = false;
        for (Part part : backwards) {
            any |= starter.running(part).isPresent();
            starter.stop(part);
        }
        return any;
    }

    /** Asks every part. */
    public List<PartStatus> status() {
        PartStarter starter = new PartStarter(state, console);
        return parts().stream()
                .map(part -> {
                    Optional<PartProcess> process = starter.running(part);
                    return new PartStatus(
                            part.name(),
                            condition(part, process),
                            part.ports().get(0).url(),
                            process.map(p -> OptionalLong.of(p.identity().pid()))
                                    .orElse(OptionalLong.empty()),
                            state.log(part.name()));
                })
                .toList();
    }

    private static PartStatus.Condition condition(Part part, Optional<PartProcess> process) {
        if (process.isEmpty()) {
            return PartStatus.Condition.DOWN;
        }
        return part.health() instanceof Health.Up ? PartStatus.Condition.UP : PartStatus.Condition.STARTING;
    }

    private List<Part> parts() {
        return List.of(postgres, keycloak);
    }

    private void plan(Steps steps, Consumer<Part> start) {
        steps.add("postgres", List.of(), () -> start.accept(postgres))
                .add("keycloak-build", List.of(), keycloak::prepare)
                .add("keycloak", List.of("postgres", "keycloak-build"), () -> start.accept(keycloak));
    }
}
