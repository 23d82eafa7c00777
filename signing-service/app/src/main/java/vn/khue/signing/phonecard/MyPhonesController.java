package vn.khue.signing.phonecard;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khue.ecard.status.CardStatus;
import vn.khue.signing.card.Card;
import vn.khue.signing.cardcheck.Edition;
import vn.khue.signing.page.Navigation;
import vn.khue.signing.rights.ActingPerson;

/** The own cards and the phones that hold them, for whoever is signed in: gets a card onto this phone, says that a phone is lost. */
@Controller
class MyPhonesController {
    private static final String PAGE = PhoneCardSetting.HOME + "/phones";

    private final PhoneCardOffice office;
    private final PhoneCardPage page;
    private final Navigation navigation;

    MyPhonesController(PhoneCardOffice office, PhoneCardPage page, Navigation navigation) {
        this.office = office;
        this.page = page;
        this.navigation = navigation;
    }

    /**
     * One card of the page.
     *
     * @param phone the one that holds it now, or null; templates know no Optional
     */
    public record Line(Card card, PhoneCard phone) {
        /** Whether a phone may get it now. */
        public boolean usable() {
            return card.status() == CardStatus.VALID;
        }
    }

    @GetMapping(PAGE)
    String show(ActingPerson person, Locale locale, @RequestParam(defaultValue = "false") boolean ended, Model model) {
        List<Line> lines = office.own(person).stream()
                .map(held -> new Line(held.card(), held.phone().orElse(null)))
                .toList();
        Edition edition = page.present();
        model.addAttribute("cards", lines);
        model.addAttribute("ended", ended);
        model.addAttribute("edition", edition.version());
        model.addAttribute("words", edition.wordsIn(locale));
        model.addAttribute("navTabs", navigation.of(person, PAGE));
        return "signing/phones";
    }

    @PostMapping(PAGE + "/{phone:[0-9a-f-]{36}}/lost")
    String lost(ActingPerson person, @PathVariable UUID phone) {
        office.end(person, phone, "lost");
        return "redirect:" + PAGE + "?ended=true";
    }
}
