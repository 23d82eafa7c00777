package vn.khue.sso.server;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.common.ClientConnection;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakSession;

/**
 * From which address a request comes, for whatever is decided or counted by it. Of several addresses in {@code X-Forwarded-For} or
 * {@code Forwarded} Keycloak 26.7 takes the first, which the sender writes wherever the proxy appends instead of overwriting: whoever sends
 * the address of a school would be in that school. So where there are several, none is believed.
 */
public final class ClientAddress {
    /** In which a proxy tells from where a request came. */
    static final List<String> HEADERS = List.of("X-Forwarded-For", "Forwarded");

    private ClientAddress() {}

    /** In digits; empty where it is not known for certain. */
    public static Optional<String> of(KeycloakSession session) {
        boolean several = Optional.ofNullable(session.getContext().getHttpRequest())
                .map(HttpRequest::getHttpHeaders)
                .filter(headers -> HEADERS.stream().anyMatch(name -> count(headers, name) > 1))
                .isPresent();
        return several
                ? Optional.empty()
                : Optional.ofNullable(session.getContext().getConnection()).map(ClientConnection::getRemoteAddr);
    }

    private static long count(HttpHeaders headers, String name) {
        return Stream.ofNullable(headers.getRequestHeader(name))
                .flatMap(List::stream)
                .flatMap(line -> Stream.of(line.split(",", 3)))
                .count();
    }
}
