package vn.khue.sso.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.Config;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.credential.CredentialModel;
import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.crypto.hash.Argon2PasswordHashProviderFactory;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.testframework.annotations.InjectAdminClient;
import org.keycloak.testframework.annotations.InjectKeycloakUrls;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.server.KeycloakUrls;
import vn.khue.directory.Person;
import vn.khue.directory.PersonName;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Sex;

/** Stored passwords go from stock Keycloak to ours and back. */
@KeycloakIntegrationTest(config = GateServer.class)
class PasswordHashTest {
    private static final String KHUE = "khue";

    @InjectKeycloakUrls
    KeycloakUrls urls;

    @InjectAdminClient
    Keycloak admin;

    private Gate gate;
    private final Surroundings around = Surroundings.get();
    private final PasswordHashProvider stock = stock();

    @BeforeEach
    void gate() {
        gate = Gate.at(urls.getBase());
    }

    @Test
    void serverInfoSaysThatLibsodiumHashes() {
        assertThat(admin.serverInfo()
                        .getInfo()
                        .getProviders()
                        .get("password-hashing")
                        .getProviders()
                        .get("argon2")
                        .getOperationalInfo())
                .containsKey("version")
                .extractingByKey("argon2id")
                .asString()
                .startsWith("libsodium 1.");
    }

    @Test
    void aHashThatStockMadeLetsInAndAWrongPasswordDoesNot() {
        String uid = person("tu.stock");
        give(uid, stock.encodedCredential(Gate.PASSWORD, -1));

        assertThat(page(uid, Gate.PASSWORD + "!").id()).isEqualTo("login-login");
        assertThat(gate.app(gate.browser()).signIn(uid).access()).isNotEmpty();
    }

    @Test
    void stockVerifiesWhatOursStored() {
        String uid = person("ve.stock");
        var password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setValue(Gate.PASSWORD);
        password.setTemporary(false);
        admin.realm(KHUE).users().get(id(uid)).resetPassword(password);

        assertThat(stock.verify(Gate.PASSWORD, stored(uid))).isTrue();
        assertThat(stock.verify("sai", stored(uid))).isFalse();
    }

    @Test
    void aHashOfFewerPassesIsMadeAnewAtTheNextLogin() {
        String uid = person("bam.cu");
        give(uid, stock.encodedCredential(Gate.PASSWORD, 2));
        assertThat(stored(uid).getPasswordCredentialData().getHashIterations()).isEqualTo(2);

        gate.app(gate.browser()).signIn(uid);

        assertThat(stored(uid).getPasswordCredentialData().getHashIterations()).isEqualTo(5);
        assertThat(stock.verify(Gate.PASSWORD, stored(uid))).isTrue();
        assertThat(gate.app(gate.browser()).signIn(uid).access()).isNotEmpty();
    }

    private Page page(String uid, String password) {
        SigningApp app = gate.app(gate.browser());
        return app.password(app.open(java.util.Map.of()), uid, password);
    }

    private String person(String uid) {
        around.writer.add(new Person(
                UUID.randomUUID(),
                uid,
                PersonName.of("Nguyễn Văn Mới"),
                Optional.empty(),
                Sex.UNKNOWN,
                Optional.empty(),
                PersonStatus.ACTIVE));
        return uid;
    }

    private String id(String uid) {
        return admin.realm(KHUE).users().searchByUsername(uid, true).get(0).getId();
    }

    /** As an import of another Keycloak's users does. */
    private void give(String uid, PasswordCredentialModel made) {
        var credential = new CredentialRepresentation();
        credential.setType(CredentialRepresentation.PASSWORD);
        credential.setCredentialData(made.getCredentialData());
        credential.setSecretData(made.getSecretData());
        var user = admin.realm(KHUE).users().get(id(uid));
        var changed = user.toRepresentation();
        changed.setCredentials(List.of(credential));
        user.update(changed);
    }

    private PasswordCredentialModel stored(String uid) {
        try (var connection = around.database().getConnection();
                var query = connection.prepareStatement("select c.credential_data, c.secret_data from credential c"
                        + " join user_entity u on u.id = c.user_id where c.type = 'password' and u.username = ?")) {
            query.setString(1, uid);
            try (var rows = query.executeQuery()) {
                assertThat(rows.next()).as("a password of %s", uid).isTrue();
                var row = new CredentialModel();
                row.setType(PasswordCredentialModel.TYPE);
                row.setCredentialData(rows.getString(1));
                row.setSecretData(rows.getString(2));
                return PasswordCredentialModel.createFromCredentialModel(row);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PasswordHashProvider stock() {
        var factory = new Argon2PasswordHashProviderFactory();
        factory.init(Config.scope());
        return factory.create(null);
    }
}
