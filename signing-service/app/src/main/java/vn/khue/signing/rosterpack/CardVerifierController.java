package vn.khue.signing.rosterpack;

import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.ecard.EcardException;
import vn.khue.ecard.trust.Jwk;
import vn.khue.pki.CryptoProviders;
import vn.khue.signing.cardcheck.Edition;
import vn.khue.signing.cardcheck.PageEdition;
import vn.khue.signing.cardcheck.ScriptWords;
import vn.khue.signing.page.Navigation;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPeople;
import vn.khue.signing.rights.ActingPerson;

/** Who checks cards for the acting unit, and the pack of a verifier. */
@Controller
class CardVerifierController {
    private static final String PAGE = "/card-verifiers";
    private static final String PACK = RosterPacks.ROUTE + "/pack";
    private static final String WORDS = "rosterpack.script.";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RosterPacks packs;
    private final PageEdition check;
    private final ActingPeople people;
    private final Navigation navigation;

    CardVerifierController(RosterPacks packs, PageEdition check, ActingPeople people, Navigation navigation) {
        this.packs = packs;
        this.check = check;
        this.people = people;
        this.navigation = navigation;
    }

    /** @param key JWK of the browser, P-256 */
    public record Asked(JsonNode key) {}

    /**
     * @param pack JWE compact for that key
     * @param people how many cards it tells of
     */
    public record Given(String pack, int people, Instant until) {}

    @GetMapping(PAGE)
    String page(ActingPerson person, Locale locale, Model model) {
        boolean mayName = packs.mayName(person);
        boolean mayLoad = packs.mayLoad(person);
        if (!mayName && !mayLoad) {
            // Refuses, and the log says so.
            packs.confirm(person);
        }
        Edition edition = check.present();
        model.addAttribute("mayName", mayName);
        model.addAttribute("mayLoad", mayLoad);
        if (mayName) {
            model.addAttribute("named", packs.named(person));
            model.addAttribute("possible", packs.possible(person));
            model.addAttribute("today", people.today());
        }
        model.addAttribute("edition", edition.version());
        model.addAttribute("words", JSON.writeValueAsString(ScriptWords.of(locale, WORDS)));
        model.addAttribute("navTabs", navigation.of(person, PAGE));
        return "signing/card-verifiers";
    }

    @PostMapping(PAGE)
    String name(ActingPerson person, @RequestParam Optional<UUID> member, @RequestParam Optional<String> until) {
        packs.name(
                person,
                member.orElseThrow(() -> new SigningException(Refusal.VERIFIER_WRONG)),
                until.map(CardVerifierController::day).orElseThrow(() -> new SigningException(Refusal.VERIFIER_WRONG)));
        return "redirect:" + PAGE;
    }

    @PostMapping(PAGE + "/{member:[0-9a-f-]{36}}/end")
    String end(ActingPerson person, @PathVariable UUID member) {
        packs.end(person, member);
        return "redirect:" + PAGE;
    }

    @ResponseBody
    @PostMapping(PACK)
    Given load(ActingPerson person, @RequestBody Asked asked) {
        RosterPacks.Pack pack = packs.load(person, key(asked.key()));
        return new Given(pack.sealed(), pack.people(), pack.until());
    }

    /** Whether what a device holds is still its user's: 200, or why not. */
    @ResponseBody
    @GetMapping(PACK)
    ResponseEntity<Map<String, Boolean>> confirm(ActingPerson person) {
        packs.confirm(person);
        return ResponseEntity.ok(Map.of("keep", true));
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new SigningException(Refusal.VERIFIER_WRONG, e);
        }
    }

    private static ECPublicKey key(JsonNode jwk) {
        if (jwk == null) {
            throw new SigningException(Refusal.VERIFIER_WRONG);
        }
        try {
            return Jwk.read(jwk, CryptoProviders.fastest());
        } catch (EcardException e) {
            throw new SigningException(Refusal.VERIFIER_WRONG, e);
        }
    }
}
