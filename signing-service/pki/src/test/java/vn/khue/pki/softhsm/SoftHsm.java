package vn.khue.pki.softhsm;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import vn.khue.pki.pkcs11.TokenSettings;
import vn.khue.pki.pkcs11.TokenSettings.SignerKeys;

/**
 * A real SoftHSM2 with one token of its own, in a directory of the test. SoftHSM2 reads its configuration by an environment
 * variable when it starts, so one is in use at a time. A test without softhsm2 and opensc is reported as skipped.
 */
public final class SoftHsm {
    public static final String LABEL = "khue-thu";
    public static final String PIN = "739154";

    private static final List<Path> MODULES = List.of(
            Path.of("/usr/lib/softhsm/libsofthsm2.so"),
            Path.of("/usr/lib64/softhsm/libsofthsm2.so"),
            Path.of("/usr/local/lib/softhsm/libsofthsm2.so"));

    private final Path module;
    private final Path directory;

    private SoftHsm(Path module, Path directory) {
        this.module = module;
        this.directory = directory;
    }

    /** Makes the token, as its security officer does, and the PIN file of its user. */
    public static SoftHsm in(Path directory) throws IOException {
        Optional<Path> module = MODULES.stream().filter(Files::exists).findFirst();
        Assumptions.assumeTrue(module.isPresent(), "SoftHSM2 is not installed");
        SoftHsm hsm = new SoftHsm(module.get(), Files.createDirectories(directory));
        Files.createDirectories(hsm.tokens());
        Files.writeString(
                hsm.configuration(),
                "directories.tokendir = " + hsm.tokens() + "\nobjectstore.backend = file\nlog.level = ERROR\n",
                StandardCharsets.UTF_8);
        hsm.writePin(PIN);
        hsm.initialise(LABEL);
        NativeLibrary.getProcess()
                .getFunction("setenv")
                .invokeInt(new Object[] {"SOFTHSM2_CONF", hsm.configuration().toString(), 1});
        return hsm;
    }

    /** A further token in a slot of its own. */
    public void initialise(String label) throws IOException {
        run("softhsm2-util", "--init-token", "--free", "--label", label, "--so-pin", "24680135", "--pin", PIN);
    }

    public void writePin(String pin) throws IOException {
        Files.writeString(pinFile(), pin + "\n", StandardCharsets.UTF_8);
        Files.setPosixFilePermissions(pinFile(), PosixFilePermissions.fromString("rw-------"));
    }

    public Path pinFile() {
        return directory.resolve("hsm-pin");
    }

    private Path configuration() {
        return directory.resolve("softhsm2.conf");
    }

    private Path tokens() {
        return directory.resolve("tokens");
    }

    /** What the token is made of is no longer where SoftHSM2 looks: as if it were pulled out. */
    public void takeOut() throws IOException {
        Files.move(tokens(), directory.resolve("taken-out"), StandardCopyOption.ATOMIC_MOVE);
        Files.createDirectories(tokens());
    }

    public void putBack() throws IOException {
        Files.delete(tokens());
        Files.move(directory.resolve("taken-out"), tokens(), StandardCopyOption.ATOMIC_MOVE);
    }

    public TokenSettings settings() {
        return settings(4, 16, SignerKeys.WRAPPED);
    }

    /** A token that is gone is looked for at each call. */
    public TokenSettings settings(int sessions, int cached, SignerKeys signerKeys) {
        return new TokenSettings(
                module,
                LABEL,
                Optional.empty(),
                pinFile(),
                sessions,
                Duration.ofMillis(200),
                cached,
                signerKeys,
                Duration.ZERO);
    }

    /** SoftHSM2's library on this machine. */
    public Path module() {
        return module;
    }

    /** What OpenSC's pkcs11-tool answers, logged in as the user, in a process of its own. */
    public String tool(String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("pkcs11-tool", "--module", module.toString(), "--token-label", LABEL));
        command.addAll(List.of("--login", "--pin", PIN));
        command.addAll(List.of(arguments));
        return run(command.toArray(String[]::new));
    }

    private String run(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SOFTHSM2_CONF", configuration().toString());
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return Assumptions.abort(command[0] + " is not installed");
        }
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(command[0] + " did not end within a minute");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return output;
    }
}
