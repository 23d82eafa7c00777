package vn.khue.signing.cardoffice;

import java.util.HexFormat;
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
import vn.khue.directory.Role;
import vn.khue.ecard.credential.CardId;
import vn.khue.signing.card.Card;
import vn.khue.signing.card.CardDraft;
import vn.khue.signing.card.CardOffice;
import vn.khue.signing.page.Navigation;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.web.stepup.PendingAuthorisation;

/** One pupil's cards: a first one, one in place of another, one for a day; lost, found, voided. */
@Controller
public class PersonController {
    private static final String PERSON = "/card-office/people/{person:[0-9a-f-]{36}}";
    private static final String CARD = "/card-office/cards/{card:[0-9a-f]{16}}";
    private static final String DRAFT = "/card-office/drafts/";
    private static final Set<String> CAUSES = Set.of("lost", "stolen", "damaged", "wrong-data", "misused", "asked");

    private final PersonOffice office;
    private final CardOffice cards;
    private final OfficeGate gate;
    private final Navigation navigation;

    public PersonController(PersonOffice office, CardOffice cards, OfficeGate gate, Navigation navigation) {
        this.office = office;
        this.cards = cards;
        this.gate = gate;
        this.navigation = navigation;
    }

    @GetMapping(PERSON)
    public String one(ActingPerson officer, @PathVariable UUID person, @RequestParam String unit, Model model) {
        PersonOffice.Pupil pupil = office.find(officer, person, unit);
        OfficeSubject subject = gate.of(pupil.group());
        model.addAttribute("navTabs", navigation.of(officer, "/card-office"));
        model.addAttribute("pupil", pupil);
        model.addAttribute("officer", gate.may(officer, OfficeAction.CHANGE_PHOTOS, subject));
        model.addAttribute("mayPrint", gate.may(officer, OfficeAction.PRINT, subject));
        model.addAttribute(
                "current",
                pupil.cards().stream()
                        .filter(line -> !line.temporary() && !line.over())
                        .filter(line -> line.card().status().value() == 0
                                || line.card().status().value() == 2)
                        .findFirst()
                        .orElse(null));
        return "signing/card-person";
    }

    /** Begins a card; {@code replaces} is the id of the one whose place it takes. */
    @PostMapping(PERSON + "/issue")
    public String issue(
            ActingPerson officer,
            @PathVariable UUID person,
            @RequestParam String unit,
            @RequestParam(defaultValue = "") String replaces,
            Model model) {
        Optional<CardId> old = replaces.isEmpty() ? Optional.empty() : Optional.of(id(replaces));
        CardOffice.Begun begun = cards.begin(officer, person, unit, old, DRAFT);
        return sheet(officer, person, unit, begun.pending(), old.isPresent() ? "replace" : "first", "", model);
    }

    /** The way back from the step-up. */
    @GetMapping(DRAFT + "{draft:[0-9a-f-]{36}}")
    public String issued(
            ActingPerson officer,
            @PathVariable UUID draft,
            @RequestParam Optional<UUID> authorisation,
            @RequestParam(defaultValue = "") String refused) {
        CardDraft found = cards.draft(officer, draft);
        if (authorisation.isEmpty()) {
            throw new SigningException(Refusal.STEP_UP_FAILED);
        }
        Card card = cards.issue(officer, draft, authorisation.get());
        return page(card.person(), found.unit());
    }

    @GetMapping(PERSON + "/temporary")
    public String temporary(
            ActingPerson officer,
            @PathVariable UUID person,
            @RequestParam String unit,
            @RequestParam Optional<UUID> authorisation,
            @RequestParam(defaultValue = "") String refused,
            Model model) {
        if (authorisation.isPresent()) {
            office.temporary(officer, person, unit, authorisation.get());
            return page(person, unit);
        }
        return sheet(
                officer,
                person,
                unit,
                office.beginTemporary(officer, person, unit),
                "temporary",
                refused.matches("[a-z-]{1,40}") ? refused : "",
                model);
    }

    private String sheet(
            ActingPerson officer,
            UUID person,
            String unit,
            PendingAuthorisation pending,
            String act,
            String refused,
            Model model) {
        model.addAttribute("navTabs", List.of());
        model.addAttribute("pupil", office.find(officer, person, unit));
        model.addAttribute("unitName", officer.unitName());
        model.addAttribute("pending", pending);
        model.addAttribute("act", act);
        model.addAttribute("refused", refused);
        return "signing/card-sheet";
    }

    @PostMapping(CARD + "/lost")
    public String lost(ActingPerson officer, @PathVariable String card) {
        return page(cards.lost(officer, id(card)));
    }

    @PostMapping(CARD + "/resume")
    public String resume(ActingPerson officer, @PathVariable String card) {
        return page(cards.resume(officer, id(card)));
    }

    @PostMapping(CARD + "/revoke")
    public String revoke(
            ActingPerson officer, @PathVariable String card, @RequestParam(defaultValue = "") String cause) {
        if (!CAUSES.contains(cause)) {
            throw new SigningException(
                    Refusal.CARD_CAUSE_UNKNOWN,
                    CAUSES.stream().sorted().collect(java.util.stream.Collectors.joining(", ")));
        }
        return page(cards.revoke(officer, id(card), cause));
    }

    @PostMapping(CARD + "/print")
    public ResponseEntity<byte[]> print(ActingPerson officer, @PathVariable String card, Locale language) {
        return BatchController.pdf(office.print(officer, id(card), language), "the");
    }

    /** All that is kept of the pupil, as JSON. */
    @PostMapping(PERSON + "/export")
    public ResponseEntity<Map<String, Object>> export(
            ActingPerson officer, @PathVariable UUID person, @RequestParam String unit) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("du-lieu-the.json")
                                .build()
                                .toString())
                .cacheControl(CacheControl.noStore())
                .body(office.export(officer, person, unit));
    }

    private static String page(Card card) {
        return card.role().equals(Role.HOC_SINH.name())
                ? page(card.person(), card.unit())
                : "redirect:/card-office/staff/" + card.person() + "?unit=" + card.unit();
    }

    private static String page(UUID person, String unit) {
        return "redirect:/card-office/people/" + person + "?unit=" + unit;
    }

    private static CardId id(String hex) {
        if (!hex.matches("[0-9a-f]{16}")) {
            throw new SigningException(Refusal.NOT_FOUND);
        }
        return CardId.of(HexFormat.of().parseHex(hex));
    }
}
