package vn.khue.sso.claims;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.mappers.AbstractOIDCProtocolMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAccessTokenMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAttributeMapperHelper;
import org.keycloak.protocol.oidc.mappers.OIDCIDTokenMapper;
import org.keycloak.protocol.oidc.mappers.TokenIntrospectionTokenMapper;
import org.keycloak.protocol.oidc.mappers.UserInfoTokenMapper;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import org.keycloak.representations.IDToken;
import vn.khue.directory.Directory;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.Unit;
import vn.khue.directory.ldap.LdapDirectory;
import vn.khue.sso.age.AgePolicy;
import vn.khue.sso.age.Ages;
import vn.khue.sso.server.DirectoryEndpoint;
import vn.khue.sso.server.ProviderException;
import vn.khue.sso.server.ProviderVersion;
import vn.khue.sso.server.ServerSettings;

/**
 * Writes Khuê's claims (contract: OIDC) into ID token, access token, userinfo and introspection.
 *
 * <p>Server settings ({@code --spi-protocol-mapper--khue-claims--…}, else the environment): {@code ldap-url} (KHUE_LDAP_URL),
 * {@code ldap-base} (KHUE_LDAP_BASE), {@code ldap-password-file} (KHUE_SECRETS/ldap-keycloak), {@code memory-millis} (1000, at most
 * 10000), {@code memory-size} (10000), {@code scope-domain} (khue.edu.vn), {@code family-policy-file} (KHUE_FAMILY_POLICY, else the
 * ages in this jar).
 */
public final class KhueClaimsMapper extends AbstractOIDCProtocolMapper
        implements OIDCAccessTokenMapper,
                OIDCIDTokenMapper,
                UserInfoTokenMapper,
                TokenIntrospectionTokenMapper,
                ServerInfoAwareProviderFactory {
    /** Id of this provider. */
    public static final String ID = "khue-claims";

    /** Setting of a mapper: the claims it is narrowed to. */
    static final String CLAIMS = "claims";

    private static final Logger LOG = Logger.getLogger(KhueClaimsMapper.class);
    private static final String KHUE_ID = "LDAP_ID";
    private static final long LONGEST_MEMORY_MILLIS = 10_000;

    /** Nobody. */
    private static final UUID PROBE = new UUID(0, 0);

    private final Object lock = new Object();
    private final Pulse pulse = new Pulse(System::nanoTime);
    private ServerSettings settings;
    private LdapDirectory directory;
    private Directory patient;
    private ShortMemory<UUID, PersonClaims> memory;

    @Override
    public void init(Config.Scope config) {
        settings = new ServerSettings(config, System.getenv());
    }

    @Override
    public void close() {
        synchronized (lock) {
            if (directory != null) {
                directory.close();
                directory = null;
                patient = null;
                memory = null;
            }
        }
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayCategory() {
        return TOKEN_MAPPER_CATEGORY;
    }

    @Override
    public String getDisplayType() {
        return "Khuê: name, roles, units, classes, children";
    }

    @Override
    public String getHelpText() {
        return "Writes what the directory says about the person today: name, khue_role, khue_unit, khue_post, khue_class, khue_guardian_of"
                + " and eduPerson's affiliations. If the directory does not answer, only the name is written, and the lists are missing.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        var properties = new ArrayList<ProviderConfigProperty>();
        OIDCAttributeMapperHelper.addIncludeInTokensConfig(properties, KhueClaimsMapper.class);
        properties.add(claimsProperty());
        return properties;
    }

    static ProviderConfigProperty claimsProperty() {
        return new ProviderConfigProperty(
                CLAIMS,
                "Claims",
                "Names of the claims to write, parted by spaces; empty for all.",
                ProviderConfigProperty.STRING_TYPE,
                "");
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name("ldap-url")
                .type(ProviderConfigProperty.STRING_TYPE)
                .helpText("One or more URLs of the directory, separated by commas; the next is tried where one fails.")
                .add()
                .property()
                .name("memory-millis")
                .type(ProviderConfigProperty.INTEGER_TYPE)
                .defaultValue(1_000)
                .helpText("How long an answer of the directory may be used again, in milliseconds; 0 to 10000.")
                .add()
                .build();
    }

    @Override
    public Map<String, String> getOperationalInfo() {
        return Map.of("version", ProviderVersion.get());
    }

    @Override
    protected void setClaim(
            IDToken token,
            ProtocolMapperModel mapper,
            UserSessionModel userSession,
            KeycloakSession session,
            ClientSessionContext context) {
        Set<String> wanted = wanted(mapper);
        claims(userSession.getUser()).forEach((name, value) -> {
            if (wanted.isEmpty() || wanted.contains(name)) {
                write(token, name, value);
            }
        });
    }

    /** Names of the claims to which a mapper is narrowed; empty where it writes all. */
    static Set<String> wanted(ProtocolMapperModel mapper) {
        return Stream.of(Optional.ofNullable(mapper.getConfig().get(CLAIMS))
                        .orElse("")
                        .strip()
                        .split("\\s+"))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static void write(IDToken token, String name, Object value) {
        switch (name) {
            case "name" -> token.setName((String) value);
            case "family_name" -> token.setFamilyName((String) value);
            case "given_name" -> token.setGivenName((String) value);
            case "preferred_username" -> token.setPreferredUsername((String) value);
            default -> token.getOtherClaims().put(name, value);
        }
    }

    /** Claims by name; only the person's name where the directory does not answer. */
    Map<String, Object> claims(UserModel user) {
        try {
            return person(user).orElseGet(() -> nameOnly(user)).all();
        } catch (DirectoryException e) {
            LOG.warnf("token without roles: the directory did not answer (%s: %s)", e.reason(), e.getMessage());
            return nameOnly(user).names();
        }
    }

    /**
     * Whether the directory says now that this person may sign in, whatever was remembered a moment ago; true for an account that is not of
     * the directory.
     *
     * @throws DirectoryException if the directory does not answer
     */
    boolean isActive(UserModel user) {
        Optional<UUID> id = khueId(user);
        return id.isEmpty()
                || id.flatMap(memory()::anew).filter(PersonClaims::active).isPresent();
    }

    /**
     * @throws DirectoryException if the directory does not answer
     */
    Optional<PersonClaims> person(UserModel user) {
        return khueId(user).flatMap(this::person);
    }

    /**
     * @throws DirectoryException if the directory does not answer
     */
    Optional<PersonClaims> person(UUID id) {
        return memory().get(id);
    }

    /** Whether the directory did not answer when it was last asked. */
    boolean isAway() {
        return pulse.isAway();
    }

    /**
     * Asks it for nothing.
     *
     * @throws DirectoryException if it does not answer
     */
    void probe() {
        Directory asked = directory();
        asked.person(PROBE);
    }

    /** The directory that is asked, as {@link #patiently}; closed with this factory. */
    Directory directory() {
        memory();
        synchronized (lock) {
            return patient;
        }
    }

    /** Another way to the same directory, which is taken by one request every few seconds while the directory does not answer. */
    Directory patiently(Directory way) {
        return pulse.around(way);
    }

    /**
     * Likewise for a question that is none of {@link Directory}. Must not ask by {@link #patiently} itself.
     *
     * @throws DirectoryException if the directory does not answer, or did not a moment ago
     */
    <T> T ask(Supplier<T> question) {
        return pulse.ask(question);
    }

    private static Optional<UUID> khueId(UserModel user) {
        String value = user.getFirstAttribute(KHUE_ID);
        try {
            return Optional.ofNullable(value).map(UUID::fromString);
        } catch (IllegalArgumentException e) {
            throw new ProviderException(
                    "expected a UUID as LDAP_ID, found something else; set uuidLDAPAttribute of the federation to khueId",
                    e);
        }
    }

    /** In Vietnamese order: family name first. */
    private static PersonClaims nameOnly(UserModel user) {
        String name = Stream.of(user.getLastName(), user.getFirstName())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        return PersonClaims.withoutRights(
                name.isEmpty() ? user.getUsername() : name,
                Optional.ofNullable(user.getLastName()),
                Optional.ofNullable(user.getFirstName()),
                user.getUsername());
    }

    private Ages ages() {
        Optional<Path> policy =
                settings.text("family-policy-file", "KHUE_FAMILY_POLICY").map(Path::of);
        return new Ages(AgePolicy.of(AgePolicy.numbers(policy)));
    }

    /** Built at the first token, so that the server also starts, and can be built, where no directory is set. */
    private ShortMemory<UUID, PersonClaims> memory() {
        synchronized (lock) {
            if (memory == null) {
                long millis = settings.number("memory-millis", 1_000);
                if (millis < 0 || millis > LONGEST_MEMORY_MILLIS) {
                    throw new ProviderException("expected memory-millis from 0 to " + LONGEST_MEMORY_MILLIS + ", found "
                            + millis + "; a longer memory would keep rights that have ended");
                }
                directory = new LdapDirectory(DirectoryEndpoint.of(settings));
                patient = patiently(directory);
                String domain =
                        settings.text("scope-domain", "KHUE_SCOPE_DOMAIN").orElse("khue.edu.vn");
                Duration age = Duration.ofMillis(millis);
                int size = (int) settings.number("memory-size", 10_000);
                // A class that signs in at once asks for the name of one school.
                var units = new ShortMemory<String, Unit>(directory::unit, age, size, System::nanoTime);
                var reader = new StandingReader(directory, units::get, Clock.systemUTC(), domain, ages());
                memory =
                        new ShortMemory<>(person -> pulse.ask(() -> reader.apply(person)), age, size, System::nanoTime);
            }
            return memory;
        }
    }
}
