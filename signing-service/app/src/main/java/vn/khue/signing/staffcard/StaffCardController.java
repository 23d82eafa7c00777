package vn.khue.signing.staffcard;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
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
import vn.khue.directory.Directory;
import vn.khue.directory.Unit;
import vn.khue.ecard.credential.CardId;
import vn.khue.signing.card.Card;
import vn.khue.signing.card.CardDraft;
import vn.khue.signing.card.CardOffice;
import vn.khue.signing.card.CardScope;
import vn.khue.signing.cardoffice.CardPrints;
import vn.khue.signing.page.Navigation;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPeople;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.signing.rights.RightsGate;
import vn.khue.signing.rights.SigningAction;
import vn.khue.signing.rights.Subject;
import vn.khue.web.stepup.PendingAuthorisation;

/** Cards of staff, page by page: who has one, a card for somebody, a key for signing in onto it. */
@Controller
class StaffCardController {
    private static final String HOME = "/card-office/staff";
    private static final String PERSON = HOME + "/{person:[0-9a-f-]{36}}";
    private static final String DRAFTS = HOME + "/drafts/";
    private static final MediaType PKCS12 = MediaType.parseMediaType("application/x-pkcs12");

    private final StaffCards office;
    private final CardOffice cards;
    private final CardScope scope;
    private final Directory directory;
    private final RightsGate rights;
    private final ActingPeople people;
    private final Navigation navigation;
    private final Clock clock;

    StaffCardController(
            StaffCards office,
            CardOffice cards,
            CardScope scope,
            Directory directory,
            RightsGate rights,
            ActingPeople people,
            Navigation navigation,
            Clock clock) {
        this.office = office;
        this.cards = cards;
        this.scope = scope;
        this.directory = directory;
        this.rights = rights;
        this.people = people;
        this.navigation = navigation;
        this.clock = clock;
    }

    /** Staff of a unit; {@code unit} is the acting one, or one that it serves. */
    @GetMapping(HOME)
    String list(ActingPerson officer, @RequestParam Optional<String> unit, Model model) {
        Unit shown =
                directory.unit(unit.orElse(officer.unit())).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
        List<StaffCards.Line> lines = office.staff(officer, shown.id());
        List<Unit> others = new ArrayList<>();
        if (unit.isEmpty() && !shown.kind().isSchool()) {
            others.addAll(scope.schools(shown.id(), people.today()));
        }
        model.addAttribute("navTabs", navigation.of(officer, HOME));
        model.addAttribute("unit", shown.id());
        model.addAttribute("unitName", shown.nameOn(people.today()).orElse(shown.id()));
        model.addAttribute("back", !shown.id().equals(officer.unit()));
        model.addAttribute("lines", lines);
        model.addAttribute(
                "schools",
                others.stream()
                        .map(each -> new School(
                                each.id(), each.nameOn(people.today()).orElse(each.id())))
                        .toList());
        return "signing/staff-cards";
    }

    /** A school to choose. */
    public record School(String id, String name) {}

    /** A card or a key as the page shows it. */
    public record CardLine(Card card, String number, boolean over) {}

    @GetMapping(PERSON)
    String one(ActingPerson officer, @PathVariable UUID person, @RequestParam String unit, Model model) {
        StaffCards.Member member = office.find(officer, person, unit);
        Optional<Card> current = member.current(clock.instant());
        Subject.OfCard card = new Subject.OfCard(unit, scope.servedBy(unit, people.today()), person, true);
        model.addAttribute("navTabs", navigation.of(officer, HOME));
        model.addAttribute("member", member);
        model.addAttribute("current", current.orElse(null));
        model.addAttribute(
                "cards",
                member.cards().stream()
                        .map(each -> new CardLine(
                                each,
                                CardPrints.number(each.id()),
                                !each.expires().isAfter(clock.instant())))
                        .toList());
        model.addAttribute("mayIssue", rights.may(officer, SigningAction.ISSUE_CARD, card));
        model.addAttribute("mayLose", rights.may(officer, SigningAction.REPORT_CARD_LOST, card));
        model.addAttribute("mayResume", rights.may(officer, SigningAction.RESUME_CARD, card));
        model.addAttribute("mayRevoke", rights.may(officer, SigningAction.REVOKE_CARD, card));
        model.addAttribute("mayKey", office.mayPersonalise(officer, person, unit));
        model.addAttribute("mayPrint", office.mayPrint(officer, unit));
        model.addAttribute("reader", office.writesCards());
        return "signing/staff-card";
    }

    /** Begins a card; {@code replaces} is the id of the one whose place it takes. */
    @PostMapping(PERSON + "/issue")
    String issue(
            ActingPerson officer,
            @PathVariable UUID person,
            @RequestParam String unit,
            @RequestParam(defaultValue = "") String replaces,
            Model model) {
        Optional<CardId> old = replaces.isEmpty() ? Optional.empty() : Optional.of(id(replaces));
        CardOffice.Begun begun = cards.begin(officer, person, unit, old, DRAFTS);
        return sheet(officer, person, unit, begun.pending(), old.isPresent() ? "replace" : "first", "", model);
    }

    /** The way back from the step-up. */
    @GetMapping(DRAFTS + "{draft:[0-9a-f-]{36}}")
    String issued(ActingPerson officer, @PathVariable UUID draft, @RequestParam Optional<UUID> authorisation) {
        CardDraft found = cards.draft(officer, draft);
        if (authorisation.isEmpty()) {
            throw new SigningException(Refusal.STEP_UP_FAILED);
        }
        return page(cards.issue(officer, draft, authorisation.get()).person(), found.unit());
    }

    /** The sheet for a key, and the way back from its step-up; a file's passphrase is on that page alone. */
    @GetMapping(PERSON + "/key")
    String key(
            ActingPerson officer,
            @PathVariable UUID person,
            @RequestParam String unit,
            @RequestParam Carrier carrier,
            @RequestParam Optional<UUID> authorisation,
            @RequestParam(defaultValue = "") String refused,
            Model model) {
        if (authorisation.isEmpty()) {
            PendingAuthorisation pending = office.begin(officer, person, unit, carrier);
            String act = carrier == Carrier.FILE ? "file" : "token";
            return sheet(officer, person, unit, pending, act, refused.matches("[a-z-]{1,40}") ? refused : "", model);
        }
        if (carrier == Carrier.TOKEN) {
            model.addAttribute("key", office.makeOnCard(officer, person, unit, authorisation.get()));
        } else {
            model.addAttribute("file", office.makeFile(officer, person, unit, authorisation.get()));
        }
        model.addAttribute("navTabs", List.of());
        model.addAttribute("member", office.find(officer, person, unit));
        return "signing/staff-card-key";
    }

    /** The file, once. */
    @PostMapping(HOME + "/files/{file:[0-9a-f-]{36}}")
    ResponseEntity<byte[]> file(ActingPerson officer, @PathVariable UUID file) {
        StaffCards.Given given = office.fetch(officer, file);
        return ResponseEntity.ok()
                .contentType(PKCS12)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("the-" + CardPrints.number(given.card()) + ".p12")
                                .build()
                                .toString())
                .cacheControl(CacheControl.noStore())
                .body(given.pkcs12());
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
        model.addAttribute("member", office.find(officer, person, unit));
        model.addAttribute("unitName", officer.unitName());
        model.addAttribute("pending", pending);
        model.addAttribute("act", act);
        model.addAttribute("refused", refused);
        return "signing/staff-card-sheet";
    }

    private static String page(UUID person, String unit) {
        return "redirect:" + HOME + "/" + person + "?unit=" + unit;
    }

    private static CardId id(String hex) {
        if (!hex.matches("[0-9a-f]{16}")) {
            throw new SigningException(Refusal.NOT_FOUND);
        }
        return CardId.of(HexFormat.of().parseHex(hex));
    }
}
