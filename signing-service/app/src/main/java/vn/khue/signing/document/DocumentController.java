package vn.khue.signing.document;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
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
import org.springframework.web.multipart.MultipartFile;
import vn.khue.directory.Role;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.appearance.PageBox;
import vn.khue.signature.appearance.PersonSignatureImage;
import vn.khue.signature.appearance.SealGeometry;
import vn.khue.signature.intake.IntakeRule;
import vn.khue.signature.preview.PageSize;
import vn.khue.signing.act.Place;
import vn.khue.signing.act.Places;
import vn.khue.signing.appearance.Images;
import vn.khue.signing.appearance.SealSize;
import vn.khue.signing.archive.EvidenceRecords;
import vn.khue.signing.authorisation.SigningPolicy;
import vn.khue.signing.event.Acts;
import vn.khue.signing.event.SigningEvents;
import vn.khue.signing.page.Navigation;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPeople;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.signing.rights.RightsGate;
import vn.khue.signing.rights.SigningAction;
import vn.khue.signing.rights.Subject;
import vn.khue.signing.turn.Turns;
import vn.khue.web.problem.RetryAfter;

/** Pages of one document, and the form that hands one in. */
@Controller
public class DocumentController {
    /** Pages shown on one screen; more are reached by links. */
    private static final int PAGES_A_SCREEN = 10;

    private final DocumentStore documents;
    private final ContentStore content;
    private final Submissions submissions;
    private final Signatories signatories;
    private final Returns returns;
    private final PageImages pages;
    private final Places places;
    private final Images images;
    private final RightsGate rights;
    private final ActingPeople people;
    private final Navigation navigation;
    private final Acts acts;
    private final SigningEvents events;
    private final SigningPolicy policy;
    private final Turns turns;
    private final MessageSource messages;
    private final SeenPages seen;
    private final EvidenceRecords evidence;

    public DocumentController(
            DocumentStore documents,
            ContentStore content,
            Submissions submissions,
            Signatories signatories,
            Returns returns,
            PageImages pages,
            Places places,
            Images images,
            RightsGate rights,
            ActingPeople people,
            Navigation navigation,
            Acts acts,
            SigningEvents events,
            SigningPolicy policy,
            Turns turns,
            MessageSource messages,
            SeenPages seen,
            EvidenceRecords evidence) {
        this.evidence = evidence;
        this.seen = seen;
        this.turns = turns;
        this.messages = messages;
        this.documents = documents;
        this.content = content;
        this.submissions = submissions;
        this.signatories = signatories;
        this.returns = returns;
        this.pages = pages;
        this.places = places;
        this.images = images;
        this.rights = rights;
        this.people = people;
        this.navigation = navigation;
        this.acts = acts;
        this.events = events;
        this.policy = policy;
    }

    /** What the signed-in person handed in. */
    @GetMapping("/documents")
    public String submitted(
            ActingPerson person,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        model.addAttribute("navTabs", navigation.of(person, "/documents"));
        model.addAttribute("list", documents.submittedBy(person.id(), person.unit(), q, Math.max(1, page)));
        model.addAttribute("q", q);
        model.addAttribute("maySubmit", rights.may(person, SigningAction.SUBMIT, new Subject.OfUnit(person.unit())));
        return "signing/submitted";
    }

    @GetMapping("/documents/new")
    public String form(ActingPerson person, Model model) {
        acts.open(person, SigningAction.SUBMIT, "/documents/new");
        return form(person, model, "", "", "", Optional.empty());
    }

    private String form(
            ActingPerson person,
            Model model,
            String title,
            String kind,
            String signer,
            Optional<SigningException> failure) {
        model.addAttribute("navTabs", navigation.of(person, "/documents"));
        model.addAttribute("kinds", Arrays.asList(DocumentKind.values()));
        model.addAttribute("signatories", signatories.of(person.unit(), people.today()));
        model.addAttribute("key", UUID.randomUUID().toString());
        model.addAttribute("subject", title);
        model.addAttribute("kind", kind);
        model.addAttribute("signer", signer);
        model.addAttribute("failure", failure.orElse(null));
        return "signing/submit";
    }

    @PostMapping("/documents")
    public String submit(
            ActingPerson person,
            @RequestParam(required = false) MultipartFile file,
            @RequestParam(defaultValue = "") String title,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String signer,
            @RequestParam(defaultValue = "") String key,
            Model model,
            HttpServletResponse response)
            throws IOException {
        try {
            SubmissionForm form = acts.run(person, SigningAction.SUBMIT, "/documents", Optional.empty(), () -> {
                rights.require(person, SigningAction.SUBMIT, new Subject.OfUnit(person.unit()));
                if (file == null
                        || file.getOriginalFilename() == null
                        || file.getOriginalFilename().isEmpty()) {
                    throw new SigningException(Refusal.FILE_MISSING);
                }
                return SubmissionForm.of(title, kind, signer, key);
            });
            Submission submission = submissions.submit(person, form, receive(person, file));
            String note = submission instanceof Submission.Duplicate ? "?note=duplicate" : "";
            return "redirect:/documents/" + submission.document().id() + note;
        } catch (SigningException wrong) {
            if (wrong.refusal().denial()) {
                throw wrong;
            }
            response.setStatus(wrong.refusal().status());
            RetryAfter.tell(wrong.refusal().status(), response);
            return form(person, model, title, kind, signer, Optional.of(wrong));
        }
    }

    private Path receive(ActingPerson person, MultipartFile file) throws IOException {
        try (InputStream body = file.getInputStream()) {
            return content.receive(body, policy.largestFile());
        } catch (ContentTooLargeException tooLarge) {
            acts.refused(person, SigningAction.SUBMIT, "/documents", Optional.empty(), Refusal.FILE_TOO_LARGE);
            throw new SigningException(Refusal.FILE_TOO_LARGE, (policy.largestFile() >> 20) + " MB");
        }
    }

    /**
     * One page of a document on screen.
     *
     * @param number from 1
     * @param width points
     * @param height points
     */
    public record Leaf(int number, long width, long height, List<Mark> marks) {}

    /** A place on a page, in points from its upper left corner. {@code kind} is {@code person} or {@code seal}. */
    public record Mark(String kind, double x, double y, double width, double height) {}

    @GetMapping("/documents/{id}")
    public String show(
            ActingPerson person,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "") String note,
            Locale locale,
            Model model) {
        Document document = readable(person, id, "/documents/{id}");
        Subject subject = Subject.OfDocument.of(document);
        model.addAttribute("navTabs", List.of());
        model.addAttribute("doc", document);
        model.addAttribute("duplicate", note.equals("duplicate"));
        model.addAttribute(
                "steps", document.state() == DocumentState.RECALLED ? List.of() : DocumentSteps.of(document.state()));
        model.addAttribute("revisions", documents.revisions(id));
        model.addAttribute("evidence", evidence.standing(id, document.current()).orElse(null));
        model.addAttribute("back", navigation.home(person));
        for (SigningAction action : SigningAction.values()) {
            if (action.act().isPresent()) {
                model.addAttribute("may" + action, rights.may(person, action, subject));
            }
        }
        model.addAttribute("mine", document.submitter().equals(person.id()));
        model.addAttribute("namedSigner", document.signer().equals(person.id()));
        model.addAttribute("clerk", person.has(Role.VAN_THU));
        if (document.state() == DocumentState.REFUSED) {
            model.addAttribute("ruleText", ruleText(document, locale));
            return "signing/document";
        }
        List<PageSize> sizes = pages.sizes(document.current());
        int first = Math.min(Math.max(1, page), sizes.size());
        first = (first - 1) / PAGES_A_SCREEN * PAGES_A_SCREEN + 1;
        int last = Math.min(sizes.size(), first + PAGES_A_SCREEN - 1);
        Optional<Place> place = plannedPlace(person, document);
        List<Leaf> leaves = new ArrayList<>();
        for (int number = first; number <= last; number++) {
            PageSize size = sizes.get(number - 1);
            leaves.add(new Leaf(
                    number,
                    Math.round(size.width()),
                    Math.round(size.height()),
                    marks(place, document.unit(), number, size)));
        }
        model.addAttribute("leaves", leaves);
        model.addAttribute("first", first);
        model.addAttribute("last", last);
        model.addAttribute("pageCount", sizes.size());
        model.addAttribute("before", first > 1 ? first - PAGES_A_SCREEN : 0);
        model.addAttribute("after", last < sizes.size() ? last + 1 : 0);
        model.addAttribute("place", place.orElse(null));
        if (page == 1
                && document.state() == DocumentState.SUBMITTED
                && document.signer().equals(person.id())) {
            Role as = rights.require(person, SigningAction.READ, subject);
            acts.report(() -> events.viewed(person, as, document));
        }
        return "signing/document";
    }

    private Optional<Place> plannedPlace(ActingPerson person, Document document) {
        boolean planned =
                document.state() == DocumentState.SUBMITTED && document.signer().equals(person.id());
        if (!planned || images.signaturePng(person.id()).isEmpty()) {
            return Optional.empty();
        }
        try {
            PersonSignatureImage image = images.signature(person.id());
            SealSize seal = images.sealSize(person.unit());
            return turns.inTurn(() -> places.find(document, image, seal));
        } catch (SignatureFailure unreadable) {
            throw new SigningException(Refusal.UNREADABLE, unreadable);
        }
    }

    private List<Mark> marks(Optional<Place> place, String unit, int number, PageSize size) {
        if (place.isEmpty() || place.get().box().page() != number) {
            return List.of();
        }
        PageBox box = place.get().box();
        List<Mark> marks = new ArrayList<>();
        marks.add(mark("person", box, size));
        SealSize seal = images.sealSize(unit);
        marks.add(mark("seal", SealGeometry.over(box, seal.widthMm(), seal.heightMm()), size));
        return marks;
    }

    private static Mark mark(String kind, PageBox box, PageSize size) {
        return new Mark(kind, box.x(), size.height() - box.top(), box.width(), box.height());
    }

    private String ruleText(Document document, Locale locale) {
        String rule = document.rule().orElse("");
        return Arrays.stream(IntakeRule.values())
                .filter(known -> known.name().equals(rule))
                .findFirst()
                .map(known -> known.message(locale))
                .orElseGet(() -> messages.getMessage("rule." + rule, null, "", locale));
    }

    /** A picture of one page. */
    @GetMapping("/documents/{id}/pages/{number}.png")
    public ResponseEntity<byte[]> picture(
            ActingPerson person,
            @PathVariable UUID id,
            @PathVariable int number,
            @RequestParam(defaultValue = "960") int w) {
        Document document = readable(person, id, "/documents/{id}/pages/{number}.png");
        if (document.state() == DocumentState.REFUSED || number < 1 || number > document.pages()) {
            throw new SigningException(Refusal.NOT_FOUND);
        }
        byte[] png = pages.png(document.current(), number, w);
        saw(person, document, List.of(new ShownPage(number, ShownPage.Form.PICTURE, Sha256.of(png))));
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_PNG)
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate())
                .body(png);
    }

    /** Only of whom the document waits for: a picture or the text version, whichever they read. */
    private void saw(ActingPerson person, Document document, List<ShownPage> shown) {
        if (document.state() == DocumentState.SUBMITTED && document.signer().equals(person.id())) {
            seen.saw(person.id(), document, shown);
        }
    }

    /** "Bản chữ": the words of every page, for who cannot see the picture. */
    @GetMapping("/documents/{id}/text")
    public String text(
            ActingPerson person, @PathVariable UUID id, @RequestParam(defaultValue = "1") int page, Model model) {
        Document document = readable(person, id, "/documents/{id}/text");
        if (document.state() == DocumentState.REFUSED) {
            throw new SigningException(Refusal.NOT_FOUND);
        }
        int first = Math.min(Math.max(1, page), document.pages());
        first = (first - 1) / PAGES_A_SCREEN * PAGES_A_SCREEN + 1;
        int last = Math.min(document.pages(), first + PAGES_A_SCREEN - 1);
        List<PageWords> texts = new ArrayList<>();
        List<ShownPage> shown = new ArrayList<>();
        for (int number = first; number <= last; number++) {
            PageWords words =
                    new PageWords(pages.text(document.current(), number), pages.fields(document.current(), number));
            texts.add(words);
            shown.add(new ShownPage(number, ShownPage.Form.WORDS, words.digest()));
        }
        saw(person, document, shown);
        model.addAttribute("navTabs", List.of());
        model.addAttribute("doc", document);
        model.addAttribute("texts", texts);
        model.addAttribute("first", first);
        model.addAttribute("before", first > 1 ? first - PAGES_A_SCREEN : 0);
        model.addAttribute("after", last < document.pages() ? last + 1 : 0);
        return "signing/text";
    }

    /** The file itself, never shown by the browser on our origin. */
    @GetMapping("/documents/{id}/file")
    public ResponseEntity<Resource> file(ActingPerson person, @PathVariable UUID id) throws IOException {
        Document document = readable(person, id, "/documents/{id}/file");
        return attachment(content.open(document.current()), fileName(document));
    }

    @GetMapping("/documents/{id}/return")
    public String returnForm(ActingPerson person, @PathVariable UUID id, Model model) {
        return reasonForm(person, id, "return", "", Optional.empty(), model);
    }

    @PostMapping("/documents/{id}/return")
    public String giveBack(
            ActingPerson person,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            HttpServletResponse response) {
        try {
            returns.giveBack(person, id, reason);
            return "redirect:/inbox/returned";
        } catch (SigningException wrong) {
            return reasonAgain(person, id, "return", reason, wrong, model, response);
        }
    }

    @GetMapping("/documents/{id}/recall")
    public String recallForm(ActingPerson person, @PathVariable UUID id, Model model) {
        return reasonForm(person, id, "recall", "", Optional.empty(), model);
    }

    @PostMapping("/documents/{id}/recall")
    public String recall(
            ActingPerson person,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            HttpServletResponse response) {
        try {
            returns.recall(person, id, reason);
            return "redirect:/documents/" + id;
        } catch (SigningException wrong) {
            return reasonAgain(person, id, "recall", reason, wrong, model, response);
        }
    }

    private String reasonForm(
            ActingPerson person, UUID id, String act, String typed, Optional<SigningException> failure, Model model) {
        model.addAttribute("navTabs", List.of());
        model.addAttribute("doc", readable(person, id, "/documents/{id}/" + act));
        model.addAttribute("act", act);
        model.addAttribute("typed", typed);
        model.addAttribute("failure", failure.orElse(null));
        return "signing/reason";
    }

    /** Only what was typed can be mended in the form; every other refusal has its own page. */
    private String reasonAgain(
            ActingPerson person,
            UUID id,
            String act,
            String typed,
            SigningException wrong,
            Model model,
            HttpServletResponse response) {
        if (wrong.refusal() != Refusal.REASON_MISSING && wrong.refusal() != Refusal.REASON_TOO_LONG) {
            throw wrong;
        }
        response.setStatus(wrong.refusal().status());
        return reasonForm(person, id, act, typed, Optional.of(wrong), model);
    }

    private Document readable(ActingPerson person, UUID id, String route) {
        return acts.run(person, SigningAction.READ, route, Optional.of(id.toString()), () -> {
            Document document = documents.find(id).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
            rights.require(person, SigningAction.READ, Subject.OfDocument.of(document));
            return document;
        });
    }

    /** A file to be kept, with nothing in it allowed to act in a browser. */
    public static ResponseEntity<Resource> attachment(Path file, String name) throws IOException {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .contentLength(Files.size(file))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, java.nio.charset.StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .body(new FileSystemResource(file));
    }

    /** From the notation where there is one, else from the id: never from what somebody typed. */
    public static String fileName(Document document) {
        return document.notation().map(text -> text.replace('/', '-')).orElse("van-ban-" + document.id()) + ".pdf";
    }
}
