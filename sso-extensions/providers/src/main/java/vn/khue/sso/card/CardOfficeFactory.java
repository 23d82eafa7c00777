package vn.khue.sso.card;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import org.keycloak.timer.TimerProvider;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.path.Rfc5280PathValidator;
import vn.khue.pki.policy.PkiPolicy;
import vn.khue.pki.revocation.BoundedHttp;
import vn.khue.pki.revocation.FetchRule;
import vn.khue.pki.revocation.HttpRevocationSource;
import vn.khue.pki.revocation.RememberedRevocationSource;
import vn.khue.sso.server.ProviderException;
import vn.khue.sso.server.ProviderVersion;
import vn.khue.sso.server.ServerSettings;

/**
 * Makes {@link CardOffice}s and ends sessions with their cards.
 *
 * <p>Server settings ({@code --spi-khue-card--khue-card--…}, else the environment): {@code trust-folder} (KHUE_CARD_TRUST; without it
 * cards are off), {@code url} (KHUE_CARD_URL; else the gate's own address), {@code status-origins} (KHUE_CARD_STATUS, else
 * KHUE_SIGNING_URL), {@code policy-file} (KHUE_CARD_POLICY, else the numbers in this jar), {@code session-seconds} (15): how often the card
 * of each open session is asked about.
 */
public final class CardOfficeFactory implements CardOfficeProviderFactory, ServerInfoAwareProviderFactory {
    private static final String ID = "khue-card";
    private static final long MOST_STATUS_BYTES = 32L * 1024 * 1024;
    private static final long SESSION_SECONDS = 15;
    /** Looks in the time in which each card is asked about once. */
    private static final int LOOKS = 3;

    private static final long SHORTEST_LOOK_MILLIS = 1_000;

    private final Object lock = new Object();
    private final Clock clock = Clock.systemUTC();
    private ServerSettings settings;
    private Optional<String> address = Optional.empty();
    private CardJudge judge;
    private Duration every = Duration.ZERO;

    @Override
    public void init(Config.Scope config) {
        settings = new ServerSettings(config, System.getenv());
        address = settings.text("trust-folder", "KHUE_CARD_TRUST")
                .map(folder -> settings.text("url", "KHUE_CARD_URL").orElse(""));
        address.ifPresent(CardOfficeFactory::requireOrigin);
        every = Duration.ofSeconds(Math.max(1, settings.number("session-seconds", SESSION_SECONDS)));
    }

    /** It becomes the beginning of a link. */
    private static void requireOrigin(String url) {
        if (!url.isEmpty() && !url.matches("https://[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?")) {
            throw new ProviderException("expected an address as https://host:port without a path in the setting url of"
                    + " card login, found another form; write it so");
        }
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        if (address.isEmpty()) {
            return;
        }
        factory.register(event -> {
            if (event instanceof PostMigrationEvent) {
                try (KeycloakSession session = factory.create()) {
                    session.getProvider(TimerProvider.class)
                            .scheduleTask(
                                    new CardSessions(this::judge, every, clock),
                                    Math.max(SHORTEST_LOOK_MILLIS, every.toMillis() / LOOKS),
                                    "khue-card-sessions");
                }
            }
        });
    }

    @Override
    public CardOffice create(KeycloakSession session) {
        return new CardOffice(session, address, this::judge, every, clock);
    }

    /**
     * Built at the first use, so that the server can be built where no certificates are. Logins and open sessions have one memory, which is
     * shorter than the time between two looks: whose session ended with the card is not let in again by an older answer.
     */
    private CardJudge judge() {
        synchronized (lock) {
            if (judge == null) {
                CardPolicy policy = policy();
                Duration look = every.dividedBy(LOOKS + 1);
                judge = judge(policy, policy.statusKept().compareTo(look) < 0 ? policy.statusKept() : look);
            }
            return judge;
        }
    }

    private CardPolicy policy() {
        return CardPolicy.read(settings.text("policy-file", "KHUE_CARD_POLICY").map(Path::of));
    }

    private CardJudge judge(CardPolicy policy, Duration statusKept) {
        PkiPolicy pki = PkiPolicy.vn2026();
        CryptoProviders providers = CryptoProviders.fastest();
        return new CardJudge(
                CardTrust.read(
                        Path.of(settings.text("trust-folder", "KHUE_CARD_TRUST").orElseThrow()),
                        pki,
                        providers,
                        clock.instant()),
                new Rfc5280PathValidator(pki, providers),
                new RememberedRevocationSource(
                        new HttpRevocationSource(
                                new BoundedHttp(policy.connect(), policy.answer()), new FetchRule(origins())),
                        statusKept,
                        MOST_STATUS_BYTES,
                        clock),
                policy.certificatePolicy(),
                clock);
    }

    private Set<String> origins() {
        String text = settings.text("status-origins", "KHUE_CARD_STATUS")
                .or(() -> settings.text("signing-url", "KHUE_SIGNING_URL"))
                .orElseThrow(() -> new ProviderException(
                        "expected the setting status-origins or the environment variable KHUE_SIGNING_URL, found"
                                + " neither; set where the status of certificates is answered"));
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(origin -> !origin.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void close() {
        synchronized (lock) {
            judge = null;
        }
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name("trust-folder")
                .type(ProviderConfigProperty.STRING_TYPE)
                .helpText("Folder with the certificates of the root and of the CAs below it; without it cards are off.")
                .add()
                .property()
                .name("url")
                .type(ProviderConfigProperty.STRING_TYPE)
                .helpText("Where browsers present certificates, as https://host:port with the gate's own host name.")
                .add()
                .property()
                .name("status-origins")
                .type(ProviderConfigProperty.STRING_TYPE)
                .helpText("Where OCSP and CRL may be asked for, as scheme://host:port, parted by commas.")
                .add()
                .property()
                .name("policy-file")
                .type(ProviderConfigProperty.STRING_TYPE)
                .helpText("File with the numbers of card login, in place of those in the jar.")
                .add()
                .property()
                .name("session-seconds")
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue(Long.toString(SESSION_SECONDS))
                .helpText("How often, in seconds, the card of each open session is asked about; a revoked one ends it.")
                .add()
                .build();
    }

    @Override
    public Map<String, String> getOperationalInfo() {
        return Map.of(
                "version", ProviderVersion.get(), "cards", address.isPresent() ? "offered" : "off: no trust-folder");
    }
}
