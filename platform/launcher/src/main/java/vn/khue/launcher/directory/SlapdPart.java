package vn.khue.launcher.directory;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.schema.ServiceAccounts;
import vn.khue.directory.slapd.FirstLoad;
import vn.khue.directory.slapd.PrivateSlapd;
import vn.khue.directory.slapd.SlapdInstallation;
import vn.khue.directory.slapd.SlapdSettings;
import vn.khue.launcher.LauncherException;
import vn.khue.launcher.Texts;
import vn.khue.launcher.home.Ports;
import vn.khue.launcher.home.Secrets;
import vn.khue.launcher.home.StateDirectory;
import vn.khue.launcher.part.Health;
import vn.khue.launcher.part.Part;
import vn.khue.launcher.part.PortUse;
import vn.khue.launcher.process.ProcessSpec;

/** The machine's OpenLDAP, with a configuration and data of our own; needs no root. */
public final class SlapdPart implements Part {
    private static final long LARGEST_DATABASE_BYTES = 4L << 30;

    private final StateDirectory state;
    private final Ports ports;
    private final Secrets secrets;
    private final SortedMap<String, String> environment;
    private final Texts texts;
    private final Consumer<FirstLoad.Records> first;
    private final BindHealth health;

    /**
     * @param environment for slapd's process
     * @param first tells what it is to hold at first
     */
    public SlapdPart(
            StateDirectory state,
            Ports ports,
            Secrets secrets,
            SortedMap<String, String> environment,
            Texts texts,
            Consumer<FirstLoad.Records> first) {
        this.state = state;
        this.ports = ports;
        this.secrets = secrets;
        this.environment = environment;
        this.texts = texts;
        this.first = first;
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
    public void prepare() {
        try {
            FirstLoad load = new FirstLoad(installation(), settings());
            if (load.isOpen()) {
                load.run(first);
            } else {
                PrivateSlapd.prepare(installation(), settings());
            }
        } catch (DirectoryException e) {
            throw new LauncherException(e.getMessage(), e);
        }
    }

    @Override
    public ProcessSpec process() {
        return new ProcessSpec(
                PrivateSlapd.command(installation(), settings()),
                environment,
                state.root(),
                state.log(name()),
                "TERM",
                Duration.ofSeconds(20));
    }

    @Override
    public Health health() {
        return health.ask();
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(30);
    }

    @Override
    public void onReady() {
        try {
            PrivateSlapd.settle(installation(), settings());
        } catch (DirectoryException e) {
            throw new LauncherException(e.getMessage(), e);
        }
    }

    private SlapdInstallation installation() {
        return SlapdInstallation.find().orElseThrow(() -> new LauncherException(texts.get("slapd.missing")));
    }

    private SlapdSettings settings() {
        Map<String, String> services = ServiceAccounts.NAMES.stream()
                .collect(Collectors.toMap(name -> name, name -> secrets.read("ldap-" + name)));
        return new SlapdSettings(
                state.data("slapd"),
                "dc=khue,dc=edu,dc=vn",
                ports.ldap(),
                secrets.read("ldap-admin"),
                services,
                LARGEST_DATABASE_BYTES);
    }
}
