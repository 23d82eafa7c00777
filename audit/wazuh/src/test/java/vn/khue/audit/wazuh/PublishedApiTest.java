package vn.khue.audit.wazuh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.audit.wazuh.item.AgentCounts;
import vn.khue.audit.wazuh.item.AgentState;
import vn.khue.audit.wazuh.item.ScaCheck;
import vn.khue.audit.wazuh.item.VersionCheck;

/** Judged by Wazuh's own published descriptions of 4.14.7 and 5.0.0. */
class PublishedApiTest {

    private static PublishedApi four;
    private static PublishedApi five;

    @TempDir
    Path folder;

    @BeforeAll
    static void read() throws IOException {
        four = PublishedApi.read("4.14.7");
        five = PublishedApi.read("5.0.0");
    }

    private static PublishedApi of(ApiLine line) {
        return line == ApiLine.V4 ? four : five;
    }

    @Test
    void everyOperationIsPublishedForTheLinesThatHaveItAndForNoOther() {
        for (Operation operation : Operation.values()) {
            for (ApiLine line : ApiLine.values()) {
                assertThat(of(line).operation(operation.method(), operation.path())
                                .isPresent())
                        .as("%s in %s", operation, line)
                        .isEqualTo(operation.existsIn(line));
            }
        }
    }

    @Test
    void parametersVariablesAndActionsAreThePublishedOnes() {
        for (Operation operation : Operation.values()) {
            for (ApiLine line : ApiLine.values()) {
                Optional<PublishedApi.Published> published = of(line).operation(operation.method(), operation.path());
                published.ifPresent(found -> {
                    assertThat(of(line).names(found, "query"))
                            .as("%s in %s", operation, line)
                            .containsAll(operation.parameters());
                    assertThat(of(line).names(found, "path").stream()
                                    .allMatch(name -> operation.path().contains("{" + name + "}")))
                            .as("%s in %s", operation, line)
                            .isTrue();
                    assertThat(of(line).actions(found))
                            .as("%s in %s", operation, line)
                            .isEqualTo(operation.actions().stream()
                                    .map(Action::wireName)
                                    .collect(Collectors.toSet()));
                });
            }
        }
    }

    /** Answers with what the description shows, and refuses what it does not have, as Wazuh does. */
    static final class Describing implements Loopback.Answering {
        private final PublishedApi api;
        private final String version;
        private final List<String> refused = new CopyOnWriteArrayList<>();
        private final Set<String> seen = new TreeSet<>();

        Describing(PublishedApi api, String version) {
            this.api = api;
            this.version = version;
        }

        @Override
        public synchronized Loopback.Told answer(Loopback.Asked asked) {
            Optional<PublishedApi.Published> published = api.asked(asked.method(), asked.path());
            if (published.isEmpty()) {
                return refuse(404, asked, "no such operation");
            }
            PublishedApi.Published operation = published.get();
            seen.add(asked.method() + " " + operation.path());
            for (String name : queryNames(asked)) {
                if (!api.names(operation, "query").contains(name)) {
                    return refuse(400, asked, "Extra query parameter(s) " + name);
                }
            }
            Set<String> types = api.bodyTypes(operation);
            if (asked.body().length > 0 && !types.contains(asked.header("content-type"))) {
                return refuse(415, asked, "Invalid Content-type");
            }
            if (types.contains("application/json") && !bodyFits(operation, asked)) {
                return refuse(400, asked, "body");
            }
            return switch (asked.path()) {
                case "/" -> Loopback.Told.json(200, "{\"data\": {\"api_version\": \"" + version + "\"}, \"error\": 0}");
                case "/security/user/authenticate" -> Loopback.Told.token("a-token");
                case "/security/users/me/policies" ->
                    Loopback.Told.json(200, "{\"data\": {\"rbac_mode\": \"black\"}, \"error\": 0}");
                default -> shown(operation, asked);
            };
        }

        private Loopback.Told refuse(int status, Loopback.Asked asked, String why) {
            refused.add(asked.method() + " " + asked.target() + ": " + why);
            return Loopback.Told.problem(status, 0, why);
        }

        private boolean bodyFits(PublishedApi.Published operation, Loopback.Asked asked) {
            try {
                Map<String, Object> schema = api.bodySchema(operation);
                Set<String> sent = JsonReader.object(asked.body()).names();
                List<?> required = (List<?>) schema.getOrDefault("required", List.of());
                return sent.containsAll(required)
                        && PublishedApi.map(schema.get("properties")).keySet().containsAll(sent);
            } catch (IOException e) {
                return false;
            }
        }

        private static List<String> queryNames(Loopback.Asked asked) {
            String[] parts = asked.target().split("\\?", 2);
            return parts.length == 1
                    ? List.of()
                    : Arrays.stream(parts[1].split("&"))
                            .map(parameter -> parameter.split("=", 2)[0])
                            .toList();
        }

        private Loopback.Told shown(PublishedApi.Published operation, Loopback.Asked asked) {
            if (asked.target().contains("raw=true")) {
                for (String type : List.of("application/xml", "text/plain")) {
                    Optional<Object> file = api.example(operation, type);
                    if (file.isPresent()) {
                        return new Loopback.Told(
                                200,
                                Map.of("content-type", type + "; charset=utf-8"),
                                file.get().toString().getBytes(StandardCharsets.UTF_8),
                                Loopback.Manner.WHOLE);
                    }
                }
            }
            return api.example(operation, "application/json")
                    .map(example -> Loopback.Told.json(
                            200, new String(JsonText.write(withoutNulls(example)), StandardCharsets.UTF_8)))
                    .orElseGet(() -> Loopback.Told.json(200, Loopback.NO_ITEMS));
        }

        private static Map<String, Object> withoutNulls(Object example) {
            Map<String, Object> copy = new LinkedHashMap<>();
            PublishedApi.map(example).forEach((name, value) -> {
                if (value != null) {
                    copy.put(name, value instanceof Map ? withoutNulls(value) : value);
                }
            });
            return copy;
        }
    }

    static <T> T got(Reply<T> reply) {
        assertThat(reply).isInstanceOf(Reply.Answered.class);
        return ((Reply.Answered<T>) reply).value();
    }

    static void bothLines(Wazuh wazuh) {
        assertThat(got(wazuh.agents().first(10)).items().get(0).state()).isEqualTo(AgentState.ACTIVE);
        got(wazuh.agents().after("003", 10));
        got(wazuh.agents().find("001"));
        assertThat(got(wazuh.agents().counts())).isEqualTo(new AgentCounts(8, 0, 0, 3, 11));
        assertThat(got(wazuh.agents().join("003", "dmz"))).containsExactly("003");
        assertThat(got(wazuh.agents().leave("003", "dmz")).message()).contains("removed");
        assertThat(got(wazuh.groups().list(Slice.first())).items()).hasSize(3);
        got(wazuh.groups().create("school-7"));
        assertThat(got(wazuh.groups().agents("dmz", Slice.first().next())).items())
                .isNotEmpty();
        assertThat(got(wazuh.cluster().state()).running()).isTrue();
        assertThat(got(wazuh.cluster().nodes()).items().get(0).master()).isTrue();
        assertThat(got(wazuh.cluster().connected(Slice.first())).items()).hasSize(3);
        assertThat(got(wazuh.account().security()).tokenLife()).isEqualTo(Duration.ofSeconds(900));
        got(wazuh.account().info());
        assertThat(got(wazuh.account().permissions()).complete()).isTrue();
    }

    private static Set<String> published(ApiLine line) {
        return EnumSet.allOf(Operation.class).stream()
                .filter(operation -> operation.existsIn(line))
                .map(operation -> operation.method() + " " + operation.path())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyCallOfFourIsWhatItsDescriptionTakesAndItsExamplesAreRead() throws Exception {
        Describing describing = new Describing(four, "v4.14.7");
        try (Loopback server = Loopback.plain(describing)) {
            Wazuh connected =
                    got(new Bench(folder, server.address()).connector().connect());
            assertThat(connected).isInstanceOf(Wazuh4.class);
            bothLines(connected);
            fourAlone((Wazuh4) connected);
        }
        assertThat(describing.refused).isEmpty();
        assertThat(describing.seen).isEqualTo(published(ApiLine.V4));
    }

    static void fourAlone(Wazuh4 wazuh) {
        assertThat(got(wazuh.server().processes()).runs("wazuh-analysisd")).isTrue();
        assertThat(got(wazuh.server().info()).type()).isEqualTo("server");
        got(wazuh.server().reloadRuleset());
        got(wazuh.server().reloadRulesetOfCluster());
        got(wazuh.server().reloadRulesetOf(List.of("worker-1")));
        got(wazuh.server().reloadRulesetEverywhere());
        VersionCheck check = got(wazuh.server().newerVersions());
        assertThat(check.current()).isEqualTo("v4.8.0");
        assertThat(check.patch()).hasValue("v4.8.2");
        assertThat(check.checked()).isPresent();
        assertThat(got(wazuh.rules().list(Slice.first())).items().get(0).id()).isEqualTo(1001);
        got(wazuh.rules().ofFile("0020-syslog_rules.xml", Slice.first()));
        assertThat(new String(got(wazuh.rules().read("a.xml")), StandardCharsets.UTF_8))
                .contains("<rule id=");
        assertThat(got(wazuh.rules().write("new_rule.xml", new byte[] {'<'}, true)))
                .containsExactly("etc/rules/new_rule.xml");
        got(wazuh.rules().delete("a.xml"));
        assertThat(got(wazuh.decoders().ofFile("0005-wazuh_decoders.xml", Slice.first()))
                        .items())
                .hasSize(2);
        assertThat(got(wazuh.decoders().read("a.xml"))).isNotEmpty();
        got(wazuh.decoders().write("new_decoder.xml", new byte[] {'<'}, false));
        got(wazuh.decoders().delete("a.xml"));
        assertThat(got(wazuh.lists().list(Slice.first())).items()).hasSize(4);
        assertThat(got(wazuh.lists().read("audit-keys")).orElseThrow())
                .contains(new CdbEntry("audit-wazuh-w", "write"));
        got(wazuh.lists().write("audit-keys", List.of(new CdbEntry("2001:db8::1", "khue")), true));
        got(wazuh.lists().delete("test"));
        assertThat(got(wazuh.events().post(List.of("one", "{\"two\":2}")))).isEqualTo(2);
        assertThat(got(wazuh.activeResponse()
                        .run(List.of("001", "002"), "!block", List.of("-"), Map.of("srcip", "203.0.113.7"))))
                .containsExactly("001", "002");
        assertThat(got(wazuh.assessments().policies("001", Slice.first()))
                        .items()
                        .get(0)
                        .score())
                .isEqualTo(39);
        assertThat(got(wazuh.assessments().checks("001", "cis_ubuntu20-04", Slice.first()))
                        .items()
                        .get(0)
                        .result())
                .isEqualTo(ScaCheck.Result.NOT_APPLICABLE);
        got(wazuh.assessments().failed("001", "cis_ubuntu20-04", Slice.first()));
        assertThat(got(wazuh.fileIntegrity().files("001", Slice.first())).total())
                .isEqualTo(1433);
        assertThat(got(wazuh.fileIntegrity().lastScan("001")).ended()).isPresent();
        got(wazuh.fileIntegrity().scan("001"));
        assertThat(got(wazuh.logtest().json("{}", "khue", Optional.of("8cd2d6d1")))
                        .rule())
                .hasValue(1002);
        got(wazuh.logtest().end("8cd2d6d1"));
    }

    @Test
    void everyCallOfFiveIsWhatItsDescriptionTakes() throws Exception {
        Describing describing = new Describing(five, "v5.0.0");
        try (Loopback server = Loopback.plain(describing)) {
            Wazuh connected =
                    got(new Bench(folder, server.address()).connector().connect());
            assertThat(connected).isInstanceOf(Wazuh5.class);
            bothLines(connected);
        }
        assertThat(describing.refused).isEmpty();
        assertThat(describing.seen).isEqualTo(published(ApiLine.V5));
    }

    @Test
    void aLineThatIsNotKnownIsRefusedInWords() throws Exception {
        try (Loopback server = Loopback.plain(new Describing(four, "v6.0.0"))) {
            Reply<Wazuh> reply = new Bench(folder, server.address()).connector().connect();
            Refusal refusal = ((Reply.Refused<Wazuh>) reply).refusal();
            assertThat(refusal.reason()).isEqualTo(Refusal.Reason.UNSUPPORTED);
            assertThat(refusal.detail()).isEqualTo("expected Wazuh 4.x or 5.x, found 6.0.0");
        }
    }
}
