package vn.khue.launcher.app;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import vn.khue.launcher.home.JavaCommand;
import vn.khue.launcher.home.StateDirectory;
import vn.khue.launcher.part.Health;
import vn.khue.launcher.part.HttpHealth;
import vn.khue.launcher.part.OutboxMetrics;
import vn.khue.launcher.part.Part;
import vn.khue.launcher.part.PortUse;
import vn.khue.launcher.part.Waiting;
import vn.khue.launcher.process.ProcessSpec;

/** A Spring Boot app of ours. */
public final class AppPart implements Part {
    private final StateDirectory state;
    private final String name;
    private final Path jar;
    private final PortUse port;
    private final int heapMegabytes;
    private final SortedMap<String, String> environment;
    private final HttpHealth health;
    private final OutboxMetrics metrics;

    /**
     * @param name of the part
     * @param jar executable
     * @param port where it listens; its URL is the root of the app
     * @param heapMegabytes most heap it may take
     * @param environment for the app's process
     * @param client asks for its health
     */
    public AppPart(
            StateDirectory state,
            String name,
            Path jar,
            PortUse port,
            int heapMegabytes,
            SortedMap<String, String> environment,
            HttpClient client) {
        this.state = state;
        this.name = name;
        this.jar = jar;
        this.port = port;
        this.heapMegabytes = heapMegabytes;
        this.environment = environment;
        this.health = new HttpHealth(client, URI.create(port.url() + "/actuator/health"));
        this.metrics = new OutboxMetrics(client, URI.create(port.url() + "/actuator/prometheus"));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<PortUse> ports() {
        return List.of(port);
    }

    @Override
    public void prepare() {}

    @Override
    public ProcessSpec process() {
        List<String> command = new ArrayList<>(JavaCommand.java());
        command.addAll(List.of(
                "-Xms64m",
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dfile.encoding=UTF-8",
                "-Djava.awt.headless=true",
                "-jar",
                jar.toString()));
        return new ProcessSpec(command, environment, state.root(), state.log(name), "TERM", Duration.ofSeconds(25));
    }

    @Override
    public Health health() {
        return health.ask();
    }

    @Override
    public Optional<Waiting> waiting() {
        return metrics.ask();
    }

    @Override
    public Duration patience() {
        return Duration.ofMinutes(4);
    }

    @Override
    public void onReady() {}
}
