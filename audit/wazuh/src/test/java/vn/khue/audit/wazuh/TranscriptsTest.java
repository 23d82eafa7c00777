package vn.khue.audit.wazuh;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.audit.wazuh.item.AccountInfo;
import vn.khue.audit.wazuh.item.Agent;
import vn.khue.audit.wazuh.item.AgentState;
import vn.khue.audit.wazuh.item.ClusterState;

/** What a real 4.14.7 answered, replayed byte for byte. */
class TranscriptsTest {

    private static final Map<String, String> VERDICTS = Map.ofEntries(
            entry("01", "answered"),
            entry("02", "answered"),
            entry("03", "refused CREDENTIALS 401 0"),
            entry("04", "refused CREDENTIALS 401 0"),
            entry("05", "refused CREDENTIALS 401 0"),
            entry("06", "answered"),
            entry("07", "answered"),
            entry("08", "refused INVALID 400 1407"),
            entry("09", "refused INVALID 400 0"),
            entry("10", "refused FAILED 200 1701"),
            entry("11", "answered"),
            entry("12", "refused INVALID 400 0"),
            entry("13", "refused INVALID 400 0"),
            entry("14", "refused INVALID 400 0"),
            entry("15", "refused INVALID 415 0"),
            entry("16", "answered"),
            entry("17", "refused FAILED 200 1905"),
            entry("18", "answered"),
            entry("19", "refused FAILED 200 1113"),
            entry("20", "answered"),
            entry("21", "answered"),
            entry("22", "answered"),
            entry("23", "answered"),
            entry("24", "refused ABSENT 404 0"),
            entry("25", "refused ABSENT 405 0"),
            entry("26", "answered"),
            entry("27", "answered"),
            entry("30", "refused INVALID 400 5009"),
            entry("31", "answered"),
            entry("32", "refused FORBIDDEN 403 4000"),
            entry("33", "refused FORBIDDEN 403 4000"),
            entry("34", "answered"),
            entry("35", "unavailable 60"),
            entry("36", "unavailable 60"),
            entry("37", "unavailable 300"),
            entry("38", "answered"));

    private static final String ALL_POLICIES =
            "{\"data\": {\"rbac_mode\": \"black\"}, \"message\": \"x\", \"error\": 0}";
    private static final String NO_POLICIES =
            "{\"data\": {\"rbac_mode\": \"white\"}, \"message\": \"x\", \"error\": 0}";

    @TempDir
    Path folder;

    @Test
    void eachIsSentAsItWasReceivedToTheByteAndJudged() throws Exception {
        List<Transcript> all = Transcript.all();
        assertThat(all).hasSize(36).hasSize(VERDICTS.size());
        TestTls tls = TestTls.forName("localhost");
        tls.writeCa(folder.resolve("ca.pem"));
        try (Loopback server = new Loopback(Optional.of(tls.server()), asked -> Loopback.Told.json(500, "{}"))) {
            Wire wire = new Bench(folder, server.address()).wire();
            for (Transcript one : all) {
                server.answers(asked -> one.told());
                Optional<String> authorization = one.login()
                        .map(login -> new Credentials(login.split(":")[0], login.split(":")[1]).basic())
                        .or(() -> one.bearer() ? Optional.of("Bearer token") : Optional.empty());
                Wire.Outcome outcome = wire.send(one.method(), one.target(), authorization, one.content());
                assertThat(outcome).as(one.name()).isInstanceOf(Wire.Answer.class);
                Wire.Answer answer = (Wire.Answer) outcome;
                Loopback.Asked asked = server.asked.get(server.asked.size() - 1);
                assertThat(one.isSent(asked)).as(one.name()).isTrue();
                assertThat(asked.body())
                        .as(one.name())
                        .isEqualTo(one.content().map(Request.Content::bytes).orElse(new byte[0]));
                assertThat(answer.body()).as(one.name()).isEqualTo(one.body());
                assertThat(answer.status()).as(one.name()).isEqualTo(one.status());
                Reply<?> reply = one.target().contains("raw=true") ? Answers.file(answer) : Answers.envelope(answer);
                assertThat(verdict(reply))
                        .as(one.name())
                        .isEqualTo(VERDICTS.get(one.name().substring(0, 2)));
            }
        }
    }

    private static String verdict(Reply<?> reply) {
        if (reply instanceof Reply.Refused<?> refused) {
            Refusal refusal = refused.refusal();
            return "refused " + refusal.reason() + " " + refusal.status() + " " + refusal.code();
        }
        if (reply instanceof Reply.Unavailable<?> unavailable) {
            return "unavailable " + unavailable.retryAfter().toSeconds();
        }
        return reply instanceof Reply.Partly ? "partly" : "answered";
    }

    /** A server of recorded answers; login and version are always there. */
    private Loopback recorded(String policies) throws IOException {
        Map<String, Transcript> byNumber = byNumber();
        return Loopback.plain(asked ->
                always(byNumber, policies, asked).orElseGet(() -> Loopback.Told.problem(404, 0, "404: Not Found")));
    }

    private static Map<String, Transcript> byNumber() throws IOException {
        Map<String, Transcript> byNumber = new HashMap<>();
        Transcript.all().forEach(one -> byNumber.put(one.name().substring(0, 2), one));
        return byNumber;
    }

    private static Optional<Loopback.Told> always(
            Map<String, Transcript> recorded, String policies, Loopback.Asked asked) {
        return switch (asked.path()) {
            case "/security/user/authenticate" -> Optional.of(recorded.get("01").told());
            case "/" ->
                Optional.of(Loopback.Told.json(200, "{\"data\": {\"api_version\": \"v4.14.7\"}, \"error\": 0}"));
            case "/security/users/me/policies" -> Optional.of(Loopback.Told.json(200, policies));
            default -> Optional.empty();
        };
    }

    private static void plays(Loopback server, String policies, String number) throws IOException {
        Map<String, Transcript> recorded = byNumber();
        server.answers(asked -> always(recorded, policies, asked)
                .orElseGet(() -> recorded.get(number).told()));
    }

    private Wazuh4 connected(Loopback server) {
        return connected(new Bench(folder, server.address()));
    }

    private static Wazuh4 connected(Bench bench) {
        Reply<Wazuh> reply = bench.connector().connect();
        assertThat(reply).isInstanceOf(Reply.Answered.class);
        return (Wazuh4) ((Reply.Answered<Wazuh>) reply).value();
    }

    private static <T> T answered(Reply<T> reply) {
        assertThat(reply).isInstanceOf(Reply.Answered.class);
        return ((Reply.Answered<T>) reply).value();
    }

    @Test
    void whatWasToldBecomesRecords() throws Exception {
        try (Loopback server = recorded(ALL_POLICIES)) {
            Wazuh4 wazuh = connected(server);
            assertThat(wazuh.version()).isEqualTo(new ApiVersion(4, 14, 7));
            plays(server, ALL_POLICIES, "38");
            assertThat(answered(wazuh.agents().first(1)))
                    .isEqualTo(new Page<>(
                            List.of(new Agent(
                                    "000",
                                    "localhost",
                                    AgentState.ACTIVE,
                                    Optional.of("127.0.0.1"),
                                    Optional.empty(),
                                    List.of(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.of(Instant.parse("2026-11-23T11:33:30Z")),
                                    Optional.empty(),
                                    Optional.of(false))),
                            1,
                            Sight.WHOLE));
            plays(server, ALL_POLICIES, "20");
            assertThat(answered(wazuh.server().processes()).runs("wazuh-analysisd"))
                    .isTrue();
            assertThat(answered(wazuh.server().processes()).runs("wazuh-maild")).isFalse();
            plays(server, ALL_POLICIES, "21");
            assertThat(answered(wazuh.server().info()).version()).isEqualTo("v4.14.7");
            plays(server, ALL_POLICIES, "22");
            assertThat(answered(wazuh.cluster().state())).isEqualTo(new ClusterState(false, false));
            plays(server, ALL_POLICIES, "23");
            assertThat(answered(wazuh.assessments().policies("000", Slice.first()))
                            .items())
                    .isEmpty();
            plays(server, ALL_POLICIES, "27");
            assertThat(answered(wazuh.account().info())).isEqualTo(new AccountInfo("wazuh", List.of("administrator")));
            plays(server, ALL_POLICIES, "18");
            assertThat(answered(wazuh.lists().read("t-ips")).orElseThrow())
                    .containsExactly(new CdbEntry("10.0.0.8", "x"));
        }
    }

    @Test
    void whatIsSentIsWhatWasTaken() throws Exception {
        try (Loopback server = recorded(ALL_POLICIES)) {
            Wazuh4 wazuh = connected(server);
            Map<String, Transcript> recorded = byNumber();
            plays(server, ALL_POLICIES, "11");
            assertThat(answered(wazuh.events().post(List.of("{\"source\":\"keycloak\",\"type\":\"LOGIN\"}"))))
                    .isEqualTo(1);
            Loopback.Asked post = server.asked.get(server.asked.size() - 1);
            assertThat(recorded.get("11").isSent(post)).isTrue();
            assertThat(post.body())
                    .isEqualTo(recorded.get("11").content().orElseThrow().bytes());
            plays(server, ALL_POLICIES, "16");
            assertThat(answered(wazuh.lists().write("t-ips", List.of(new CdbEntry("10.0.0.8", "x")), true)))
                    .containsExactly("etc/lists/t-ips");
            Loopback.Asked put = server.asked.get(server.asked.size() - 1);
            assertThat(recorded.get("16").isSent(put)).isTrue();
            assertThat(put.text()).isEqualTo("10.0.0.8:x\n");
        }
    }

    @Test
    void twoHundredIsNoSuccess() throws Exception {
        try (Loopback server = recorded(ALL_POLICIES)) {
            Wazuh4 wazuh = connected(server);
            plays(server, ALL_POLICIES, "10");
            assertThat(((Reply.Refused<?>) wazuh.agents().find("999")).refusal().failures())
                    .containsExactly(new ItemFailure(1701, "Agent does not exist", List.of("999")));
            plays(server, ALL_POLICIES, "17");
            assertThat(verdict(wazuh.lists().write("t-ips", List.of(new CdbEntry("10.0.0.8", "x")), false)))
                    .isEqualTo("refused FAILED 200 1905");
            plays(server, ALL_POLICIES, "19");
            Reply<List<String>> bad =
                    wazuh.rules().write("bad.xml", "<group><rule".getBytes(StandardCharsets.UTF_8), false);
            assertThat(((Reply.Refused<?>) bad).refusal().remediation())
                    .contains("Please, ensure file content has correct XML");
            plays(server, ALL_POLICIES, "32");
            assertThat(verdict(wazuh.events().post(List.of("x")))).isEqualTo("refused FORBIDDEN 403 4000");
            plays(server, ALL_POLICIES, "33");
            assertThat(verdict(wazuh.rules().list(Slice.first()))).isEqualTo("refused FORBIDDEN 403 4000");
        }
    }

    @Test
    void anEmptyListWithoutPermissionIsARefusal() throws Exception {
        try (Loopback server = recorded(NO_POLICIES)) {
            Wazuh4 wazuh = connected(server);
            plays(server, NO_POLICIES, "31");
            Reply<Page<Agent>> blind = wazuh.agents().first(500);
            assertThat(verdict(blind)).isEqualTo("refused FORBIDDEN 200 4000");
            assertThat(((Reply.Refused<?>) blind).refusal().detail()).contains("agent:read for agent:id:*");
            plays(server, ALL_POLICIES, "31");
            assertThat(answered(connected(server).agents().first(500)))
                    .isEqualTo(new Page<>(List.of(), 0, Sight.WHOLE));
        }
    }

    @Test
    void aFloodClosesItsLaneAndNoOther() throws Exception {
        try (Loopback server = recorded(ALL_POLICIES)) {
            Bench bench = new Bench(folder, server.address());
            Wazuh4 wazuh = connected(bench);
            plays(server, ALL_POLICIES, "35");
            assertThat(verdict(wazuh.events().post(List.of("{}")))).isEqualTo("unavailable 60");
            bench.pass(Duration.ofSeconds(59));
            assertThat(verdict(wazuh.events().post(List.of("{}")))).isEqualTo("unavailable 1");
            assertThat(server.count("POST", "/events")).isEqualTo(1);
            plays(server, ALL_POLICIES, "31");
            answered(wazuh.agents().first(1));
            plays(server, ALL_POLICIES, "36");
            assertThat(verdict(wazuh.agents().first(1))).isEqualTo("unavailable 60");
            bench.pass(Duration.ofSeconds(2));
            plays(server, ALL_POLICIES, "11");
            assertThat(verdict(wazuh.events().post(List.of("{}"))))
                    .as("the general lane is closed")
                    .isEqualTo("unavailable 58");
            bench.pass(Duration.ofSeconds(58));
            answered(wazuh.events().post(List.of("{}")));
        }
    }

    @Test
    void aWrongPasswordAndABlockedAddressAreTold() throws Exception {
        Map<String, Transcript> recorded = byNumber();
        try (Loopback server = Loopback.plain(asked -> recorded.get("03").told())) {
            assertThat(verdict(new Bench(folder, server.address()).connector().connect()))
                    .isEqualTo("refused CREDENTIALS 401 0");
            server.answers(asked -> recorded.get("37").told());
            assertThat(verdict(new Bench(folder, server.address()).connector().connect()))
                    .isEqualTo("unavailable 300");
        }
    }
}
