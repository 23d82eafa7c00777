package vn.khue.audit.wazuh;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLParameters;

/**
 * Connects to one server: logs in, finds the version out, reads the policies. Its budget and its token outlive a connection that
 * fails, so that trying again and again stays within the rate; there is to be one for each server in a process. Thread-safe.
 */
public final class WazuhConnector {

    private final Calls calls;

    /** @throws WazuhException if the CA file cannot be used */
    public WazuhConnector(WazuhSettings settings) {
        this(settings, Ticker.system(), new SecureRandom());
    }

    WazuhConnector(WazuhSettings settings, Ticker ticker, RandomGenerator random) {
        this.calls = new Calls(
                new Wire(settings.address(), settings.patience(), http(settings.address(), settings.ca())),
                new RateBudget(settings.limits(), ticker),
                settings.credentials(),
                ticker,
                random);
    }

    /**
     * Whichever line the server speaks: a {@link Wazuh4} or a {@link Wazuh5}. Sends three requests, login and all, or a
     * few more where a token is refused.
     *
     * @return refused with {@code CREDENTIALS}, {@code UNSUPPORTED} or another reason, or unavailable
     */
    public Reply<Wazuh> connect() {
        return version().then(version -> Lists.open(calls).then(lists -> wazuh(version, lists)));
    }

    private Reply<Wazuh> wazuh(ApiVersion version, Lists lists) {
        Optional<ApiLine> line = ApiLine.of(version);
        if (line.isEmpty()) {
            return new Reply.Refused<>(
                    Refusal.of(Refusal.Reason.UNSUPPORTED, 200, 0, "expected Wazuh 4.x or 5.x, found " + version));
        }
        return new Reply.Answered<>(
                line.get() == ApiLine.V4 ? new Wazuh4(version, calls, lists) : new Wazuh5(version, calls, lists));
    }

    private Reply<ApiVersion> version() {
        return calls.envelope(Request.of(Operation.API_INFO)).then(envelope -> {
            String said = envelope.object("data")
                    .flatMap(data -> data.text("api_version", 64))
                    .orElse("nothing");
            Optional<ApiVersion> version = ApiVersion.parse(said);
            return version.isPresent()
                    ? new Reply.Answered<>(version.get())
                    : new Reply.Refused<>(Refusal.of(
                            Refusal.Reason.UNSUPPORTED, 200, 0, "expected a version of Wazuh's API, found " + said));
        });
    }

    static HttpClient.Builder http(WazuhAddress address, Path ca) {
        HttpClient.Builder builder = HttpClient.newBuilder();
        if ("https".equals(address.base().getScheme())) {
            SSLParameters protocols = new SSLParameters();
            protocols.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            builder.sslContext(PinnedCa.context(ca)).sslParameters(protocols);
        }
        return builder;
    }
}
