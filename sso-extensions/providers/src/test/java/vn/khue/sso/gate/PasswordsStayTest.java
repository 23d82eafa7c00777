package vn.khue.sso.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.representations.idm.ComponentRepresentation;
import org.keycloak.testframework.annotations.InjectAdminClient;
import org.keycloak.testframework.annotations.InjectKeycloakUrls;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.server.KeycloakUrls;
import vn.khue.directory.Person;
import vn.khue.directory.PersonName;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Sex;
import vn.khue.sso.realm.Mode;

/** The main password lives at the gate and never reaches the directory (decision 3). */
@KeycloakIntegrationTest(config = GateServer.class)
class PasswordsStayTest {
    private static final String PEOPLE = "ou=people";

    @InjectKeycloakUrls
    KeycloakUrls urls;

    @InjectAdminClient
    Keycloak admin;

    private Gate gate;
    private final Surroundings around = Surroundings.get();

    @BeforeEach
    void gate() {
        gate = Gate.at(urls.getBase());
    }

    @Test
    void whatIsTypedForAPersonWithoutAPasswordIsNoBind() {
        Person newcomer = newcomer("moi.nv");
        List<String> before = personBinds();

        Page refused = type(newcomer.uid(), "mật khẩu đoán");

        assertThat(refused.id()).isEqualTo("login-login");
        assertThat(personBinds()).isEqualTo(before);
        assertThat(around.accessLog.binds())
                .as("the log sees what Keycloak does bind")
                .contains("cn=keycloak,ou=services," + Surroundings.BASE);
        // The newcomer was found in the directory all the same: only the password was not asked there.
        assertThat(admin.realm("khue").users().searchByUsername(newcomer.uid(), true))
                .hasSize(1);
    }

    @Test
    void norIsAWrongPasswordOrARightOne() {
        List<String> before = personBinds();
        type(around.village.pupil.uid(), "mật khẩu sai");
        assertThat(gate.app(gate.browser()).signIn(around.village.pupil.uid()).access())
                .isNotEmpty();
        assertThat(personBinds()).isEqualTo(before);
    }

    /** Also proves that the log would tell: the stock provider does bind. */
    @Test
    void anInstallationThatStillHasTheStockProviderIsChangedByTheApplier() {
        Person newcomer = newcomer("cu.nv");
        ComponentRepresentation federation = admin.realm("khue").components().query().stream()
                .filter(each -> "khue-directory".equals(each.getName()))
                .findAny()
                .orElseThrow();
        federation.setProviderId("ldap");
        federation.getConfig().putSingle("bindCredential", around.secret("ldap-keycloak"));
        admin.realm("khue").components().component(federation.getId()).update(federation);
        type(newcomer.uid(), "mật khẩu đoán");
        List<String> stock = personBinds();
        assertThat(stock.get(stock.size() - 1)).contains(newcomer.uid());

        assertThat(gate.applier().apply(Mode.APPLY).text()).contains("providerId: ldap -> khue-directory");
        type(newcomer.uid(), "mật khẩu đoán");
        assertThat(personBinds()).as("no more than the stock provider's own").isEqualTo(stock);
        assertThat(gate.app(gate.browser()).signIn(around.village.pupil.uid()).access())
                .isNotEmpty();
    }

    private Page type(String username, String password) {
        SigningApp app = gate.app(gate.browser());
        return app.password(app.open(Map.of()), username, password);
    }

    private List<String> personBinds() {
        return around.accessLog.binds().stream()
                .filter(dn -> dn.contains(PEOPLE))
                .toList();
    }

    private Person newcomer(String uid) {
        Person person = new Person(
                UUID.randomUUID(),
                uid,
                PersonName.of("Nguyễn Văn Mới"),
                Optional.empty(),
                Sex.UNKNOWN,
                Optional.empty(),
                PersonStatus.ACTIVE);
        around.writer.add(person);
        return person;
    }
}
