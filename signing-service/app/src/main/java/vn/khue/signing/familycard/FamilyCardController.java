package vn.khue.signing.familycard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HexFormat;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khue.ecard.credential.CardId;
import vn.khue.signing.cardoffice.CardPrints;
import vn.khue.signing.rights.ActingPeople;
import vn.khue.web.login.SignedInPerson;

/** The page on which a parent says that a child's card is lost. For whoever is signed in; whose child it is stands in the directory. */
@Controller
class FamilyCardController {
    private static final String HOME = "/family/cards";

    private final FamilyCards office;
    private final ActingPeople people;

    FamilyCardController(FamilyCards office, ActingPeople people) {
        this.office = office;
        this.people = people;
    }

    /** A child with the cards as the page shows them. */
    public record Shown(String name, List<Line> cards) {}

    /** @param number as it stands on the card */
    public record Line(FamilyCards.ChildCard held, String number) {}

    @GetMapping(HOME)
    String show(SignedInPerson person, @RequestParam(defaultValue = "false") boolean reported, Model model) {
        model.addAttribute(
                "children",
                office.of(person).stream()
                        .map(child -> new Shown(
                                child.person().name().full(),
                                child.cards().stream()
                                        .map(card -> new Line(
                                                card,
                                                CardPrints.number(card.card().id())))
                                        .toList()))
                        .toList());
        model.addAttribute("reported", reported);
        model.addAttribute("navTabs", List.of());
        return "signing/family-cards";
    }

    @PostMapping(HOME + "/{card:[0-9a-f]{16}}/lost")
    String lost(SignedInPerson person, HttpServletRequest request, @PathVariable String card) {
        office.report(
                person, people.actor(person, request), CardId.of(HexFormat.of().parseHex(card)));
        return "redirect:" + HOME + "?reported=true";
    }
}
