package vn.khue.audit.app.browse;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import vn.khue.audit.app.rights.LogRight;
import vn.khue.audit.app.rights.LogRights;
import vn.khue.web.login.SignedInPerson;

/** How the ledger stands, without personal data. */
@Controller
final class LedgerController {

    private final LogRights rights;
    private final LedgerStanding ledger;
    private final PartsStanding parts;

    LedgerController(LogRights rights, LedgerStanding ledger, PartsStanding parts) {
        this.parts = parts;
        this.rights = rights;
        this.ledger = ledger;
    }

    @GetMapping("/ledger")
    String show(SignedInPerson person, Model model) {
        rights.require(person, LogRight.SEE_LEDGER);
        model.addAttribute("ledger", ledger.now());
        model.addAttribute("stamps", ledger.stamps());
        model.addAttribute("witnesses", ledger.witnesses());
        model.addAttribute("parts", parts.now());
        model.addAttribute("mayRead", rights.allow(person, LogRight.READ_EVENTS));
        return "ledger";
    }
}
