package vn.khue.web;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What an app tells this library: {@code khue.web.*}. There is one more, read before anything else:
 * {@code khue.web.database-secret}, a file with the password of the app's database user in its first line.
 *
 * @param app short name, {@code a-z} and hyphen; names the session cookie and the source of events
 * @param basePort the app's port before {@code KHUE_PORT_BASE} is added
 * @param publicUrl where browsers find the app, without a slash at the end; taken from each request if absent
 * @param issuer the OpenID Connect issuer
 * @param clientId the app's client at the issuer
 * @param clientSecret file with the client's secret in its first line
 * @param maxBody largest body of a request that has no limit of its own
 * @param keepAccessToken whether a session keeps its access token, for an app that asks others in the person's name
 * @param stepUp times of a step-up
 */
@ConfigurationProperties("khue.web")
public record WebProperties(
        String app,
        @DefaultValue("0") int basePort,
        Optional<URI> publicUrl,
        URI issuer,
        String clientId,
        Path clientSecret,
        @DefaultValue("256KB") DataSize maxBody,
        @DefaultValue("false") boolean keepAccessToken,
        @DefaultValue StepUpTimes stepUp) {

    public WebProperties {
        if (app == null || !app.matches("[a-z][a-z-]{0,19}")) {
            throw new WebException("expected khue.web.app to be a short name of a-z and hyphen, found " + app);
        }
    }

    /**
     * Times of a step-up.
     *
     * @param pending from showing the sheet to the end of the authentication
     * @param authorised from the authentication to the act
     * @param skew how far the clocks of the gate and of this app may differ
     */
    public record StepUpTimes(
            @DefaultValue("10m") Duration pending,
            @DefaultValue("2m") Duration authorised,
            @DefaultValue("5s") Duration skew) {}

    /** The origin (RFC 6454) of the issuer: where a form of ours may lead to. */
    public String issuerOrigin() {
        int port = issuer.getPort();
        return issuer.getScheme() + "://" + issuer.getHost() + (port < 0 ? "" : ":" + port);
    }

    /** Whether browsers reach the app by TLS; then cookies are sent by TLS only. */
    public boolean secure() {
        return publicUrl.map(url -> "https".equals(url.getScheme())).orElse(false);
    }
}
