package vn.khue.signing.certificate;

import java.math.BigInteger;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.RevocationReason;
import vn.khue.signing.document.PageOf;
import vn.khue.signing.page.Navigation;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.signing.rights.RightsGate;
import vn.khue.signing.rights.SigningAction;
import vn.khue.signing.rights.Subject;

/** Pages of certificates: the list that officers search, one certificate, and the acts on it. */
@Controller
public class CertificatePageController {
    private static final String ONE = "/certificates/{ca:[a-z][a-z0-9-]{0,30}}/{serial:[0-9A-Fa-f]{1,40}}";
    private static final String LIST = "/authority/certificates";

    private final CertificateReading reading;
    private final CertificateWithdrawals withdrawals;
    private final RightsGate rights;
    private final Navigation navigation;
    private final Clock clock;

    public CertificatePageController(
            CertificateReading reading,
            CertificateWithdrawals withdrawals,
            RightsGate rights,
            Navigation navigation,
            Clock clock) {
        this.reading = reading;
        this.withdrawals = withdrawals;
        this.rights = rights;
        this.navigation = navigation;
        this.clock = clock;
    }

    @GetMapping(LIST)
    public String list(
            ActingPerson person,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        String asked = q.length() > 100 ? q.substring(0, 100) : q;
        PageOf<CertificateRecord> found = reading.find(person, asked, Math.max(1, page));
        List<CertificateLine> lines = found.rows().stream()
                .map(record -> CertificateLine.of(record, clock.instant()))
                .toList();
        model.addAttribute("navTabs", navigation.of(person, LIST));
        model.addAttribute("list", new PageOf<>(lines, found.number(), found.total()));
        model.addAttribute("q", asked);
        return "signing/certificate-list";
    }

    @GetMapping(path = ONE, produces = MediaType.TEXT_HTML_VALUE)
    public String one(ActingPerson person, @PathVariable String ca, @PathVariable String serial, Model model) {
        show(person, ca, serial, model);
        return "signing/certificate";
    }

    private CertificatePage show(ActingPerson person, String ca, String serial, Model model) {
        CertificatePage page = reading.read(person, ca, new BigInteger(serial, 16));
        String state = page.state(clock.instant());
        Subject subject = new Subject.OfCertificate(
                page.record().unit().orElse(person.unit()), page.record().holder());
        boolean ofOthers = withdrawals.changes(page.record());
        model.addAttribute("navTabs", navigation.of(person, reading.searches(person) ? LIST : "/certificates"));
        model.addAttribute("searches", reading.searches(person));
        model.addAttribute("page", page);
        model.addAttribute("state", state);
        model.addAttribute(
                "maySuspend",
                ofOthers && state.equals("GOOD") && rights.may(person, SigningAction.SUSPEND_CERTIFICATE, subject));
        model.addAttribute(
                "mayResume",
                ofOthers && state.equals("SUSPENDED") && rights.may(person, SigningAction.RESUME_CERTIFICATE, subject));
        model.addAttribute(
                "mayRevoke",
                ofOthers
                        && (state.equals("GOOD") || state.equals("SUSPENDED"))
                        && rights.may(person, SigningAction.REVOKE_CERTIFICATE, subject));
        return page;
    }

    @PostMapping(path = ONE + "/suspend", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    public String suspend(ActingPerson person, @PathVariable String ca, @PathVariable String serial) {
        withdrawals.suspend(person, ca, new BigInteger(serial, 16));
        return back(ca, serial);
    }

    @PostMapping(path = ONE + "/resume", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    public String resume(ActingPerson person, @PathVariable String ca, @PathVariable String serial) {
        withdrawals.resume(person, ca, new BigInteger(serial, 16));
        return back(ca, serial);
    }

    /** Revocation is for ever, so it has a page of its own that asks why. */
    @GetMapping(path = ONE + "/revoke")
    public String askRevoke(ActingPerson person, @PathVariable String ca, @PathVariable String serial, Model model) {
        show(person, ca, serial, model);
        if (!Boolean.TRUE.equals(model.getAttribute("mayRevoke"))) {
            return back(ca, serial);
        }
        model.addAttribute("navTabs", List.of());
        model.addAttribute("reasons", reasons());
        return "signing/certificate-revoke";
    }

    @PostMapping(path = ONE + "/revoke", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    public String revoke(
            ActingPerson person,
            @PathVariable String ca,
            @PathVariable String serial,
            @RequestParam(defaultValue = "") String reason) {
        RevocationReason why = reasons().stream()
                .filter(each -> each.name().equals(reason))
                .findFirst()
                .orElseThrow(() -> new SigningException(
                        Refusal.REVOCATION_REASON_UNKNOWN,
                        String.join(", ", reasons().stream().map(Enum::name).toList())));
        withdrawals.revoke(person, ca, new BigInteger(serial, 16), why);
        return back(ca, serial);
    }

    /** What people choose from; a compromised CA is dealt with in the ceremony. */
    private static List<RevocationReason> reasons() {
        return Arrays.stream(RevocationReason.values())
                .filter(reason -> reason != RevocationReason.CA_COMPROMISE)
                .toList();
    }

    private static String back(String ca, String serial) {
        return "redirect:/certificates/" + ca + "/" + serial;
    }
}
