package vn.khue.sso.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.representations.idm.ComponentRepresentation;
import org.keycloak.testframework.annotations.InjectAdminClient;
import org.keycloak.testframework.annotations.InjectKeycloakUrls;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.server.KeycloakUrls;
import vn.khue.sso.realm.Change;
import vn.khue.sso.realm.Mode;
import vn.khue.sso.realm.RealmApplier;
import vn.khue.sso.realm.RealmReport;

/** The applier on a real server: it converges, it stays silent when nothing differs, and it sees drift. */
@KeycloakIntegrationTest(config = GateServer.class)
class RealmTest {
    @InjectKeycloakUrls
    KeycloakUrls urls;

    @InjectAdminClient
    Keycloak admin;

    private Gate gate;

    @BeforeEach
    void gate() {
        gate = Gate.at(urls.getBase());
    }

    @Test
    void aFirstRunCreatesTheRealmAndASecondChangesNothing() {
        assertThat(gate.firstRun.changes()).extracting(Change::resource).contains("realm khue", "client khue-signing");
        assertThat(gate.applier().apply(Mode.DRY_RUN).text()).isEqualTo("realm: nothing differs\n");
        assertThat(gate.applier().apply(Mode.APPLY).changes()).isEmpty();
    }

    @Test
    void driftIsReportedByADryRunAndRemovedByARun() {
        var realm = admin.realm("khue");
        var settings = realm.toRepresentation();
        settings.setFailureFactor(1_000);
        realm.update(settings);
        var client = realm.clients().findByClientId("khue-signing").get(0);
        client.setSecret("somebody else's secret");
        client.setRedirectUris(java.util.List.of("*"));
        realm.clients().get(client.getId()).update(client);
        var scope = realm.clientScopes().findAll().stream()
                .filter(found -> found.getName().equals("profile"))
                .findAny()
                .orElseThrow();
        realm.clients().get(client.getId()).removeDefaultClientScope(scope.getId());
        var sign = realm.flows().getExecutions("khue-browser").stream()
                .filter(step -> "khue-level-sign".equals(step.getDisplayName()))
                .findAny()
                .orElseThrow();
        sign.setRequirement("DISABLED");
        realm.flows().updateExecutions("khue-browser", sign);

        RealmReport drift = gate.applier().apply(Mode.DRY_RUN);

        assertThat(drift.text())
                .contains("would update realm settings\n    failureFactor: 1000 -> 5\n")
                .contains("secret: *** -> ***")
                .contains("redirectUris: * -> http://localhost:8081/*")
                .contains("would update client khue-signing, scopes")
                .contains(
                        "would update flow khue-browser, step khue-level-sign\n    requirement: DISABLED -> CONDITIONAL")
                .doesNotContain("somebody else's secret");
        assertThat(realm.toRepresentation().getFailureFactor()).isEqualTo(1_000);

        assertThat(gate.applier().apply(Mode.APPLY).changes()).hasSameSizeAs(drift.changes());
        assertThat(gate.applier().apply(Mode.DRY_RUN).isClean()).isTrue();
        assertThat(realm.toRepresentation().getFailureFactor()).isEqualTo(5);
    }

    @Test
    void aFlowWhoseStepsWereChangedIsBuiltAnewUnderTheSameName() {
        var flows = admin.realm("khue").flows();
        var otp = flows.getExecutions("khue-browser").stream()
                .filter(step -> "auth-otp-form".equals(step.getProviderId()))
                .findAny()
                .orElseThrow();
        flows.removeExecution(otp.getId());

        assertThat(gate.applier().apply(Mode.APPLY).changes())
                .extracting(Change::resource)
                .containsExactly("flow khue-browser");

        assertThat(gate.applier().apply(Mode.DRY_RUN).text()).isEqualTo("realm: nothing differs\n");
        assertThat(flows.getFlows()).noneMatch(flow -> flow.getAlias().endsWith("-next"));
        assertThat(admin.realm("khue").toRepresentation().getBrowserFlow()).isEqualTo("khue-browser");
    }

    /** An old key is good for what it signed, and gone when nothing of that can be left. */
    @Test
    void aKeyIsFollowedByAnotherAndDeletedOnlyLater() {
        Set<String> before = keys();
        String first = before.stream().max(Comparator.naturalOrder()).orElseThrow();

        assertThat(after(89).apply(Mode.DRY_RUN).isClean()).isTrue();
        assertThat(after(90).apply(Mode.APPLY).changes())
                .extracting(Change::resource)
                .singleElement()
                .asString()
                .startsWith("key khue-ES256-");
        assertThat(keys()).containsAll(before).hasSize(before.size() + 1);
        assertThat(active()).isNotEqualTo(component(first));

        assertThat(after(120).apply(Mode.DRY_RUN).isClean()).isTrue();
        assertThat(after(121).apply(Mode.APPLY).changes())
                .extracting(Change::resource)
                .containsExactly("key " + first);
        assertThat(keys()).hasSize(before.size()).doesNotContain(first);

        // The others meet a key of today again.
        keys().forEach(name ->
                admin.realm("khue").components().component(component(name)).remove());
        gate.applier().apply(Mode.APPLY);
        assertThat(keys()).containsExactly(first);
    }

    private RealmApplier after(int days) {
        return gate.applier(Map.of(), Clock.offset(Clock.systemUTC(), Duration.ofDays(days)));
    }

    private Set<String> keys() {
        var realm = admin.realm("khue");
        return realm.components().query(realm.toRepresentation().getId(), "org.keycloak.keys.KeyProvider").stream()
                .map(ComponentRepresentation::getName)
                .filter(name -> name.startsWith("khue-ES256-"))
                .collect(Collectors.toSet());
    }

    private String component(String name) {
        var realm = admin.realm("khue");
        return realm.components()
                .query(realm.toRepresentation().getId(), "org.keycloak.keys.KeyProvider", name)
                .get(0)
                .getId();
    }

    /** Which component's key signs now. */
    private String active() {
        var metadata = admin.realm("khue").keys().getKeyMetadata();
        String kid = metadata.getActive().get("ES256");
        return metadata.getKeys().stream()
                .filter(key -> kid.equals(key.getKid()))
                .findAny()
                .orElseThrow()
                .getProviderId();
    }
}
