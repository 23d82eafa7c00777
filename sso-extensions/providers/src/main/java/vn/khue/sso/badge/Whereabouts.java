package vn.khue.sso.badge;

import jakarta.ws.rs.core.Cookie;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keycloak.models.KeycloakSession;
import vn.khue.sso.server.ClientAddress;

/** Where a request comes from, as far as schools have said which networks and devices are theirs. Of one request; not thread-safe. */
public final class Whereabouts {
    private final KeycloakSession session;

    private Whereabouts(KeycloakSession session) {
        this.session = session;
    }

    public static Whereabouts of(KeycloakSession session) {
        return new Whereabouts(session);
    }

    /**
     * Whether it comes from one of these networks, from a network of one of these units, or from a device that one of them enrolled.
     *
     * @param offices networks that are inside for everybody
     * @param units by id
     */
    public boolean isInside(List<Network> offices, Set<String> units) {
        Optional<InetAddress> address = ClientAddress.of(session).flatMap(Network::address);
        if (address.filter(from -> offices.stream().anyMatch(network -> network.contains(from)))
                .isPresent()) {
            return true;
        }
        Optional<String> device = Optional.ofNullable(session.getContext()
                        .getHttpRequest()
                        .getHttpHeaders()
                        .getCookies()
                        .get(BadgeResource.DEVICE_COOKIE))
                .map(Cookie::getValue);
        return !units.isEmpty()
                && BadgeOffice.of(session)
                        .at(desk -> units.stream()
                                .anyMatch(unit -> address.filter(from -> desk.places.inNetworkOf(unit, from))
                                                .isPresent()
                                        || device.flatMap(cookie -> desk.places.device(unit, cookie))
                                                .isPresent()));
    }
}
