package vn.khue.signing.wallet;

import java.util.HexFormat;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khue.ecard.credential.CardId;
import vn.khue.signing.page.Navigation;
import vn.khue.signing.publication.QrSvg;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.signing.rights.BadgeLogin;

/** The holder's page: the own cards, and the code that a wallet scans. */
@Controller
@RequestMapping("/wallet")
public class WalletPageController {
    private static final String PAGE = "/wallet";

    private final WalletOffice office;
    private final WalletAddresses addresses;
    private final Navigation navigation;

    WalletPageController(WalletOffice office, WalletAddresses addresses, Navigation navigation) {
        this.office = office;
        this.addresses = addresses;
        this.navigation = navigation;
    }

    @GetMapping
    public String cards(ActingPerson person, Model model) {
        model.addAttribute("navTabs", navigation.of(person, PAGE));
        model.addAttribute("cards", office.own(person));
        model.addAttribute("unitName", person.unitName());
        return "signing/wallet";
    }

    /** @param card cti in hexadecimal */
    @PostMapping
    public String offer(ActingPerson person, @RequestParam String card, Authentication login, Model model) {
        if (!card.matches("[0-9a-f]{16}")) {
            throw new SigningException(Refusal.NOT_FOUND);
        }
        WalletOffice.Offered offered =
                office.offer(person, CardId.of(HexFormat.of().parseHex(card)), BadgeLogin.is(login));
        String link = addresses.link(offered.offer().id());
        model.addAttribute("navTabs", navigation.of(person, PAGE));
        model.addAttribute("link", link);
        model.addAttribute("qr", QrSvg.of(link));
        model.addAttribute("code", offered.code());
        model.addAttribute("until", offered.offer().expires());
        return "signing/wallet-offer";
    }
}
