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
import java.util.function.Consumer;
import vn.khue.district.Scale;
import vn.khue.launcher.app.AppPart;
import vn.khue.launcher.directory.EmbeddedDirectoryPart;
import vn.khue.launcher.directory.SlapdPart;
import vn.khue.launcher.district.DemoAccountsFile;
import vn.khue.launcher.district.DemoDistrict;
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
import vn.khue.launcher.part.PortUse;
import vn.khue.launcher.postgres.PostgresPart;
import vn.khue.launcher.process.PartProcess;
import vn.khue.launcher.realm.RealmSetup;
import vn.khue.launcher.supervisor.PartStarter;
import vn.khue.launcher.supervisor.Revival;
import vn.khue.launcher.supervisor.Steps;
import vn.khue.launcher.supervisor.Supervisor;

/** The whole of Khuê on one machine: which parts there are and in which order they come up. */
public final class Stack {
    private final StateDirectory state;
    private final Console console;
    private final Part postgres;
    private final Part directory;
    private final Part keycloak;
    private final Part audit;
    private final Part signing;
    private final Part school;
    private final RealmSetup realm;
    private final Optional<DemoDistrict> district;
    private final Secrets secrets;

    private Stack(
            StateDirectory state,
            Console console,
            Part postgres,
            Part directory,
            Part keycloak,
            Part audit,
            Part signing,
            Part school,
            RealmSetup realm,
            Optional<DemoDistrict> district,
            Secrets secrets) {
        this.state = state;
        this.console = console;
        this.postgres = postgres;
        this.directory = directory;
        this.keycloak = keycloak;
        this.audit = audit;
        this.signing = signing;
        this.school = school;
        this.realm = realm;
        this.district = district;
        this.secrets = secrets;
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
        PartEnvironment environment = new PartEnvironment(state, ports, installation, inherited);
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        BootstrapAdmin admin = BootstrapAdmin.of(state, secrets);
        Texts texts = console.texts();
        Optional<DemoDistrict> district = settings.empty()
                ? Optional.empty()
                : Optional.of(new DemoDistrict(ports, secrets, scale(settings.scale(), texts), console));
        return new Stack(
                state,
                console,
                new PostgresPart(state, ports, secrets, environment.common(), texts),
                switch (settings.directory()) {
                    case EMBEDDED ->
                        new EmbeddedDirectoryPart(state, installation, ports, secrets, environment.common());
                    case SLAPD ->
                        new SlapdPart(
                                state,
                                ports,
                                secrets,
                                environment.common(),
                                texts,
                                records -> district.ifPresent(demo -> demo.fill(records)));
                },
                new KeycloakPart(state, installation, ports, secrets, admin, environment.common(), client, texts),
                new AppPart(
                        state,
                        "audit",
                        installation.app("audit"),
                        new PortUse(ports.audit(), ports.auditUrl()),
                        384,
                        environment.withDatabase("audit"),
                        client),
                new AppPart(
                        state,
                        "signing",
                        installation.app("signing"),
                        new PortUse(ports.signing(), ports.signingUrl()),
                        640,
                        environment.withDatabase("signing"),
                        client),
                new AppPart(
                        state,
                        "console",
                        installation.app("console"),
                        new PortUse(ports.console(), ports.consoleUrl()),
                        128,
                        environment.common(),
                        client),
                new RealmSetup(state, ports, admin, environment.common()),
                district,
                secrets);
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

    /** Has the supervisor that runs start again what does not work; says whether everything works then. */
    public boolean revive() {
        return new Revival(state, console).run(parts());
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
                            state.log(part.name()),
                            process.isEmpty() ? Optional.empty() : part.waiting());
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
        return List.of(postgres, directory, keycloak, audit, signing, school);
    }

    private void plan(Steps steps, Consumer<Part> start) {
        steps.add("postgres", List.of(), () -> start.accept(postgres))
                .add("directory", List.of(), () -> start.accept(directory))
                .add("keycloak-build", List.of(), keycloak::prepare)
                .add("keycloak", List.of("postgres", "keycloak-build"), () -> start.accept(keycloak))
                .add("realm", List.of("keycloak", "directory"), this::applyRealm)
                .add("audit", List.of("postgres"), () -> start.accept(audit))
                .add("signing", List.of("postgres", "directory"), () -> start.accept(signing))
                .add("console", List.of(), () -> start.accept(school));
        district.ifPresent(demo -> steps.add("district", List.of("directory"), demo::load)
                .add("accounts", List.of("district", "realm"), () -> giveAccounts(demo)));
    }

    private void applyRealm() {
        realm.apply();
        console.step("realm.applied");
    }

    private void giveAccounts(DemoDistrict demo) {
        realm.giveCredentials(new DemoAccountsFile(state).of(demo.cast(), secrets));
        console.step("accounts.given", state.demoAccountsFile());
    }

    private static Scale scale(String name, Texts texts) {
        try {
            return Scale.of(name);
        } catch (IllegalArgumentException e) {
            throw new LauncherException(texts.get("scale.bad", name), e);
        }
    }
}
