package vn.khue.audit.app.evidence;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import vn.khue.audit.app.casefile.NoSuchCaseException;
import vn.khue.audit.app.rights.LogRight;
import vn.khue.audit.app.triage.AlertQueue.Looking;
import vn.khue.audit.app.triage.Desk;
import vn.khue.audit.app.triage.NoSuchAlertException;
import vn.khue.audit.app.triage.Officer;
import vn.khue.web.login.SignedInPerson;

/** Evidence to take away. */
@Controller
final class EvidenceController {

    private static final String ID = "/{id:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}/evidence";

    private static final MediaType ZIP = MediaType.parseMediaType("application/zip");

    private final Desk desk;
    private final EvidenceOffice office;

    EvidenceController(Desk desk, EvidenceOffice office) {
        this.desk = desk;
        this.office = office;
    }

    @PostMapping("/alerts" + ID)
    ResponseEntity<byte[]> ofAlert(SignedInPerson person, @PathVariable("id") UUID id, HttpServletRequest request) {
        Officer officer = desk.officer(person, LogRight.EXPORT_EVIDENCE, request);
        Looking looking = desk.looking(person, request);
        return file(
                "canh-bao-" + id + ".zip",
                office.ofAlert(id, officer, looking).orElseThrow(() -> new NoSuchAlertException(id)));
    }

    @PostMapping("/cases" + ID)
    ResponseEntity<byte[]> ofCase(SignedInPerson person, @PathVariable("id") UUID id, HttpServletRequest request) {
        Officer officer = desk.officer(person, LogRight.EXPORT_EVIDENCE, request);
        Looking looking = desk.looking(person, request);
        return file(
                "vu-viec-" + id + ".zip",
                office.ofCase(id, officer, looking).orElseThrow(() -> new NoSuchCaseException(id)));
    }

    private static ResponseEntity<byte[]> file(String name, byte[] content) {
        return ResponseEntity.ok()
                .contentType(ZIP)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(content);
    }
}
