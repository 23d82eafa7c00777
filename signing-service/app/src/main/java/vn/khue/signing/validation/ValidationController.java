package vn.khue.signing.validation;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;
import vn.khue.audit.event.Actor;
import vn.khue.signature.report.ReportXml;
import vn.khue.signature.validation.ReportJson;
import vn.khue.signature.validation.ValidationReport;
import vn.khue.signature.xml.DetachedContents;
import vn.khue.signing.authorisation.SigningPolicy;
import vn.khue.signing.document.ContentStore;
import vn.khue.signing.document.ContentTooLargeException;
import vn.khue.signing.event.Acts;
import vn.khue.signing.event.SigningEvents;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.web.event.RequestOrigin;
import vn.khue.web.problem.RetryAfter;

/** Verifying for anybody: a page, and the same for programs. Files are judged and thrown away; what was concluded can be downloaded a little longer. */
@Controller
public class ValidationController {
    private static final String ETSI_REPORT = "application/vnd.etsi.validation-report+xml";

    private final Validations validations;
    private final ContentStore content;
    private final Acts acts;
    private final SigningEvents events;
    private final SigningPolicy policy;
    private final KeptReports reports;
    private final SealedReports sealed;

    public ValidationController(
            Validations validations,
            ContentStore content,
            Acts acts,
            SigningEvents events,
            SigningPolicy policy,
            KeptReports reports,
            SealedReports sealed) {
        this.validations = validations;
        this.reports = reports;
        this.sealed = sealed;
        this.content = content;
        this.acts = acts;
        this.events = events;
        this.policy = policy;
    }

    @GetMapping("/verify")
    public String form(Model model) {
        model.addAttribute("navTabs", List.of());
        model.addAttribute("failure", null);
        return "signing/verify";
    }

    @PostMapping("/verify")
    public String verify(
            @RequestParam(required = false) MultipartFile file,
            @RequestParam(required = false) MultipartFile content,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model model)
            throws IOException {
        model.addAttribute("navTabs", List.of());
        try {
            ValidationReport report = judge(file, content, request, "/verify");
            model.addAttribute("view", ReportView.of(report, locale));
            model.addAttribute("pdf", "/verify/reports/" + reports.keep(report, locale));
            model.addAttribute("keptMinutes", KeptReports.KEPT.toMinutes());
            return "signing/verdict";
        } catch (SigningException refused) {
            response.setStatus(refused.refusal().status());
            RetryAfter.tell(refused.refusal().status(), response);
            model.addAttribute("failure", refused);
            return "signing/verify";
        }
    }

    /** The report that a page has just shown, as a sealed file. */
    @ResponseBody
    @GetMapping(value = "/verify/reports/{name}")
    public ResponseEntity<byte[]> kept(@PathVariable String name) {
        KeptReports.Shown kept = reports.find(name).orElseThrow(() -> new SigningException(Refusal.REPORT_GONE));
        return attachment(sealed.pdf(kept.report(), kept.locale()));
    }

    private static ResponseEntity<byte[]> attachment(byte[] pdf) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("ket-qua-kiem-tra.pdf")
                                .build()
                                .toString())
                .body(pdf);
    }

    /** The contract's form of the report: one JSON object; also for who says nothing about the form. */
    @ResponseBody
    @PostMapping(value = "/api/validations", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<String> json(
            @RequestParam(required = false) MultipartFile file,
            @RequestParam(required = false) MultipartFile content,
            HttpServletRequest request)
            throws IOException {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(new ReportJson().write(judge(file, content, request, "/api/validations")));
    }

    /** The same report as a file to print and keep, under the seal of this service. */
    @ResponseBody
    @PostMapping(value = "/api/validations", produces = MediaType.APPLICATION_PDF_VALUE)
    public ResponseEntity<byte[]> pdf(
            @RequestParam(required = false) MultipartFile file,
            @RequestParam(required = false) MultipartFile content,
            HttpServletRequest request,
            Locale locale)
            throws IOException {
        return attachment(sealed.pdf(judge(file, content, request, "/api/validations"), locale));
    }

    /** The same report as ETSI TS 119 102-2 has it, for who asks for XML. */
    @ResponseBody
    @PostMapping(
            value = "/api/validations",
            produces = {ETSI_REPORT, MediaType.APPLICATION_XML_VALUE})
    public ResponseEntity<byte[]> xml(
            @RequestParam(required = false) MultipartFile file,
            @RequestParam(required = false) MultipartFile content,
            HttpServletRequest request)
            throws IOException {
        String report = new ReportXml().write(judge(file, content, request, "/api/validations"));
        return ResponseEntity.ok().body(report.getBytes(StandardCharsets.UTF_8));
    }

    /** The same report as a page, for who asks for HTML. */
    @PostMapping(value = "/api/validations", produces = MediaType.TEXT_HTML_VALUE)
    public String html(
            @RequestParam(required = false) MultipartFile file,
            @RequestParam(required = false) MultipartFile content,
            HttpServletRequest request,
            Locale locale,
            Model model)
            throws IOException {
        model.addAttribute("navTabs", List.of());
        model.addAttribute("view", ReportView.of(judge(file, content, request, "/api/validations"), locale));
        return "signing/verdict";
    }

    private ValidationReport judge(MultipartFile file, MultipartFile signed, HttpServletRequest request, String route)
            throws IOException {
        Actor actor = Actor.unknown().from(RequestOrigin.of(request));
        try {
            return judge(file, signed, actor);
        } catch (SigningException refused) {
            acts.refused(actor, route, refused.refusal());
            throw refused;
        }
    }

    private ValidationReport judge(MultipartFile file, MultipartFile signed, Actor actor) throws IOException {
        if (!sent(file)) {
            throw new SigningException(Refusal.FILE_MISSING);
        }
        Path temporary = receive(file);
        try {
            if (!sent(signed)) {
                return judge(temporary, file, DetachedContents.none(), actor);
            }
            Path content = receive(signed);
            try {
                return judge(temporary, file, under(fileName(signed.getOriginalFilename()), content), actor);
            } finally {
                Files.deleteIfExists(content);
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static boolean sent(MultipartFile file) {
        return file != null
                && file.getOriginalFilename() != null
                && !file.getOriginalFilename().isEmpty();
    }

    /** By its own name, and as the one content of a detached CMS message. */
    private static DetachedContents under(String name, Path content) {
        return asked ->
                asked.isEmpty() || asked.equals(name) ? Optional.of(Files.newInputStream(content)) : Optional.empty();
    }

    private Path receive(MultipartFile file) throws IOException {
        try (InputStream body = file.getInputStream()) {
            return content.receive(body, policy.largestFile());
        } catch (ContentTooLargeException tooLarge) {
            throw new SigningException(Refusal.FILE_TOO_LARGE, (policy.largestFile() >> 20) + " MB");
        }
    }

    private ValidationReport judge(Path received, MultipartFile file, DetachedContents contents, Actor actor)
            throws IOException {
        ValidationReport report = validations.validate(received, fileName(file.getOriginalFilename()), contents);
        long bytes = Files.size(received);
        acts.report(() -> events.validated(actor, report, bytes));
        return report;
    }

    /** The last part of what the sender called the file, without control characters, at most 200 characters. */
    private static String fileName(String sent) {
        String last = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1)
                .replaceAll("[\\p{Cntrl}\\p{Cf}]", "");
        return last.length() > 200 ? last.substring(0, 200) : last;
    }
}
