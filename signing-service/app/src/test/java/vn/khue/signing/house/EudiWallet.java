package vn.khue.signing.house;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import eu.europa.ec.eudi.openid4vci.AccessTokenOption;
import eu.europa.ec.eudi.openid4vci.AuthorizationRequestPrepared;
import eu.europa.ec.eudi.openid4vci.AuthorizedRequest;
import eu.europa.ec.eudi.openid4vci.Client;
import eu.europa.ec.eudi.openid4vci.Credential;
import eu.europa.ec.eudi.openid4vci.CredentialConfigurationIdentifier;
import eu.europa.ec.eudi.openid4vci.CredentialResponseEncryptionPolicy;
import eu.europa.ec.eudi.openid4vci.IssuanceRequestPayload;
import eu.europa.ec.eudi.openid4vci.IssuedCredential;
import eu.europa.ec.eudi.openid4vci.Issuer;
import eu.europa.ec.eudi.openid4vci.JwtBindingKey;
import eu.europa.ec.eudi.openid4vci.KeyGenerationConfig;
import eu.europa.ec.eudi.openid4vci.OpenId4VCIConfig;
import eu.europa.ec.eudi.openid4vci.PopSigner;
import eu.europa.ec.eudi.openid4vci.SubmissionOutcome;
import io.ktor.client.HttpClient;
import io.ktor.client.HttpClientKt;
import io.ktor.client.engine.java.Java;
import io.ktor.client.plugins.contentnegotiation.ContentNegotiationKt;
import io.ktor.http.ContentType;
import io.ktor.serialization.kotlinx.json.JsonSupportKt;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import kotlin.Pair;
import kotlin.Result;
import kotlin.ResultKt;
import kotlin.Unit;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlin.jvm.functions.Function0;
import kotlinx.coroutines.BuildersKt;
import kotlinx.serialization.json.Json;
import kotlinx.serialization.json.JsonKt;

/**
 * The European reference wallet's library as a wallet of somebody else. It is Kotlin: its names have suffixes that Java cannot write, so they are
 * looked up by how they begin, and its suspending functions are waited for.
 */
public final class EudiWallet {
    /** Where the browser is sent back to. */
    public static final URI RETURN = URI.create("eudi-openid4ci://authorize");

    /** Parameters 4 to 9 of the configuration keep their defaults. */
    private static final int DEFAULTS = 0x3f0;

    private final Function0<HttpClient> http;
    private final OpenId4VCIConfig config;

    /** @param front whose certificate it trusts */
    public EudiWallet(WalletFront front) {
        http = () -> HttpClientKt.HttpClient(Java.INSTANCE, client -> {
            client.engine(engine -> {
                engine.config(builder -> {
                    builder.sslContext(front.trust());
                    return Unit.INSTANCE;
                });
                return Unit.INSTANCE;
            });
            client.install(ContentNegotiationKt.getContentNegotiation(), negotiation -> {
                Json json = JsonKt.Json(Json.Default, builder -> {
                    builder.setIgnoreUnknownKeys(true);
                    return Unit.INSTANCE;
                });
                JsonSupportKt.json(negotiation, json, ContentType.Application.INSTANCE.getJson());
                return Unit.INSTANCE;
            });
            return Unit.INSTANCE;
        });
        config = construct(
                OpenId4VCIConfig.class,
                new Client.Public("khue-wallet"),
                RETURN,
                KeyGenerationConfig.Companion.ecOnly(Curve.P_256, List.of()),
                CredentialResponseEncryptionPolicy.SUPPORTED,
                null,
                null,
                null,
                null,
                null,
                null,
                DEFAULTS,
                null);
    }

    /** Begins with an offer's link. */
    public Issuer scans(String link) {
        return (Issuer) await(
                Issuer.Companion.getClass(),
                Issuer.Companion,
                "make-",
                config,
                link,
                http,
                Issuer.Companion.getDefaultResponseEncryptionSpecFactory());
    }

    /** Begins by itself. */
    public Issuer goesTo(URI issuer) throws java.net.MalformedURLException {
        URL url = issuer.toURL();
        return (Issuer) await(
                Issuer.Companion.getClass(),
                Issuer.Companion,
                "makeWalletInitiated-",
                config,
                url,
                List.of(box(CredentialConfigurationIdentifier.class, "khue-card")),
                http,
                Issuer.Companion.getDefaultResponseEncryptionSpecFactory());
    }

    /** Types the code that was told apart from the offer. */
    public AuthorizedRequest types(Issuer issuer, String code) {
        return (AuthorizedRequest) await(
                Issuer.class,
                issuer,
                "authorizeWithPreAuthorizationCode-",
                code,
                AccessTokenOption.AsRequested.INSTANCE);
    }

    /** The address at which the person signs in. */
    public AuthorizationRequestPrepared sendsToTheGate(Issuer issuer) {
        return (AuthorizationRequestPrepared)
                await(Issuer.class, issuer, "prepareAuthorizationRequest-", new Object[] {null});
    }

    public static URI address(AuthorizationRequestPrepared prepared) {
        return URI.create(invoke(method(AuthorizationRequestPrepared.class, "getAuthorizationCodeURL-", 0), prepared)
                .toString());
    }

    /** The person is back from there. */
    public AuthorizedRequest comesBack(Issuer issuer, AuthorizationRequestPrepared prepared, String code) {
        return (AuthorizedRequest) await(
                Issuer.class,
                issuer,
                "authorizeWithAuthorizationCode-",
                prepared,
                code,
                prepared.getState(),
                AccessTokenOption.AsRequested.INSTANCE);
    }

    /** What came, or why nothing did. */
    public SubmissionOutcome asks(Issuer issuer, AuthorizedRequest authorized, List<ECKey> keys) {
        List<PopSigner> signers = keys.stream()
                .<PopSigner>map(key -> PopSigner.Companion.jwtPopSigner(
                        key, JWSAlgorithm.ES256, (JwtBindingKey) box(JwtBindingKey.Jwk.class, key.toPublicJWK())))
                .toList();
        Pair<?, ?> answer = (Pair<?, ?>) await(
                Issuer.class,
                issuer,
                "request-",
                authorized,
                construct(IssuanceRequestPayload.ConfigurationBased.class, "khue-card", null),
                signers);
        return (SubmissionOutcome) answer.getSecond();
    }

    /** The credentials as they came. */
    public static List<String> credentials(SubmissionOutcome outcome) {
        if (outcome instanceof SubmissionOutcome.Success success) {
            return success.getCredentials().stream()
                    .map(IssuedCredential::getCredential)
                    .map(credential -> ((Credential.Str) credential).getValue())
                    .toList();
        }
        throw new AssertionError("expected credentials, found " + outcome);
    }

    private static Object await(Class<?> type, Object target, String name, Object... arguments) {
        Method method = method(type, name, arguments.length + 1);
        try {
            Object answer = BuildersKt.runBlocking(
                    EmptyCoroutineContext.INSTANCE,
                    (scope, continuation) -> invoke(
                            method,
                            target,
                            Stream.concat(Arrays.stream(arguments), Stream.of(continuation))
                                    .toArray()));
            Object value = answer instanceof Result<?> ? invoke(method(Result.class, "unbox-impl", 0), answer) : answer;
            ResultKt.throwOnFailure(value);
            return value;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Method method(Class<?> type, String name, int parameters) {
        return Arrays.stream(type.getMethods())
                .filter(each -> each.getName().startsWith(name) && each.getParameterCount() == parameters)
                .filter(each -> !each.getName().endsWith("$default"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("expected a method " + name + " of " + type + ", found none"));
    }

    private static Object box(Class<?> type, Object value) {
        return invoke(method(type, "box-impl", 1), null, value);
    }

    private static Object invoke(Method method, Object target, Object... arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw sneak(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T construct(Class<T> type, Object... arguments) {
        try {
            return type.cast(Arrays.stream(type.getConstructors())
                    .filter(each -> each.getParameterCount() == arguments.length
                            && each.getParameterTypes()[0].isInstance(arguments[0]))
                    .findFirst()
                    .orElseThrow()
                    .newInstance(arguments));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked") // Kotlin throws what it likes
    private static <E extends Throwable> RuntimeException sneak(Throwable cause) throws E {
        throw (E) cause;
    }
}
