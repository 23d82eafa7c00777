package vn.khue.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/**
 * Only a caller on this machine, asking directly. A reverse proxy on this machine adds a header that says it speaks for
 * somebody else, and is refused.
 */
final class FromThisMachine implements AuthorizationManager<RequestAuthorizationContext> {

    private static final List<String> PROXIED =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP");

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends Authentication> authentication, RequestAuthorizationContext context) {
        return new AuthorizationDecision(allows(context.getRequest()));
    }

    static boolean allows(HttpServletRequest request) {
        return PROXIED.stream().allMatch(name -> request.getHeader(name) == null) && loopback(request.getRemoteAddr());
    }

    private static boolean loopback(String address) {
        try {
            return address != null
                    && address.matches("[0-9a-fA-F.:]+")
                    && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
