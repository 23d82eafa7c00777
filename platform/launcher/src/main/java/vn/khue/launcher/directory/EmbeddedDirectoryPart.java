package vn.khue.launcher.directory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import vn.khue.launcher.home.Installation;
import vn.khue.launcher.home.JavaCommand;
import vn.khue.launcher.home.Ports;
import vn.khue.launcher.home.Secrets;
import vn.khue.launcher.home.StateDirectory;
import vn.khue.launcher.part.Health;
import vn.khue.launcher.part.Part;
import vn.khue.launcher.part.PortUse;
import vn.khue.launcher.process.ProcessSpec;

/** The embedded directory in a process of its own. */
public final class EmbeddedDirectoryPart implements Part {
    private final StateDirectory state;
    private final Installation installation;
    private final Ports ports;
    private final SortedMap<String, String> environment;
    private final BindHealth health;

    /** @param environment for the directory's process */
    public EmbeddedDirectoryPart(
            StateDirectory state,
            Installation installation,
            Ports ports,
            Secrets secrets,
            SortedMap<String, String> environment) {
        this.state = state;
        this.installation = installation;
        this.ports = ports;
        this.environment = environment;
        this.health = new BindHealth(ports, secrets);
    }

    @Override
    public String name() {
        return "directory";
    }

    @Override
    public List<PortUse> ports() {
        return List.of(new PortUse(ports.ldap(), ports.ldapUrl()));
    }

    @Override
    public void prepare() {}

    @Override
    public ProcessSpec process() {
        List<String> command = new ArrayList<>(JavaCommand.java());
        command.addAll(List.of(
                "-Xms128m",
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                installation.libraryPath(),
                "vn.khue.directory.embedded.EmbeddedDirectory"));
        return new ProcessSpec(command, environment, state.root(), state.log(name()), "TERM", Duration.ofSeconds(20));
    }

    @Override
    public Health health() {
        return health.ask();
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(90);
    }

    @Override
    public void onReady() {}
}
