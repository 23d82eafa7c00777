package vn.khue.audit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaSettingsTest {

    private static final String PASSWORD = "a password of a test only";

    @TempDir
    Path folder;

    private Path file(String... lines) throws Exception {
        return Files.write(folder.resolve("kafka.properties"), List.of(lines));
    }

    private Path account(String text, String mode) throws Exception {
        Path file = Files.writeString(folder.resolve("account"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private KafkaSettings guarded() throws Exception {
        Files.writeString(folder.resolve("ca.pem"), "");
        return KafkaSettings.read(file(
                "servers=k1.example.vn:9093, k2.example.vn:9093",
                "account=account",
                "ca=ca.pem",
                "sources=sso,signing"));
    }

    @Test
    void anAccountIsUsedOverTlsAndReadAnewEachTime() throws Exception {
        account("signing\n" + PASSWORD + "\n", "rw-------");
        KafkaSettings settings = guarded();
        assertThat(settings.producer("signing"))
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("ssl.endpoint.identification.algorithm", "https")
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true)
                .hasEntrySatisfying(
                        "sasl.jaas.config", login -> assertThat((String) login).contains(PASSWORD));
        account("signing\n" + PASSWORD.replace("only", "once more") + "\n", "rw-------");
        assertThat(settings.consumer())
                .containsEntry("enable.auto.commit", false)
                .containsEntry("auto.offset.reset", "none")
                .hasEntrySatisfying(
                        "sasl.jaas.config", login -> assertThat((String) login).contains("once more"));
        assertThat(settings.topics())
                .extracting(EventTopic::name)
                .containsExactly("khue.events.sso", "khue.events.signing");
        assertThat(settings).hasToString("k1.example.vn:9093,k2.example.vn:9093");
    }

    @Test
    void anAccountThatOthersMayReadIsRefusedWithoutItsPassword() throws Exception {
        account("signing\n" + PASSWORD + "\n", "rw-r-----");
        KafkaSettings settings = guarded();
        assertThatThrownBy(() -> settings.producer("signing"))
                .isInstanceOf(KafkaTransportException.class)
                .hasMessageContaining("chmod 600")
                .hasMessageNotContaining(PASSWORD);
        account("signing\nwith a \"; other=\"quote in it\n", "rw-------");
        assertThatThrownBy(() -> settings.producer("signing")).hasMessageContaining("another form");
    }

    @ParameterizedTest
    @CsvSource({
        "servers=kafka.example.vn:9092, expected account and ca",
        "servers=localhost:99999, expected host:port",
        "servers=kafka, expected host:port",
        "sources=sso, expected servers",
        "acks=0, found [acks]",
        "sasl.jaas.config=x, found [sasl.jaas.config]"
    })
    void whatIsNotAskedForOrWouldBeOpenIsRefused(String line, String message) throws Exception {
        Path file = file(line);
        assertThatThrownBy(() -> KafkaSettings.read(file))
                .isInstanceOf(KafkaTransportException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aBrokerOfThisMachineNeedsNeither() throws Exception {
        KafkaSettings settings = KafkaSettings.read(file("servers=localhost:9092,[::1]:9092"));
        assertThat(settings.producer("sso"))
                .containsEntry("security.protocol", "PLAINTEXT")
                .doesNotContainKey("sasl.jaas.config");
        assertThatThrownBy(settings::topics).hasMessageContaining("expected sources");
    }

    @Test
    void aTopicIsOfOneSource() {
        assertThat(EventTopic.named("khue.events.sso").source()).isEqualTo("sso");
        assertThatThrownBy(() -> EventTopic.named("other.sso")).isInstanceOf(KafkaTransportException.class);
        assertThatThrownBy(() -> new EventTopic("SSO*")).isInstanceOf(KafkaTransportException.class);
    }
}
