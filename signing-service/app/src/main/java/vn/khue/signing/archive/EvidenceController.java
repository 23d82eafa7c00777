package vn.khue.signing.archive;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vn.khue.signing.document.Document;
import vn.khue.signing.document.DocumentController;
import vn.khue.signing.document.DocumentStore;
import vn.khue.signing.event.Acts;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.signing.rights.RightsGate;
import vn.khue.signing.rights.SigningAction;
import vn.khue.signing.rights.Subject;

/** Gives out evidence records, to those who may read the document. */
@Controller
public class EvidenceController {
    private static final String ROUTE = "/documents/{id}/evidence";

    private final DocumentStore documents;
    private final EvidenceRecords evidence;
    private final RightsGate rights;
    private final Acts acts;

    public EvidenceController(DocumentStore documents, EvidenceRecords evidence, RightsGate rights, Acts acts) {
        this.documents = documents;
        this.evidence = evidence;
        this.rights = rights;
        this.acts = acts;
    }

    /** The evidence record of the document's file (RFC 4998, DER), where there is one. */
    @GetMapping(ROUTE)
    public ResponseEntity<byte[]> record(ActingPerson person, @PathVariable UUID id) {
        Document document = acts.run(person, SigningAction.READ, ROUTE, Optional.of(id.toString()), () -> {
            Document found = documents.find(id).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
            rights.require(person, SigningAction.READ, Subject.OfDocument.of(found));
            return found;
        });
        return attachment(evidence, document);
    }

    /** A record under the name of its document; refused as not found where there is none. */
    public static ResponseEntity<byte[]> attachment(EvidenceRecords evidence, Document document) {
        byte[] record = evidence.record(document.id(), document.current())
                .orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
        String name = DocumentController.fileName(document).replaceFirst("\\.pdf$", ".er");
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .body(record);
    }
}
