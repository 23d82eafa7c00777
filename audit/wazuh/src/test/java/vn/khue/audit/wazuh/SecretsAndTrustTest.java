package vn.khue.audit.wazuh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsAndTrustTest {

    @TempDir
    Path folder;

    private static Loopback.Told any(Loopback.Asked asked) {
        return asked.method().equals("POST")
                ? Loopback.Told.token("t0ken")
                : Loopback.Told.json(200, Loopback.NO_ITEMS);
    }

    private Reply<JsonObject> asked(TestTls tls, TestTls pinned) throws Exception {
        pinned.writeCa(folder.resolve("ca.pem"));
        try (Loopback server = new Loopback(Optional.of(tls.server()), SecretsAndTrustTest::any)) {
            Reply<JsonObject> reply =
                    new Bench(folder, server.address()).calls().envelope(Request.of(Operation.ME));
            assertThat(server.asked.isEmpty()).isEqualTo(reply instanceof Reply.Unavailable);
            return reply;
        }
    }

    @Test
    void onlyTheCaOfTheFileIsTrustedAndOnlyForTheName() throws Exception {
        TestTls right = TestTls.forName("localhost");
        assertThat(asked(right, right)).isInstanceOf(Reply.Answered.class);
        Reply<JsonObject> other = asked(right, TestTls.forName("localhost"));
        assertThat(((Reply.Unavailable<JsonObject>) other).reason()).contains("certification path");
        TestTls wrongName = TestTls.forName("wazuh.com");
        Reply<JsonObject> named = asked(wrongName, wrongName);
        assertThat(((Reply.Unavailable<JsonObject>) named).reason()).contains("No subject alternative");
    }

    @Test
    void aCaFileThatIsNoneIsRefused() throws Exception {
        Path pem = folder.resolve("ca.pem");
        for (String bad : List.of("", "nonsense", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")) {
            Files.writeString(pem, bad);
            assertThatThrownBy(() -> PinnedCa.context(pem))
                    .isInstanceOf(WazuhException.class)
                    .hasMessageContaining("ca.pem");
        }
        assertThatThrownBy(() -> PinnedCa.context(folder.resolve("none"))).isInstanceOf(WazuhException.class);
    }

    @Test
    void anAddressIsHttpsAndNothingMore() {
        WazuhAddress.of("https://wazuh.example.vn:55000");
        WazuhAddress.of("http://localhost:55000/");
        for (String bad : List.of(
                "http://wazuh.example.vn:55000",
                "https://user:pw@wazuh.example.vn",
                "https://wazuh.example.vn/api",
                "https://wazuh.example.vn?x",
                "https:wazuh",
                "ftp://localhost",
                "not an address")) {
            assertThatThrownBy(() -> WazuhAddress.of(bad)).as(bad).isInstanceOf(WazuhException.class);
        }
    }

    @Test
    void anAccountFileThatOthersMayReadIsRefusedAndNothingSaysThePassword() throws Exception {
        Path file = folder.resolve("account");
        Files.writeString(file, "khue\nh1dden pass:word\n", StandardCharsets.UTF_8);
        for (String rights : List.of("rw-r-----", "rw----r--", "rwx------", "rw--w----")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
            assertThatThrownBy(() -> new CredentialsFile(file).read())
                    .as(rights)
                    .isInstanceOf(WazuhException.class)
                    .hasMessageContaining("0600");
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Credentials credentials = new CredentialsFile(file).read();
        assertThat(credentials.basic()).isEqualTo("Basic a2h1ZTpoMWRkZW4gcGFzczp3b3Jk");
        assertThat(credentials + " " + new CredentialsFile(file) + new Tokens.Usable("s3cret", 0, 0))
                .doesNotContain("h1dden")
                .doesNotContain("s3cret")
                .doesNotContain("a2h1");
        for (String bad : List.of("", "khue\n", "kh:ue\npw\n", "khue\npw\nmore\n", "\npw\n")) {
            Files.writeString(file, bad);
            assertThatThrownBy(() -> new CredentialsFile(file).read()).as(bad).isInstanceOf(WazuhException.class);
        }
    }

    @Test
    void anAccountFileThatIsGoneIsARefusalNotAnException() throws Exception {
        try (Loopback server = Loopback.plain(SecretsAndTrustTest::any)) {
            Bench bench = new Bench(folder, server.address());
            Files.delete(bench.credentials);
            Reply<Wazuh> reply = bench.connector().connect();
            assertThat(((Reply.Refused<Wazuh>) reply).refusal().reason()).isEqualTo(Refusal.Reason.CREDENTIALS);
            assertThat(server.asked).isEmpty();
        }
    }

    @Test
    void whatCannotBeRightIsNeverSent() throws Exception {
        try (Loopback server = Loopback.plain(SecretsAndTrustTest::any)) {
            Calls calls = new Bench(folder, server.address()).calls();
            RulesetFiles files =
                    new RulesetFiles(calls, Operation.RULE_FILE, Operation.RULE_FILE_PUT, Operation.RULE_FILE_DELETE);
            EventIntake events = new EventIntake(calls);
            ActiveResponse response = new ActiveResponse(calls);
            List<Runnable> wrong = List.of(
                    () -> events.post(List.of()),
                    () -> events.post(Collections.nCopies(101, "x")),
                    () -> events.post(List.of("two\nlines")),
                    () -> events.post(List.of("x".repeat(EventIntake.MAX_EVENT_BYTES + 1))),
                    () -> response.run(List.of(), "block", List.of(), Map.of()),
                    () -> response.run(List.of("all"), "block", List.of(), Map.of()),
                    () -> response.run(List.of("001"), "block;rm", List.of(), Map.of()),
                    () -> files.write("a.xml", new byte[0], true),
                    () -> Names.file("../ossec.conf"),
                    () -> Names.file(".hidden"),
                    () -> Names.xml("local_rules"),
                    () -> Names.agent("1;id!=000"),
                    () -> Names.group(".."),
                    () -> new Slice(-1, 1),
                    () -> new Slice(0, 501));
            for (Runnable one : wrong) {
                assertThatThrownBy(one::run).isInstanceOf(WazuhException.class);
            }
            assertThat(server.asked).isEmpty();
        }
    }
}
