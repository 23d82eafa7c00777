package vn.khue.audit.app.intake;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /api/events}: NDJSON in, counts out. The token's client is the sender; audience and authority are checked
 * before this is reached.
 */
@RestController
final class IntakeController {

    private final EventIntake intake;

    IntakeController(EventIntake intake) {
        this.intake = intake;
    }

    @PostMapping(path = "/api/events", consumes = "application/x-ndjson", produces = MediaType.APPLICATION_JSON_VALUE)
    IntakeAnswer take(HttpServletRequest request, @AuthenticationPrincipal Jwt token) throws IOException {
        return intake.take(request.getInputStream(), sender(token));
    }

    /** {@code azp} is the client the token was issued to; Keycloak always writes it. */
    private static String sender(Jwt token) {
        String client = token.getClaimAsString("azp");
        String sender = client == null || client.isEmpty() ? token.getSubject() : client;
        return sender.matches("[A-Za-z0-9][A-Za-z0-9._:@/+=-]{0,127}") ? sender : "unnamed-client";
    }
}
