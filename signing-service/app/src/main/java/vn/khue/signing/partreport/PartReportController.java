package vn.khue.signing.partreport;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import vn.khue.audit.event.Actor;
import vn.khue.signature.intake.IntakeResult;
import vn.khue.signature.intake.PdfIntake;
import vn.khue.signing.document.ContentStore;
import vn.khue.signing.document.ContentTooLargeException;
import vn.khue.signing.event.Acts;
import vn.khue.signing.event.SigningEvents;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.validation.SealedReports;
import vn.khue.web.event.RequestOrigin;

/**
 * {@code POST /api/reports}: a PDF in, the same with the seal for reports behind it out. Audience and right of the token are checked before this
 * is reached. The event is kept before the answer goes out; a file that is signed already is refused, so that a seal never stands on another's.
 */
@Controller
final class PartReportController {

    private final ContentStore content;
    private final PdfIntake intake;
    private final SealedReports reports;
    private final Acts acts;
    private final SigningEvents events;

    PartReportController(
            ContentStore content, PdfIntake intake, SealedReports reports, Acts acts, SigningEvents events) {
        this.content = content;
        this.intake = intake;
        this.reports = reports;
        this.acts = acts;
        this.events = events;
    }

    @ResponseBody
    @PostMapping(
            path = PartReportSetting.PATH,
            consumes = MediaType.APPLICATION_PDF_VALUE,
            produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> seal(HttpServletRequest request, @AuthenticationPrincipal Jwt token) throws IOException {
        Actor client = Actor.service(client(token)).from(RequestOrigin.of(request));
        try {
            return ResponseEntity.ok().contentType(MediaType.APPLICATION_PDF).body(sealed(request, client));
        } catch (SigningException refused) {
            acts.refused(client, PartReportSetting.PATH, refused.refusal());
            throw refused;
        }
    }

    private byte[] sealed(HttpServletRequest request, Actor client) throws IOException {
        Path received;
        try {
            received = content.receive(request.getInputStream(), PartReportSetting.LARGEST);
        } catch (ContentTooLargeException tooLarge) {
            throw new SigningException(Refusal.FILE_TOO_LARGE, (PartReportSetting.LARGEST >> 20) + " MB");
        }
        try {
            if (!(intake.inspect(received) instanceof IntakeResult.Accepted accepted) || accepted.signatures() > 0) {
                throw new SigningException(Refusal.UNREADABLE);
            }
            Optional<byte[]> sealed = reports.seal(received);
            String why = sealed.isPresent() ? "" : Refusal.KEYS_AWAY.name();
            acts.report(() -> events.reportSealed(client, accepted.sha256(), accepted.bytes(), why));
            return sealed.orElseThrow(() -> new SigningException(Refusal.KEYS_AWAY));
        } finally {
            Files.deleteIfExists(received);
        }
    }

    /** {@code azp} is the client the token was issued to; Keycloak always writes it. */
    private static String client(Jwt token) {
        String client = token.getClaimAsString("azp");
        String named = client == null || client.isEmpty() ? token.getSubject() : client;
        return named != null && named.matches("[A-Za-z0-9][A-Za-z0-9._:@/+=-]{0,127}") ? named : "unnamed-client";
    }
}
