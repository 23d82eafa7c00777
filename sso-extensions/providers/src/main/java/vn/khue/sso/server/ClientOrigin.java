package vn.khue.sso.server;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.keycloak.common.ClientConnection;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakSession;
import vn.khue.audit.event.Origin;

/**
 * From where the request under way came, for audit events: address as Keycloak knows it, port (Decree 333/2026/NĐ-CP, article 16.6) and the
 * client's own words about itself. Behind a proxy Keycloak knows a port only where the header has one, as in
 * {@code X-Forwarded-For: 203.0.113.24:50312} or {@code Forwarded: for="203.0.113.24:50312"} (RFC 7239, section 6); otherwise its port is the
 * proxy's own, and none is told.
 */
public final class ClientOrigin {
    private static final Pattern WITH_PORT = Pattern.compile("[^,]*(?:\\d\\.\\d{1,3}|]):\\d{1,5}\\b.*", Pattern.DOTALL);

    private ClientOrigin() {}

    /** Empty outside of a request. */
    public static Optional<Origin> of(KeycloakSession session) {
        return connection(session).flatMap(connection -> at(session, connection.getRemoteAddr()));
    }

    /**
     * The same where the address is known already.
     *
     * @param ip of the event, or null
     */
    public static Optional<Origin> at(KeycloakSession session, String ip) {
        Optional<HttpRequest> request = request(session);
        boolean known = request.map(ClientOrigin::tellsPort).orElse(false);
        int port =
                known ? connection(session).map(ClientConnection::getRemotePort).orElse(0) : 0;
        return Origin.seen(
                ip,
                port,
                request.map(found -> found.getHttpHeaders().getHeaderString("User-Agent"))
                        .orElse(null));
    }

    private static boolean tellsPort(HttpRequest request) {
        return ClientAddress.HEADERS.stream()
                .flatMap(name -> Stream.ofNullable(request.getHttpHeaders().getRequestHeader(name)))
                .filter(lines -> !lines.isEmpty())
                .allMatch(lines -> WITH_PORT.matcher(lines.get(0)).matches());
    }

    private static Optional<HttpRequest> request(KeycloakSession session) {
        return Optional.ofNullable(session.getContext().getHttpRequest())
                .filter(request -> request.getHttpHeaders() != null);
    }

    private static Optional<ClientConnection> connection(KeycloakSession session) {
        return Optional.ofNullable(session.getContext().getConnection());
    }
}
