package vn.khue.audit.wazuh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.audit.wazuh.NoticeSecret.Verdict;

class NoticeSecretTest {

    private static final String TEXT = "0123456789abcdef0123456789abcdef";
    private static final Instant NOW = Instant.parse("2026-11-27T02:00:00Z");
    private static final byte[] BODY = "{\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private Path file;
    private NoticeSecret secret;

    @BeforeEach
    void make() throws Exception {
        file = folder.resolve("wazuh-notices");
        write(TEXT + "\n", "rw-------");
        secret = new NoticeSecret(file);
    }

    private void write(String text, String rights) throws Exception {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
    }

    private Verdict judge(String signature, byte[] body, Instant now) {
        return secret.judge(Optional.of(signature), Optional.empty(), body, now);
    }

    @Test
    void whoSignedNowIsKnown() {
        String signature = secret.sign(BODY, NOW);
        // Computed with: printf '1795744800.{"id":"1"}' | openssl dgst -sha256 -hmac 0123456789abcdef0123456789abcdef
        assertThat(signature).startsWith("t=" + NOW.getEpochSecond() + ",v1=").hasSize(2 + 10 + 4 + 64);
        assertThat(judge(signature, BODY, NOW)).isEqualTo(Verdict.SIGNED);
        assertThat(judge(signature, BODY, NOW.plusSeconds(300))).isEqualTo(Verdict.SIGNED);
        assertThat(judge(signature, BODY, NOW.plusSeconds(301))).isEqualTo(Verdict.STALE);
        assertThat(judge(signature, BODY, NOW.minusSeconds(301))).isEqualTo(Verdict.STALE);
    }

    @Test
    void anotherBodyTimeSecretOrFormIsAStranger() throws Exception {
        String signature = secret.sign(BODY, NOW);
        assertThat(judge(signature, "{}".getBytes(StandardCharsets.UTF_8), NOW)).isEqualTo(Verdict.STRANGER);
        assertThat(judge(signature.replace("t=1", "t=2"), BODY, NOW)).isEqualTo(Verdict.STRANGER);
        assertThat(judge("v1=" + "0".repeat(64), BODY, NOW)).isEqualTo(Verdict.STRANGER);
        assertThat(judge("", BODY, NOW)).isEqualTo(Verdict.STRANGER);
        assertThat(secret.judge(Optional.empty(), Optional.empty(), BODY, NOW)).isEqualTo(Verdict.STRANGER);
        write(TEXT.replace('0', '1'), "rw-------");
        assertThat(judge(signature, BODY, NOW)).as("another secret").isEqualTo(Verdict.STRANGER);
    }

    @Test
    void aChannelThatCannotSignPresentsTheSecret() {
        assertThat(secret.judge(Optional.empty(), Optional.of("Bearer " + TEXT), BODY, NOW))
                .isEqualTo(Verdict.PRESENTED);
        assertThat(secret.judge(Optional.empty(), Optional.of("Bearer " + TEXT + "x"), BODY, NOW))
                .isEqualTo(Verdict.STRANGER);
        assertThat(secret.judge(Optional.of("t=1"), Optional.of("Bearer " + TEXT), BODY, NOW))
                .as("a wrong signature is not made good")
                .isEqualTo(Verdict.STRANGER);
    }

    @Test
    void aFileThatOthersReadOrThatIsShortLetsNobodyIn() throws Exception {
        String signature = secret.sign(BODY, NOW);
        write(TEXT, "rw-r--r--");
        assertThatThrownBy(() -> judge(signature, BODY, NOW))
                .isInstanceOf(WazuhException.class)
                .hasMessageContaining("0600");
        write("short", "rw-------");
        assertThatThrownBy(() -> judge(signature, BODY, NOW)).isInstanceOf(WazuhException.class);
        Files.delete(file);
        assertThatThrownBy(() -> judge(signature, BODY, NOW)).isInstanceOf(WazuhException.class);
        assertThat(secret.toString()).doesNotContain(TEXT);
    }
}
