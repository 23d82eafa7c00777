package vn.khue.sso.token;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.crypto.SignatureProvider;
import org.keycloak.crypto.SignatureProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import vn.khue.sso.server.ProviderVersion;

/**
 * Takes the place of Keycloak's own provider for one algorithm: of two factories with one id Keycloak takes the one of the higher order.
 * Tokens and keys are the same; only who computes differs.
 *
 * <p>Server setting ({@code --spi-signature--rs256--…}, {@code --spi-signature--es256--…}): {@code corretto} (true).
 */
abstract class CorrettoSignaturesFactory implements SignatureProviderFactory, ServerInfoAwareProviderFactory {
    /** Name of the setting that says whether Corretto is looked for. */
    public static final String CORRETTO = "corretto";

    private static final Logger LOG = Logger.getLogger(CorrettoSignaturesFactory.class);

    private final Scheme scheme;
    private final SignatureProviderFactory stock;
    private Corretto.Search search = new Corretto.Missing("not looked for yet");

    CorrettoSignaturesFactory(Scheme scheme, SignatureProviderFactory stock) {
        this.scheme = scheme;
        this.stock = stock;
    }

    @Override
    public void init(Config.Scope config) {
        stock.init(config);
        search = config.getBoolean(CORRETTO, true)
                ? Corretto.look()
                : new Corretto.Missing("the setting " + CORRETTO + " is false");
        LOG.infof("tokens are signed with %s by %s", scheme.id(), implementation());
    }

    @Override
    public SignatureProvider create(KeycloakSession session) {
        SignatureProvider own = stock.create(session);
        return search instanceof Corretto.Found found
                ? new CorrettoSignatures(session, found.provider(), scheme, own)
                : own;
    }

    @Override
    public Map<String, String> getOperationalInfo() {
        return Map.of("version", ProviderVersion.get(), "signs", implementation());
    }

    private String implementation() {
        return search instanceof Corretto.Found found
                ? found.provider().getName() + " " + found.provider().getVersionStr()
                : "the JDK: " + ((Corretto.Missing) search).why();
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(CORRETTO)
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .defaultValue(true)
                .helpText(
                        "Signs by Amazon Corretto's library where it loads, else by the JDK. Keys and tokens are the same.")
                .add()
                .build();
    }

    @Override
    public Set<String> getJwkPrivateKeyClaims() {
        return stock.getJwkPrivateKeyClaims();
    }

    @Override
    public int order() {
        return stock.order() + 1;
    }

    @Override
    public String getId() {
        return stock.getId();
    }
}
