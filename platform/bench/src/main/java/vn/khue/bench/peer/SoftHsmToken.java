package vn.khue.bench.peer;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import vn.khue.bench.BenchException;
import vn.khue.pki.pkcs11.TokenSettings;

/** A token of SoftHSM2 in a folder, for this process alone: a token whose crypto is on this machine's processor as ours is. */
public final class SoftHsmToken {
    private static final String LABEL = "khue-bench";
    private static final String PIN = "739154";

    private SoftHsmToken() {}

    /** @return how to open the token, or empty where SoftHSM2 is not installed */
    public static Optional<TokenSettings> in(Path folder) {
        return Stream.of("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/softhsm/libsofthsm2.so")
                .map(Path::of)
                .filter(Files::exists)
                .findFirst()
                .map(module -> make(module, folder));
    }

    private static TokenSettings make(Path module, Path folder) {
        Path configuration = folder.resolve("softhsm2.conf");
        Path pin = folder.resolve("pin");
        try {
            Path tokens = Files.createDirectories(folder.resolve("tokens"));
            Files.writeString(
                    configuration,
                    "directories.tokendir = " + tokens + "\nobjectstore.backend = file\nlog.level = ERROR\n",
                    StandardCharsets.UTF_8);
            Files.writeString(pin, PIN, StandardCharsets.US_ASCII);
            Files.setPosixFilePermissions(pin, PosixFilePermissions.fromString("rw-------"));
            initialise(configuration);
        } catch (IOException e) {
            throw new BenchException("expected a token of SoftHSM2, found " + e + "; install softhsm2", e);
        }
        // SoftHSM2 knows its configuration by the environment of the process it is loaded into.
        NativeLibrary.getProcess()
                .getFunction("setenv")
                .invokeInt(new Object[] {"SOFTHSM2_CONF", configuration.toString(), 1});
        return TokenSettings.of(module, LABEL, pin);
    }

    private static void initialise(Path configuration) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        "softhsm2-util",
                        "--init-token",
                        "--free",
                        "--label",
                        LABEL,
                        "--so-pin",
                        "24680135",
                        "--pin",
                        PIN))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("SOFTHSM2_CONF", configuration.toString());
        Process process = builder.start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("softhsm2-util did not make a token");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
