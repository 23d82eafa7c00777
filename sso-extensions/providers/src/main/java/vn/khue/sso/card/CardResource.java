package vn.khue.sso.card;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.x509.X509ClientCertificateLookup;
import vn.khue.sso.server.LoginUnderWay;

/** Where a browser presents a certificate: in TLS, at the gate itself or at the proxy before it. */
public final class CardResource {
    private static final Logger LOG = Logger.getLogger(CardResource.class);

    private final KeycloakSession session;

    CardResource(KeycloakSession session) {
        this.session = session;
    }

    /** From the password page, with the card, back to the same login. */
    @GET
    @Path("start")
    public Response start(
            @QueryParam("client_id") String clientId,
            @QueryParam("tab_id") String tabId,
            @QueryParam("client_data") String clientData) {
        return LoginUnderWay.otherWay(
                session,
                Map.of(CardChosen.NOTE, "true", CardEntry.PRESENTED, presented().orElse(CardEntry.NONE)),
                clientId,
                tabId,
                clientData);
    }

    /** What Keycloak's own lookup finds; from a header only where the sender is a proxy that the server trusts. */
    private Optional<String> presented() {
        var lookup = session.getProvider(X509ClientCertificateLookup.class);
        if (lookup == null) {
            return Optional.empty();
        }
        try {
            X509Certificate[] chain =
                    lookup.getCertificateChain(session.getContext().getHttpRequest());
            if (chain == null || chain.length == 0 || chain[0] == null) {
                return Optional.empty();
            }
            byte[] der = chain[0].getEncoded();
            return der.length > CardJudge.MOST_BYTES
                    ? Optional.empty()
                    : Optional.of(Base64.getEncoder().encodeToString(der));
        } catch (GeneralSecurityException | RuntimeException e) {
            // The lookups answer a malformed header with several kinds of runtime exception.
            LOG.debugf("no certificate could be read: %s", e.getClass());
            return Optional.empty();
        }
    }
}
