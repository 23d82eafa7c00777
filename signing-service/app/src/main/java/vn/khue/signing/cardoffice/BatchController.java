package vn.khue.signing.cardoffice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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
import vn.khue.directory.ClassGroup;
import vn.khue.directory.Directory;
import vn.khue.directory.Unit;
import vn.khue.signing.card.CardScope;
import vn.khue.signing.page.Navigation;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPeople;
import vn.khue.signing.rights.ActingPerson;

/** Batches: asked for, approved by a second person, their progress, what is printed of them and handed over. */
@Controller
public class BatchController {
    private static final String LIST = "/card-office/batches";
    private static final String ONE = LIST + "/{id:[0-9a-f-]{36}}";
    private static final Set<String> CAUSES = Set.of("lost", "stolen", "wrong-data", "misused", "asked");

    private final BatchOffice office;
    private final BatchStore batches;
    private final CardPrints prints;
    private final CardScope scope;
    private final Pupils pupils;
    private final Directory directory;
    private final OfficeGate gate;
    private final ActingPeople people;
    private final Navigation navigation;

    public BatchController(
            BatchOffice office,
            BatchStore batches,
            CardPrints prints,
            CardScope scope,
            Pupils pupils,
            Directory directory,
            OfficeGate gate,
            ActingPeople people,
            Navigation navigation) {
        this.office = office;
        this.batches = batches;
        this.prints = prints;
        this.scope = scope;
        this.pupils = pupils;
        this.directory = directory;
        this.gate = gate;
        this.people = people;
        this.navigation = navigation;
    }

    /** Those whose people the person may see. */
    @GetMapping(LIST)
    public String list(ActingPerson person, Model model) {
        List<String> units = new ArrayList<>(List.of(person.unit(), scope.root(person.unit(), people.today())));
        scope.schools(person.unit(), people.today()).forEach(school -> units.add(school.id()));
        List<Batch> seen = batches.of(new HashSet<>(units)).stream()
                .filter(batch -> gate.may(person, OfficeAction.SEE_PEOPLE, gate.of(batch)))
                .toList();
        model.addAttribute("navTabs", navigation.of(person, LIST));
        model.addAttribute("batches", seen);
        return "signing/card-batches";
    }

    private BatchOffice.Whole whole(String unit, String group) {
        if (!group.isEmpty()) {
            ClassGroup found = pupils.classGroup(group);
            return new BatchOffice.Whole(unit(found.unit()), Optional.of(found));
        }
        return new BatchOffice.Whole(unit(unit), Optional.empty());
    }

    /** {@code group} for a class, else {@code unit}. */
    @PostMapping(LIST + "/issue")
    public String ask(
            ActingPerson person,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String group,
            @RequestParam(defaultValue = "false") boolean withoutPhoto) {
        return "redirect:" + LIST + "/" + office.askForCards(person, whole(unit, group), withoutPhoto);
    }

    @PostMapping(LIST + "/void")
    public String askVoid(
            ActingPerson person,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String group,
            @RequestParam(defaultValue = "") String cause) {
        if (!CAUSES.contains(cause)) {
            throw new SigningException(
                    Refusal.CARD_CAUSE_UNKNOWN,
                    CAUSES.stream().sorted().collect(java.util.stream.Collectors.joining(", ")));
        }
        return "redirect:" + LIST + "/" + office.askForVoid(person, whole(unit, group), cause);
    }

    @PostMapping(LIST + "/rollover")
    public String askRollover(ActingPerson person, @RequestParam(defaultValue = "") String unit) {
        return "redirect:" + LIST + "/" + office.askForRollover(person, unit(unit));
    }

    /** One that failed, or whose print was left out. */
    public record Trouble(int number, String name, String className, String problem, UUID person, String unit) {}

    @GetMapping(ONE)
    public String one(ActingPerson person, @PathVariable UUID id, Model model) {
        Batch batch = office.find(person, id);
        OfficeSubject subject = gate.of(batch);
        model.addAttribute("navTabs", navigation.of(person, LIST));
        model.addAttribute("batch", batch);
        model.addAttribute("troubles", troubles(batch));
        List<BatchStore.OfClass> classes = batch.kind() == Batch.Kind.ISSUE ? batches.classes(id) : List.of();
        model.addAttribute("classes", classes);
        model.addAttribute("own", batch.askedBy().equals(person.id()));
        model.addAttribute("mayApprove", gate.may(person, BatchOffice.approval(batch), subject));
        model.addAttribute("maySteer", gate.may(person, OfficeAction.STEER_BATCH, subject));
        model.addAttribute(
                "mayPrint", batch.reach() != Reach.DISTRICT && gate.may(person, OfficeAction.PRINT, subject));
        // Of a district's batch everybody prints and hands over class by class.
        OfficeSubject one = classes.isEmpty()
                ? subject
                : gate.ofClass(classes.get(0).unit(), classes.get(0).id());
        model.addAttribute("mayPrintClass", gate.may(person, OfficeAction.PRINT, one));
        model.addAttribute("mayHand", gate.may(person, OfficeAction.HAND_OVER, one));
        model.addAttribute("again", batch.state() == Batch.State.RUNNING ? 2 : null);
        return "signing/card-batch";
    }

    private List<Trouble> troubles(Batch batch) {
        Map<UUID, String> names = new HashMap<>();
        List<BatchItem> items = new ArrayList<>(batches.items(batch.id(), BatchItem.State.FAILED, Optional.empty()));
        batches.items(batch.id(), BatchItem.State.DONE, Optional.empty()).stream()
                .filter(item -> item.problem().isPresent())
                .forEach(items::add);
        return items.stream()
                .limit(200)
                .map(item -> new Trouble(
                        item.number(),
                        names.computeIfAbsent(
                                item.person(),
                                id -> directory
                                        .person(id)
                                        .map(found -> found.name().full())
                                        .orElse("…")),
                        item.className().orElse(""),
                        item.problem().orElse("FAULT"),
                        item.person(),
                        item.unit()))
                .toList();
    }

    /** The sheet, and the way back from the step-up. */
    @GetMapping(ONE + "/approve")
    public String approve(
            ActingPerson person,
            @PathVariable UUID id,
            @RequestParam Optional<UUID> authorisation,
            @RequestParam(defaultValue = "") String refused,
            Model model) {
        if (authorisation.isPresent()) {
            office.approve(person, id, authorisation.get());
            return "redirect:" + LIST + "/" + id;
        }
        model.addAttribute("navTabs", List.of());
        model.addAttribute("pending", office.begin(person, id));
        model.addAttribute("batch", office.find(person, id));
        model.addAttribute("refused", refused.matches("[a-z-]{1,40}") ? refused : "");
        return "signing/card-approve";
    }

    @PostMapping(ONE + "/refuse")
    public String refuse(ActingPerson person, @PathVariable UUID id) {
        office.refuse(person, id);
        return "redirect:" + LIST + "/" + id;
    }

    @PostMapping(ONE + "/pause")
    public String pause(ActingPerson person, @PathVariable UUID id) {
        office.pause(person, id);
        return "redirect:" + LIST + "/" + id;
    }

    @PostMapping(ONE + "/resume")
    public String resume(ActingPerson person, @PathVariable UUID id) {
        office.resume(person, id);
        return "redirect:" + LIST + "/" + id;
    }

    @PostMapping(ONE + "/retry")
    public String retry(ActingPerson person, @PathVariable UUID id) {
        office.retry(person, id);
        return "redirect:" + LIST + "/" + id;
    }

    /** Marks the cards as printed, so it is no GET. */
    @PostMapping(ONE + "/print")
    public ResponseEntity<byte[]> print(
            ActingPerson person,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String group,
            @RequestParam(defaultValue = "SHEETS") CardPrints.Form form,
            Locale language) {
        Optional<String> of = group.isEmpty() ? Optional.empty() : Optional.of(group);
        return pdf(
                prints.cards(person, id, of, form, language),
                "the-" + form.name().toLowerCase(Locale.ROOT));
    }

    /** Who got the card. */
    @GetMapping(ONE + "/hand-over")
    public String handOver(ActingPerson person, @PathVariable UUID id, @RequestParam String group, Model model) {
        List<CardPrints.Line> lines = prints.lines(person, id, group);
        model.addAttribute("navTabs", navigation.of(person, LIST));
        model.addAttribute("batch", id);
        model.addAttribute("group", pupils.classGroup(group));
        model.addAttribute("lines", lines);
        model.addAttribute(
                "handed", lines.stream().filter(CardPrints.Line::handed).count());
        model.addAttribute(
                "stock",
                lines.stream().filter(line -> line.printed() && !line.handed()).count());
        return "signing/card-hand-over";
    }

    /** {@code n} many times: numbers of those who have their card. */
    @PostMapping(ONE + "/hand-over")
    public String handedOver(
            ActingPerson person,
            @PathVariable UUID id,
            @RequestParam String group,
            @RequestParam(required = false) List<Integer> n) {
        prints.handOver(person, id, group, n == null ? Set.of() : new HashSet<>(n));
        return "redirect:" + LIST + "/" + id + "/hand-over?group=" + group;
    }

    /** The same to sign by hand. */
    @GetMapping(ONE + "/hand-over.pdf")
    public ResponseEntity<byte[]> list(
            ActingPerson person, @PathVariable UUID id, @RequestParam String group, Locale language) {
        return pdf(prints.list(person, id, group, language), "ban-giao-the");
    }

    static ResponseEntity<byte[]> pdf(byte[] file, String name) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name + ".pdf")
                                .build()
                                .toString())
                .cacheControl(CacheControl.noStore())
                .body(file);
    }

    private Unit unit(String id) {
        return directory.unit(id).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
    }
}
