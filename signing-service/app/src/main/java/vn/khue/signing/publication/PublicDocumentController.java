package vn.khue.signing.publication;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vn.khue.directory.Directory;
import vn.khue.directory.Unit;
import vn.khue.signing.archive.EvidenceController;
import vn.khue.signing.archive.EvidenceRecords;
import vn.khue.signing.authority.ServiceAddress;
import vn.khue.signing.document.ContentStore;
import vn.khue.signing.document.Document;
import vn.khue.signing.document.DocumentController;
import vn.khue.signing.document.DocumentState;
import vn.khue.signing.document.DocumentStore;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.validation.PublishedVerdicts;
import vn.khue.signing.validation.ReportView;
import vn.khue.web.time.VietnamTime;

/** The public page of a published document: verdict of today, the file, a QR code of the page's own address. No login. */
@Controller
public class PublicDocumentController {
    private final DocumentStore documents;
    private final ContentStore content;
    private final EvidenceRecords evidence;
    private final PublishedVerdicts verdicts;
    private final Directory directory;
    private final ServiceAddress address;
    private final MessageSource messages;
    private final VietnamTime time;

    public PublicDocumentController(
            DocumentStore documents,
            ContentStore content,
            EvidenceRecords evidence,
            PublishedVerdicts verdicts,
            Directory directory,
            ServiceAddress address,
            MessageSource messages,
            VietnamTime time) {
        this.documents = documents;
        this.content = content;
        this.evidence = evidence;
        this.verdicts = verdicts;
        this.directory = directory;
        this.address = address;
        this.messages = messages;
        this.time = time;
    }

    @GetMapping("/d/{id}")
    public String show(@PathVariable String id, Locale locale, Model model) {
        Document document = published(id);
        LocalDate day = document.issuedOn().orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
        model.addAttribute("navTabs", List.of());
        model.addAttribute("doc", document);
        model.addAttribute("subtitle", subtitle(document, day, locale));
        model.addAttribute("recalled", document.state() == DocumentState.RECALLED);
        if (document.state() != DocumentState.RECALLED) {
            model.addAttribute(
                    "evidence",
                    evidence.standing(document.id(), document.current()).orElse(null));
            model.addAttribute(
                    "view",
                    ReportView.of(verdicts.of(document.current(), DocumentController.fileName(document)), locale));
        }
        return "signing/public";
    }

    @GetMapping("/d/{id}/file")
    public ResponseEntity<Resource> file(@PathVariable String id) throws IOException {
        Document document = published(id);
        if (document.state() == DocumentState.RECALLED) {
            throw new SigningException(Refusal.RECALLED);
        }
        return DocumentController.attachment(content.open(document.current()), DocumentController.fileName(document));
    }

    /** The evidence record of the file (RFC 4998, DER), where there is one. */
    @GetMapping("/d/{id}/evidence")
    public ResponseEntity<byte[]> evidence(@PathVariable String id) {
        Document document = published(id);
        if (document.state() == DocumentState.RECALLED) {
            throw new SigningException(Refusal.RECALLED);
        }
        return EvidenceController.attachment(evidence, document);
    }

    @GetMapping("/d/{id}/qr.svg")
    public ResponseEntity<byte[]> qr(@PathVariable String id) {
        Document document = published(id);
        return ResponseEntity.ok()
                .contentType(new MediaType("image", "svg+xml", StandardCharsets.UTF_8))
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)))
                .body(QrSvg.of(address.of("/d/" + document.publicId().orElseThrow()))
                        .getBytes(StandardCharsets.UTF_8));
    }

    private String subtitle(Document document, LocalDate day, Locale locale) {
        String unitName = directory
                .unit(document.unit())
                .flatMap((Unit unit) -> unit.nameOn(day))
                .orElse("");
        return messages.getMessage(
                "public.line",
                new Object[] {
                    messages.getMessage("khue.document." + document.kind().name(), null, locale),
                    document.notation().orElse(""),
                    time.day(day),
                    unitName,
                    document.pages()
                },
                locale);
    }

    private Document published(String id) {
        if (!id.matches("[A-Za-z0-9_-]{22}")) {
            throw new SigningException(Refusal.NOT_FOUND);
        }
        return documents.findPublic(id).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
    }
}
