package vn.khue.signing.cardoffice;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import vn.khue.directory.ClassGroup;
import vn.khue.directory.Directory;
import vn.khue.directory.Unit;
import vn.khue.ecard.photo.PhotoText;
import vn.khue.signing.card.CardScope;
import vn.khue.signing.card.CardStore;
import vn.khue.signing.event.Acts;
import vn.khue.signing.page.Navigation;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPeople;
import vn.khue.signing.rights.ActingPerson;

/** How things stand at the card office, and what is done to a class: consents, photos. */
@Controller
public class CardOfficeController {
    private static final String HOME = "/card-office";
    private static final String GROUP = HOME + "/classes/{group}";
    private static final int MOST_FILES = 500;

    private final OfficeOverview overview;
    private final PhotoOffice photos;
    private final BatchStore batches;
    private final CardStore cards;
    private final CardScope scope;
    private final Pupils pupils;
    private final Directory directory;
    private final OfficeGate gate;
    private final ActingPeople people;
    private final Guardians guardians;
    private final Acts acts;
    private final Navigation navigation;
    private final java.time.Clock clock;

    public CardOfficeController(
            OfficeOverview overview,
            PhotoOffice photos,
            BatchStore batches,
            CardStore cards,
            CardScope scope,
            Pupils pupils,
            Directory directory,
            OfficeGate gate,
            ActingPeople people,
            Guardians guardians,
            Acts acts,
            Navigation navigation,
            java.time.Clock clock) {
        this.overview = overview;
        this.photos = photos;
        this.batches = batches;
        this.cards = cards;
        this.scope = scope;
        this.pupils = pupils;
        this.directory = directory;
        this.gate = gate;
        this.people = people;
        this.guardians = guardians;
        this.acts = acts;
        this.navigation = navigation;
        this.clock = clock;
    }

    /** A school's classes, or the schools of a scope; {@code unit} is one of these, the acting one where it is left out. */
    @GetMapping(HOME)
    public String home(ActingPerson person, @RequestParam Optional<String> unit, Model model) {
        Unit shown = unit(unit.orElse(person.unit()));
        OfficeSubject subject = gate.of(shown);
        model.addAttribute("navTabs", navigation.of(person, HOME));
        model.addAttribute("unit", shown.id());
        model.addAttribute("unitName", shown.nameOn(people.today()).orElse(shown.id()));
        model.addAttribute("back", !shown.id().equals(person.unit()));
        model.addAttribute("mayAsk", gate.may(person, OfficeAction.REQUEST_CARDS, subject));
        model.addAttribute("mayVoid", gate.may(person, OfficeAction.REQUEST_VOID, subject));
        if (!shown.kind().isSchool()) {
            require(person, OfficeAction.SEE_NUMBERS, subject, HOME);
            model.addAttribute("schools", overview.schools(shown.id()));
            return "signing/card-schools";
        }
        List<OfficeOverview.ClassLine> classes = overview.classes(person, shown);
        if (classes.isEmpty() || gate.may(person, OfficeAction.SEE_NUMBERS, subject)) {
            require(person, OfficeAction.SEE_NUMBERS, subject, HOME);
        }
        model.addAttribute("classes", classes);
        model.addAttribute("lost", overview.lost(person, shown, classes));
        model.addAttribute(
                "open",
                classes.stream()
                        .filter(line ->
                                gate.may(person, OfficeAction.SEE_PEOPLE, OfficeGate.within(subject, line.group())))
                        .map(line -> line.group().id())
                        .toList());
        model.addAttribute("pupils", sum(classes, OfficeOverview.ClassLine::pupils));
        model.addAttribute("cards", sum(classes, OfficeOverview.ClassLine::cards));
        model.addAttribute("photos", sum(classes, OfficeOverview.ClassLine::photos));
        model.addAttribute("missing", sum(classes, OfficeOverview.ClassLine::missing));
        model.addAttribute("photosMissing", sum(classes, OfficeOverview.ClassLine::photosMissing));
        model.addAttribute("underWay", batches.underWay(shown.id(), Optional.empty(), Batch.Kind.ISSUE));
        return "signing/card-office";
    }

    private static int sum(
            List<OfficeOverview.ClassLine> lines, java.util.function.ToIntFunction<OfficeOverview.ClassLine> of) {
        return lines.stream().mapToInt(of).sum();
    }

    /** Cards of the scope that were reported lost. */
    @GetMapping(HOME + "/lost")
    public String lost(ActingPerson person, Model model) {
        Unit own = unit(person.unit());
        require(person, OfficeAction.SEE_NUMBERS, gate.of(own), HOME + "/lost");
        List<String> units = own.kind().isSchool()
                ? List.of(own.id())
                : scope.schools(own.id(), people.today()).stream().map(Unit::id).toList();
        Map<String, String> names = new HashMap<>();
        List<LostLine> lines = new ArrayList<>();
        cards.lost(units, clock.instant())
                .forEach(card -> directory.person(card.person()).ifPresent(holder -> {
                    if (pupils.standing(card.person())
                            .flatMap(standing -> Pupils.classIn(standing, card.unit()))
                            .filter(group ->
                                    gate.may(person, OfficeAction.CHANGE_PHOTOS, gate.ofClass(card.unit(), group)))
                            .isPresent()) {
                        String school = names.computeIfAbsent(
                                card.unit(),
                                id -> directory
                                        .unit(id)
                                        .flatMap(found -> found.nameOn(people.today()))
                                        .orElse(id));
                        lines.add(new LostLine(
                                card.person(),
                                card.unit(),
                                holder.name().full(),
                                school,
                                CardPrints.number(card.id())));
                    }
                }));
        model.addAttribute("navTabs", navigation.of(person, HOME + "/lost"));
        model.addAttribute("lines", lines);
        return "signing/card-lost";
    }

    /** A lost card. */
    public record LostLine(UUID person, String unit, String name, String school, String number) {}

    @GetMapping(GROUP)
    public String group(ActingPerson person, @PathVariable String group, Model model) {
        return page(person, pupils.classGroup(group), model);
    }

    private String page(ActingPerson person, ClassGroup group, Model model) {
        OfficeSubject subject = gate.of(group);
        require(person, OfficeAction.SEE_PEOPLE, subject, GROUP);
        List<OfficeOverview.PupilLine> lines = overview.pupils(group);
        model.addAttribute("navTabs", navigation.of(person, HOME));
        model.addAttribute("group", group);
        model.addAttribute("lines", lines);
        model.addAttribute("pupils", lines.size());
        model.addAttribute(
                "cards", lines.stream().filter(line -> line.card().isPresent()).count());
        model.addAttribute(
                "photos",
                lines.stream().filter(line -> line.photo().isPresent()).count());
        model.addAttribute(
                "unasked",
                lines.stream().filter(line -> line.consent().isEmpty()).count());
        model.addAttribute(
                "photosMissing",
                lines.stream()
                        .filter(line ->
                                line.photo().isEmpty() && !line.consent().equals(Optional.of(false)))
                        .count());
        model.addAttribute(
                "missing", lines.stream().filter(line -> line.card().isEmpty()).count());
        boolean mayConsent = gate.may(person, OfficeAction.RECORD_CONSENT, subject);
        model.addAttribute("mayConsent", mayConsent);
        if (mayConsent) {
            Set<UUID> ids = lines.stream().map(line -> line.person().id()).collect(Collectors.toSet());
            model.addAttribute("guardians", guardians.of(ids));
            model.addAttribute("recorded", overview.recorded(ids));
            model.addAttribute("today", people.today());
        }
        model.addAttribute("mayPhotos", gate.may(person, OfficeAction.CHANGE_PHOTOS, subject));
        model.addAttribute("mayAsk", gate.may(person, OfficeAction.REQUEST_CARDS, subject));
        model.addAttribute("mayVoid", gate.may(person, OfficeAction.REQUEST_VOID, subject));
        model.addAttribute("underWay", batches.underWay(group.unit(), Optional.of(group.id()), Batch.Kind.ISSUE));
        return "signing/card-class";
    }

    /**
     * Of each pupil: {@code consent.<id>} is {@code yes} or {@code no}; {@code signer.<id>}, many, are guardians of the directory who signed;
     * {@code name.<id>} and {@code capacity.<id>} tell of one whom it does not know. Whoever is not named stays as before; the page comes
     * again for those of whom nobody signed.
     */
    @PostMapping(path = GROUP + "/consents", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    public String consents(
            ActingPerson person,
            @PathVariable String group,
            @RequestParam MultiValueMap<String, String> fields,
            @RequestParam(defaultValue = "") String signedOn,
            @RequestParam(defaultValue = "PAPER") SignedConsent.Medium medium,
            HttpServletResponse response,
            Model model) {
        ClassGroup found = pupils.classGroup(group);
        Map<UUID, PhotoOffice.Said> said = ConsentForm.read(fields);
        Set<UUID> open = photos.record(person, found, said, ConsentForm.day(signedOn, people.today()), medium);
        if (open.isEmpty()) {
            return "redirect:/card-office/classes/" + found.id() + "#photos";
        }
        response.setStatus(HttpServletResponse.SC_UNPROCESSABLE_CONTENT);
        model.addAttribute("unsigned", open);
        model.addAttribute("said", said);
        return page(person, found, model);
    }

    /** One ZIP, or pictures; the answer says what became of each. */
    @PostMapping(path = GROUP + "/photos", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    public String take(
            ActingPerson person,
            @PathVariable String group,
            @RequestParam(required = false) List<MultipartFile> files,
            Locale language,
            Model model) {
        ClassGroup found = pupils.classGroup(group);
        List<MultipartFile> given = files == null ? List.of() : files;
        if (given.size() > MOST_FILES) {
            throw new SigningException(Refusal.TOO_MANY_CHOSEN, Integer.toString(MOST_FILES));
        }
        PhotoOffice.Report report = photos.take(person, found, given);
        model.addAttribute("navTabs", navigation.of(person, HOME));
        model.addAttribute("group", found);
        model.addAttribute("report", report);
        model.addAttribute("words", new PhotoText(language));
        return "signing/card-photos";
    }

    @PostMapping(GROUP + "/photos/{pupil}/remove")
    public String remove(ActingPerson person, @PathVariable String group, @PathVariable UUID pupil) {
        ClassGroup found = pupils.classGroup(group);
        photos.remove(person, found, pupil);
        return "redirect:/card-office/people/" + pupil + "?unit=" + found.unit();
    }

    /** The picture as the intake wrote it, and nothing that a browser could run. */
    @GetMapping(GROUP + "/photos/{pupil}.jpg")
    public ResponseEntity<byte[]> photo(ActingPerson person, @PathVariable String group, @PathVariable UUID pupil) {
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_JPEG)
                .cacheControl(CacheControl.noStore())
                .body(photos.see(person, pupils.classGroup(group), pupil).jpeg());
    }

    private void require(ActingPerson person, OfficeAction action, OfficeSubject subject, String route) {
        acts.run(person, action.name(), route, Optional.empty(), () -> gate.require(person, action, subject));
    }

    private Unit unit(String id) {
        return directory.unit(id).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
    }
}
