package vn.khue.audit.wazuh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** A client whose time and chance are the test's. */
final class Bench {

    /** Chance that never lengthens and never shortens. */
    static final RandomGenerator NONE = () -> 0L;

    final AtomicLong nanos = new AtomicLong();
    final Path credentials;
    final WazuhSettings settings;

    Bench(Path folder, String address) {
        this(folder, address, new RateLimits(300, 30, 3), Duration.ofSeconds(10));
    }

    Bench(Path folder, String address, RateLimits limits, Duration patience) {
        this.credentials = folder.resolve("wazuh-account");
        write("wazuh", "wazuh");
        this.settings = new WazuhSettings(
                WazuhAddress.of(address), folder.resolve("ca.pem"), new CredentialsFile(credentials), limits, patience);
    }

    void write(String user, String password) {
        try {
            Files.writeString(credentials, user + "\n" + password + "\n", StandardCharsets.UTF_8);
            Files.setPosixFilePermissions(credentials, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    WazuhConnector connector() {
        return new WazuhConnector(settings, nanos::get, NONE);
    }

    Calls calls() {
        return calls(NONE);
    }

    Calls calls(RandomGenerator random) {
        Ticker ticker = nanos::get;
        return new Calls(wire(), new RateBudget(settings.limits(), ticker), settings.credentials(), ticker, random);
    }

    Wire wire() {
        return new Wire(
                settings.address(), settings.patience(), WazuhConnector.http(settings.address(), settings.ca()));
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
