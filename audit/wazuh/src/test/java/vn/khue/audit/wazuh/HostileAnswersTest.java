package vn.khue.audit.wazuh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is broken, or not the one it should be. */
class HostileAnswersTest {

    @TempDir
    Path folder;

    private Reply<JsonObject> asked(Loopback.Told told, Duration patience) throws Exception {
        try (Loopback server = Loopback.plain(asked ->
                asked.path().equals("/security/user/authenticate") ? Loopback.Told.token("s3cret-token") : told)) {
            return new Bench(folder, server.address(), new RateLimits(300, 30, 3), patience)
                    .calls()
                    .envelope(Request.of(Operation.ME));
        }
    }

    private Reply<JsonObject> asked(Loopback.Told told) throws Exception {
        return asked(told, Duration.ofSeconds(10));
    }

    private static Loopback.Told ok(byte[] body) {
        return new Loopback.Told(200, Map.of("content-type", "application/json"), body, Loopback.Manner.WHOLE);
    }

    private static String reason(Reply<JsonObject> reply) {
        assertThat(reply).isInstanceOf(Reply.Unavailable.class);
        String reason = ((Reply.Unavailable<JsonObject>) reply).reason();
        assertThat(reason).doesNotContain("s3cret").doesNotContain("wazuh:wazuh");
        return reason;
    }

    @Test
    void slowBodiesAndClosedConnectionsEndInTime() throws Exception {
        Loopback.Told fine = Loopback.Told.json(200, Loopback.NO_ITEMS);
        assertThat(reason(asked(fine.sent(Loopback.Manner.SLOW), Duration.ofMillis(300))))
                .contains("no whole answer");
        assertThat(reason(asked(fine.sent(Loopback.Manner.HALF_CLOSED)))).contains("no usable answer");
        assertThat(reason(asked(fine.sent(Loopback.Manner.DROPPED)))).contains("no usable answer");
    }

    /** The JDK's client sends a question once more by itself where a connection ended without a byte. */
    @Test
    void aDroppedQuestionIsAskedOnceMoreAtMostAndADroppedPostNever() throws Exception {
        Loopback.Told dropped = Loopback.Told.json(200, Loopback.NO_ITEMS).sent(Loopback.Manner.DROPPED);
        try (Loopback server = Loopback.plain(asked ->
                asked.path().equals("/security/user/authenticate") ? Loopback.Told.token("s3cret-token") : dropped)) {
            Bench bench = new Bench(folder, server.address());
            Calls calls = bench.calls();
            calls.envelope(Request.of(Operation.EVENTS).json(Map.of("events", List.of("x"))));
            assertThat(server.count("POST", "/events")).isEqualTo(1);
            bench.pass(Duration.ofSeconds(2));
            calls.envelope(Request.of(Operation.ME));
            assertThat(server.count("GET", "/security/users/me")).isBetween(1L, 2L);
            assertThat(server.logins()).isEqualTo(1);
        }
    }

    @Test
    void anAnswerIsBoundedInSizeAndDepthAndForm() throws Exception {
        byte[] large = new byte[Wire.MAX_ANSWER + 1];
        Arrays.fill(large, (byte) ' ');
        assertThat(reason(asked(ok(large)))).contains("expected at most " + Wire.MAX_ANSWER + " bytes");
        String deep = "{\"a\":".repeat(40) + "1" + "}".repeat(40);
        for (String bad : List.of(
                deep,
                "",
                "[]",
                "{",
                "{}",
                "{\"error\":0,\"error\":0}",
                "{\"error\":0} {}",
                "<html>",
                "{\"error\":NaN}")) {
            assertThat(reason(asked(ok(bad.getBytes(StandardCharsets.UTF_8)))))
                    .as(bad)
                    .contains("answer not understood");
        }
        assertThat(reason(asked(ok(new byte[] {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'}))))
                .contains("UTF-8");
        assertThat(reason(asked(new Loopback.Told(
                        200, Map.of("content-type", "text/html"), new byte[] {'x'}, Loopback.Manner.WHOLE))))
                .contains("text/html");
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        try (Loopback elsewhere = Loopback.plain(asked -> Loopback.Told.json(200, Loopback.NO_ITEMS))) {
            assertThat(reason(asked(new Loopback.Told(
                            302, Map.of("location", elsewhere.address() + "/"), new byte[0], Loopback.Manner.WHOLE))))
                    .contains("302");
            assertThat(elsewhere.asked).isEmpty();
        }
    }

    @Test
    void textThatActsOnALogIsMadePlain() throws Exception {
        Reply<JsonObject> reply = asked(Loopback.Told.problem(400, 1407, "a\\nFAKE LINE\\u202Eb\\u0000"));
        assertThat(((Reply.Refused<JsonObject>) reply).refusal().detail()).isEqualTo("a\uFFFDFAKE LINE\uFFFDb\uFFFD");
    }

    @Test
    void aPartIsToldAsAPart() throws Exception {
        Reply<JsonObject> reply = asked(Loopback.Told.json(
                200,
                "{\"data\": {\"affected_items\": [\"001\"], \"total_affected_items\": 1, \"total_failed_items\": 1,"
                        + " \"failed_items\": [{\"error\": {\"code\": 1707, \"message\": \"not active\"}, \"id\": [\"002\", 3]}]},"
                        + " \"message\": \"x\", \"error\": 2}"));
        assertThat(((Reply.Partly<JsonObject>) reply).failures())
                .containsExactly(new ItemFailure(1707, "not active", List.of("002", "3")));
    }

    @Test
    void aListsKeyMayBeAnAddressAndHostileLinesAreLeftOut() {
        assertThat(new CdbEntry("2001:db8::1", "").line()).isEqualTo("\"2001:db8::1\":");
        assertThat(CdbEntry.parse("\"2001:db8::1\":a")).contains(new CdbEntry("2001:db8::1", "a"));
        for (String bad : List.of("", ":", "x", "\"", "\"a", "\"a\"", "a\u0007:b")) {
            assertThat(CdbEntry.parse(bad)).as(bad).isEmpty();
        }
    }
}
