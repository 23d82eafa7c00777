package vn.khue.signing.acme;

import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.khue.signing.authority.ServiceAddress;

/** The addresses of the ACME server, as clients sign them. */
@Component
final class AcmeAddresses {
    private final ServiceAddress service;

    AcmeAddresses(ServiceAddress service) {
        this.service = service;
    }

    /** @param path from {@code /acme} on, for instance {@code /new-order} */
    String of(String path) {
        return service.of("/acme" + path);
    }

    String account(UUID id) {
        return of("/account/" + id);
    }

    /** The account that a kid names; empty for any other text. */
    Optional<UUID> account(String kid) {
        String start = of("/account/");
        try {
            return kid.startsWith(start)
                    ? Optional.of(UUID.fromString(kid.substring(start.length())))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
