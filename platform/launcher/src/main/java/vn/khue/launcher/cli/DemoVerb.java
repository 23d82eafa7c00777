package vn.khue.launcher.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vn.khue.district.Scale;
import vn.khue.launcher.Console;
import vn.khue.launcher.IoFailure;
import vn.khue.launcher.LauncherException;
import vn.khue.launcher.demo.Demo;
import vn.khue.launcher.district.DemoDistrict;
import vn.khue.launcher.home.PartEnvironment;
import vn.khue.launcher.home.Ports;
import vn.khue.launcher.home.Secrets;
import vn.khue.launcher.home.Settings;
import vn.khue.launcher.home.StateDirectory;
import vn.khue.launcher.keycloak.BootstrapAdmin;
import vn.khue.launcher.realm.RealmSetup;
import vn.khue.signature.intake.IntakeLimits;
import vn.khue.signature.intake.IntakeRule;

/** {@code khue demo}: brings Khuê up where it is not up and shows the main job on real input. */
final class DemoVerb implements Verb {
    private final Workplace workplace;
    private final Console out;
    private final Clock clock;

    DemoVerb(Workplace workplace, Console out, Clock clock) {
        this.workplace = workplace;
        this.out = out;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "demo";
    }

    @Override
    public int run(List<String> arguments) {
        List<String> files = new Arguments(name(), arguments, out.texts()).words();
        if (files.size() > 1) {
            throw new UsageException(out.texts().get("usage.unknown", name(), files.get(1)));
        }
        Optional<Path> file = files.stream().findFirst().map(Path::of).map(Path::toAbsolutePath);
        file.ifPresent(this::checkReadable);
        int up = new UpVerb(workplace, out).run(List.of("--detach"));
        if (up != 0) {
            return up;
        }
        StateDirectory state = workplace.state();
        Settings settings = Settings.read(state, Settings.DEFAULT);
        if (settings.empty()) {
            throw new LauncherException(out.texts().get("demo.empty"));
        }
        Ports ports = workplace.ports(out.texts());
        Secrets secrets = new Secrets(state.secrets(), new SecureRandom());
        Demo demo = new Demo(
                state,
                workplace.installation(),
                ports,
                new DemoDistrict(ports, secrets, Scale.of(settings.scale()), out),
                new RealmSetup(
                        state,
                        ports,
                        BootstrapAdmin.of(state, secrets),
                        new PartEnvironment(state, ports, workplace.installation(), System.getenv()).common()),
                out,
                clock);
        return demo.run(file) ? 0 : 1;
    }

    // Before anything is started: nobody waits a minute to learn that a name was mistyped.
    private void checkReadable(Path file) {
        long size;
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.read(ByteBuffer.allocate(1));
            size = channel.size();
        } catch (IOException e) {
            throw LauncherException.unreadable(
                    out.texts().get("verify.unreadable", file, new IoFailure(e).reason(out.texts())), e);
        }
        if (size > IntakeLimits.standard().maxBytes()) {
            throw new LauncherException(file + ": " + IntakeRule.TOO_LARGE + ": "
                    + IntakeRule.TOO_LARGE.message(
                            Locale.forLanguageTag(out.texts().language())));
        }
    }
}
