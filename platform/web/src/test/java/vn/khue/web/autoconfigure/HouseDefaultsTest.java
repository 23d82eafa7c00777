package vn.khue.web.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

final class HouseDefaultsTest {

    private final MockEnvironment environment = new MockEnvironment().withProperty("khue.web.app", "trial");

    @Test
    void addsThePortBase() {
        environment.withProperty("khue.web.base-port", "8081").withProperty("KHUE_PORT_BASE", "1000");

        assertThat(after().getProperty("server.port")).isEqualTo("9081");
    }

    @Test
    void listensOnThisMachineOnly() {
        assertThat(after().getProperty("server.address")).isEqualTo("127.0.0.1");
    }

    @Test
    void giveWayToWhatTheAppSays() {
        environment.withProperty("server.port", "1");

        assertThat(after().getProperty("server.port")).isEqualTo("1");
    }

    @Test
    void sendCookiesByTlsOnlyWhereThereIsTls() {
        assertThat(after().getProperty("server.servlet.session.cookie.secure")).isEqualTo("false");

        MockEnvironment tls = new MockEnvironment()
                .withProperty("khue.web.app", "trial")
                .withProperty("khue.web.public-url", "https://ky.example.vn");
        new HouseDefaults().postProcessEnvironment(tls, new SpringApplication());
        assertThat(tls.getProperty("server.servlet.session.cookie.secure")).isEqualTo("true");
    }

    @Test
    void readTheDatabasesPasswordFromItsFile(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("db"), "not a real one\n");
        environment.withProperty("khue.web.database-secret", secret.toString());

        assertThat(after().getProperty("spring.datasource.password")).isEqualTo("not a real one");
    }

    private MockEnvironment after() {
        new HouseDefaults().postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }
}
