package vn.khue.audit.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EventJsonTest {

    private static String json(AuditEvent event) {
        return new String(EventJson.write(event), StandardCharsets.UTF_8);
    }

    private static AuditEvent read(String json) {
        return EventJson.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @EnumSource(EventKind.class)
    void everyKindComesBackAsItWent(EventKind kind) {
        AuditEvent event = Events.full(kind);
        assertThat(read(json(event))).isEqualTo(event);
        assertThat(json(read(json(event)))).isEqualTo(json(event));
        assertThat(json(event)).doesNotContain("\n");
    }

    @Test
    void isWhatOcsfAsksOfALogon() {
        AuditEvent login = Events.login();
        assertThat(json(login))
                .isEqualTo("{\"time\":1795421730123,\"class_uid\":3002,\"category_uid\":3,\"activity_id\":1,"
                        + "\"activity_name\":\"Logon\",\"type_uid\":300201,\"severity_id\":1,"
                        + "\"severity\":\"Informational\",\"status_id\":1,\"status\":\"Success\","
                        + "\"metadata\":{\"version\":\"1.8.0\",\"uid\":\"" + login.id()
                        + "\",\"product\":{\"name\":\"sso\",\"vendor_name\":\"Khuê\"}},"
                        + "\"actor\":{\"user\":{\"uid\":\"" + Events.PERSON + "\",\"type_id\":1}},"
                        + "\"user\":{\"uid\":\"" + Events.PERSON + "\",\"type_id\":1},\"service\":{\"name\":\"sso\"},"
                        + "\"unmapped\":{\"kind\":\"LOGIN\",\"details\":{\"acr\":\"password\","
                        + "\"client\":\"khue-signing\"}}}");
    }

    @Test
    void orderAndWhiteSpaceAreFree() {
        AuditEvent event = Events.stranger();
        String json = json(event);
        String moved = "{ \"unmapped\" : " + json.substring(json.indexOf("{\"kind\""), json.length() - 1) + " ,\n "
                + json.substring(1, json.indexOf(",\"unmapped\"")) + " }";
        assertThat(read(moved)).isEqualTo(event);
    }

    /** What is changed in the JSON of a stranger's failed login, and what the refusal must name. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"class_uid\":3002|\"class_uid\":3001|/class_uid: expected 3002, found 3001",
                "\"severity_id\":2|\"severity_id\":5|/severity_id",
                "\"type_uid\":300201|\"type_uid\":300202|/type_uid",
                "\"status\":\"Failure\"|\"status\":\"Success\"|/status: expected Failure",
                "\"status_id\":2|\"status_id\":3|status_id: expected 1 or 2",
                "\"version\":\"1.8.0\"|\"version\":\"1.9.0\"|/metadata/version",
                "\"kind\":\"LOGIN_FAILED\"|\"kind\":\"LOGON\"|unmapped.kind",
                "\"kind\":\"LOGIN_FAILED\"|\"kind\":\"LOGIN_FAILED\",\"name\":\"x\"|/unmapped/name is not known",
                "\"reason\":|\"full_name\":|full_name is not in its vocabulary",
                "\"reason\":|\"pages\":|pages is not in its vocabulary",
                "\"user_not_found\"|\"a\\nb\"|without control characters",
                "\"user_not_found\"|\"\\u202Eb\"|not plain",
                "\"user_not_found\"|\"\\ud800\"|not plain",
                "\"user_not_found\"|\"\"|found nothing",
                "\"user_not_found\"|7|expected a text",
                "\"user_not_found\"|null|VALUE_NULL",
                "\"time\":1795421730123|\"time\":1795421730.5|VALUE_NUMBER_FLOAT",
                "\"time\":1795421730123|\"time\":-1|milliseconds",
                "\"time\":1795421730123|\"time\":99999999999999999999|well-formed JSON within bounds",
                "\"time\":1795421730123|\"time\":1795421730123,\"time\":1|found time again",
                "\"version\":\"1.8.0\"|\"version\":\"1.8.0\",\"version\":\"1.8.0\"|found version again",
                "\"type_id\":0|\"type_id\":9|type_id",
                "\"uid\":\"unknown\"|\"uid\":\"nguyen.van.a\"|the word unknown",
                "\"name\":\"sso\",\"vendor|\"name\":\"SSO!\",\"vendor|source",
                "{\"time\"|[{\"time\"|expected an object",
                "}}}|}}}}|well-formed",
                "}}}|}}|well-formed",
                "}}}|}}} {}|more after it",
                "\"status_id\":2|\"status_id\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}}|bounds",
            })
    void refusesWhatWeWouldNotWrite(String was, String becomes, String named) {
        String json = json(Events.stranger());
        assertThat(json).contains(was);
        assertThatThrownBy(() -> read(json.replace(was, becomes)))
                .isInstanceOf(AuditEventException.class)
                .hasMessageContaining(named);
    }

    @Test
    void refusesBytesThatAreNoUtf8AndLinesThatAreTooLong() {
        byte[] line = EventJson.write(Events.stranger());
        line[line.length - 8] = (byte) 0xC3;
        assertThatThrownBy(() -> EventJson.read(line)).hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> EventJson.read(new byte[60_001])).hasMessageContaining("60000");
        assertThatThrownBy(() -> EventJson.read(new byte[0])).isInstanceOf(AuditEventException.class);
    }

    @Test
    void randomDamageIsRefusedOrReadsAsADifferentWholeEvent() {
        Random random = new Random(3);
        byte[] line = EventJson.write(Events.full(EventKind.DOCUMENT_SIGNED));
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = line.clone();
            int changes = 1 + random.nextInt(3);
            for (int c = 0; c < changes; c++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                AuditEvent read = EventJson.read(damaged);
                assertThat(EventJson.read(EventJson.write(read))).isEqualTo(read);
            } catch (AuditEventException e) {
                assertThat(e.getMessage()).matches("[^\\p{Cntrl}]*");
            }
        }
    }

    @Test
    void claimsAnIdEvenWhenTheRestIsRefused() {
        AuditEvent event = Events.stranger();
        byte[] odd =
                json(event).replace("\"severity_id\":2", "\"severity_id\":9").getBytes(StandardCharsets.UTF_8);
        assertThat(EventJson.claimedId(odd)).contains(event.id());
        assertThat(EventJson.claimedId("{}".getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(EventJson.claimedId("nonsense".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }
}
