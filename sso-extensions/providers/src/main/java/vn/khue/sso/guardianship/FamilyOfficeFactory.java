package vn.khue.sso.guardianship;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import vn.khue.directory.ldap.LdapDirectory;
import vn.khue.sso.claims.PeopleToday;
import vn.khue.sso.server.DirectoryEndpoint;
import vn.khue.sso.server.ProviderVersion;
import vn.khue.sso.server.ServerSettings;

/**
 * Makes {@link FamilyOffice}s.
 *
 * <p>Server settings ({@code --spi-khue-family--khue-family--…}, else the environment): {@code policy-file} (KHUE_FAMILY_POLICY, else
 * the numbers in this jar), {@code portals} (KHUE_FAMILY_PORTALS, khue-school-console), {@code ldap-url} (KHUE_LDAP_URL),
 * {@code ldap-base} (KHUE_LDAP_BASE), {@code ldap-password-file} (KHUE_SECRETS/ldap-keycloak).
 */
public final class FamilyOfficeFactory implements FamilyOfficeProviderFactory, ServerInfoAwareProviderFactory {
    private final Object lock = new Object();
    private ServerSettings settings;
    private LdapDirectory directory;
    private FamilyOffice office;

    @Override
    public void init(Config.Scope config) {
        settings = new ServerSettings(config, System.getenv());
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    /** Built at the first use, so that the server also starts, and can be built, where no directory is set. */
    @Override
    public FamilyOffice create(KeycloakSession session) {
        synchronized (lock) {
            if (office == null) {
                directory = new LdapDirectory(DirectoryEndpoint.of(settings));
                office = new FamilyOffice(
                        PeopleToday.of(session).patiently(directory),
                        FamilyPolicy.read(settings.text("policy-file", "KHUE_FAMILY_POLICY")
                                .map(Path::of)),
                        Clock.systemUTC(),
                        Arrays.stream(settings.text("portals", "KHUE_FAMILY_PORTALS")
                                        .orElse("khue-school-console")
                                        .split(","))
                                .collect(Collectors.toSet()));
            }
            return office;
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            if (directory != null) {
                directory.close();
                directory = null;
                office = null;
            }
        }
    }

    @Override
    public String getId() {
        return "khue-family";
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name("policy-file")
                .type(ProviderConfigProperty.STRING_TYPE)
                .helpText("File with the ages and times of families, in place of those in the jar.")
                .add()
                .property()
                .name("portals")
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue("khue-school-console")
                .helpText("Clients in which people see to their family, separated by commas.")
                .add()
                .build();
    }

    @Override
    public Map<String, String> getOperationalInfo() {
        return Map.of("version", ProviderVersion.get());
    }
}
