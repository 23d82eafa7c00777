package vn.khue.signing.wallet;

import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vn.khue.ecard.credential.CardId;
import vn.khue.signing.publication.QrSvg;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.signing.rights.BadgeLogin;

/** Offers for wallets, JSON in and out, for holders and officers who are signed in. */
@RestController
@RequestMapping("/api/wallet/offers")
public class WalletOfferController {
    private final WalletOffice office;
    private final WalletAddresses addresses;

    WalletOfferController(WalletOffice office, WalletAddresses addresses) {
        this.office = office;
        this.addresses = addresses;
    }

    /** @param card cti in hexadecimal */
    public record Asked(String card) {}

    /**
     * @param link opens a wallet on the same phone (OpenID4VCI 1.0 section 4.1.3)
     * @param qr the same as SVG, for another phone
     * @param code to be told to the holder apart from the link; it is shown this once
     */
    public record Offer(UUID id, String card, String link, String qr, String code, Instant expires) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    public Offer offer(ActingPerson person, @RequestBody Asked asked, Authentication login) {
        if (asked.card() == null || !asked.card().matches("[0-9a-f]{16}")) {
            throw new SigningException(Refusal.NOT_FOUND);
        }
        WalletOffice.Offered offered =
                office.offer(person, CardId.of(HexFormat.of().parseHex(asked.card())), BadgeLogin.is(login));
        WalletOffer offer = offered.offer();
        String link = addresses.link(offer.id());
        return new Offer(offer.id(), offer.card().toString(), link, QrSvg.of(link), offered.code(), offer.expires());
    }
}
