package vn.khue.signing.certificate;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.khue.directory.Person;
import vn.khue.directory.Role;
import vn.khue.pki.Certificates;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.signing.appearance.Images;
import vn.khue.signing.document.PageOf;
import vn.khue.signing.event.Acts;
import vn.khue.signing.expiry.ExpiryNotices;
import vn.khue.signing.page.Navigation;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.signing.rights.RightsGate;
import vn.khue.signing.rights.SigningAction;
import vn.khue.signing.rights.Subject;
import vn.khue.web.stepup.Consumption;
import vn.khue.web.stepup.DigestList;
import vn.khue.web.stepup.Sha256;
import vn.khue.web.stepup.StepUp;

/** Certificates of the signed-in person, the unit's seal, and the registration officer's list. */
@Controller
public class CertificateController {
    private static final String SEAL_PURPOSE = "name-seal-holder";

    private final CertificateOffice office;
    private final CertificateRequests requests;
    private final Credentials credentials;
    private final SealCustody custody;
    private final Images images;
    private final ExpiryNotices notices;
    private final StepUp stepUp;
    private final RightsGate rights;
    private final Navigation navigation;
    private final Acts acts;

    public CertificateController(
            CertificateOffice office,
            CertificateRequests requests,
            Credentials credentials,
            SealCustody custody,
            Images images,
            ExpiryNotices notices,
            StepUp stepUp,
            RightsGate rights,
            Navigation navigation,
            Acts acts) {
        this.office = office;
        this.requests = requests;
        this.credentials = credentials;
        this.custody = custody;
        this.images = images;
        this.notices = notices;
        this.stepUp = stepUp;
        this.rights = rights;
        this.navigation = navigation;
        this.acts = acts;
    }

    @GetMapping("/certificates")
    public String own(ActingPerson person, Model model) {
        Subject unit = new Subject.OfUnit(person.unit());
        model.addAttribute("navTabs", navigation.of(person, "/certificates"));
        List<CertificateRecord> certificates = credentials.all(person.id(), person.unit());
        model.addAttribute("certificates", certificates);
        model.addAttribute("ending", notices.of(certificates));
        model.addAttribute("requests", requests.of(person.id(), person.unit()));
        model.addAttribute("hasOwn", credentials.personHas(person.id(), person.unit()));
        model.addAttribute("mayOwn", rights.may(person, SigningAction.REQUEST_OWN_CERTIFICATE, unit));
        model.addAttribute("mayImage", rights.may(person, SigningAction.CHANGE_OWN_IMAGE, unit));
        model.addAttribute("hasImage", images.signaturePng(person.id()).isPresent());
        model.addAttribute("logins", credentials.logins(person.id(), person.unit()));
        boolean principal = rights.may(person, SigningAction.REQUEST_SEAL_CERTIFICATE, unit);
        boolean clerk = person.has(Role.VAN_THU);
        model.addAttribute("maySeal", principal);
        model.addAttribute("maySealImage", rights.may(person, SigningAction.CHANGE_SEAL_IMAGE, unit));
        model.addAttribute("seesSeal", principal || clerk);
        if (principal || clerk) {
            List<CertificateRecord> seals = credentials.allOfSeal(person.unit());
            model.addAttribute("sealCertificates", seals);
            model.addAttribute("sealEnding", notices.of(seals));
            model.addAttribute("hasSeal", credentials.sealHas(person.unit()));
            model.addAttribute("custody", custody.log(person.unit()));
            model.addAttribute("holders", office.possibleHolders(person.unit()));
            model.addAttribute("seesSealImage", custody.maySee(person));
            model.addAttribute("hasSealImage", images.sealPng(person.unit()).isPresent());
            model.addAttribute(
                    "diameter", images.registeredDiameter(person.unit()).orElse(null));
        }
        return "signing/certificates";
    }

    @PostMapping("/certificates/requests")
    public String requestOwn(ActingPerson person) {
        office.requestOwn(person);
        return "redirect:/certificates";
    }

    /** The request that the software of a card made. */
    @PostMapping("/certificates/logins")
    public String requestLogin(ActingPerson person, @RequestParam(defaultValue = "") String csr) {
        office.requestLogin(person, csr);
        return "redirect:/certificates";
    }

    /** To put on the card. */
    @GetMapping("/certificates/logins/{serial:[0-9A-F]{1,40}}.pem")
    public ResponseEntity<String> login(ActingPerson person, @PathVariable String serial) {
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("application/x-pem-file"))
                .header("Content-Disposition", "attachment; filename=\"" + serial + ".pem\"")
                .header("Cache-Control", "private, no-store")
                .body(Certificates.pem(office.ownLogin(person, serial)));
    }

    /** The principal's choice of holder leads to the sheet of the step-up. */
    @PostMapping("/certificates/seal")
    public String chooseHolder(ActingPerson person, @RequestParam(required = false) UUID holder) {
        if (holder == null) {
            throw new SigningException(Refusal.HOLDER_UNKNOWN);
        }
        office.holder(person, holder);
        return "redirect:/certificates/seal/" + holder;
    }

    /** The sheet, and the way back from the step-up: bound to this unit and this holder by the digest of both. */
    @GetMapping("/certificates/seal/{holder}")
    public String confirmHolder(
            ActingPerson person,
            @PathVariable UUID holder,
            @RequestParam Optional<UUID> authorisation,
            @RequestParam(defaultValue = "") String refused,
            Model model) {
        Person keeper = office.holder(person, holder);
        DigestList statement = DigestList.of(Sha256.of(
                ("khue seal holder\n" + person.unit() + "\n" + holder + "\n").getBytes(StandardCharsets.UTF_8)));
        if (authorisation.isPresent()) {
            Consumption consumption = stepUp.consume(person.login(), authorisation.get(), SEAL_PURPOSE, statement);
            if (consumption instanceof Consumption.Granted) {
                office.nameSealHolder(person, holder);
                return "redirect:/certificates";
            }
            String why =
                    consumption instanceof Consumption.Refused no ? no.reason().word() : "unknown";
            return "redirect:/certificates/seal/" + holder + "?refused=" + why;
        }
        model.addAttribute("navTabs", List.of());
        model.addAttribute("keeper", keeper);
        model.addAttribute("unitName", person.unitName());
        model.addAttribute("renewal", credentials.sealHas(person.unit()));
        model.addAttribute("refused", refused.matches("[a-z-]{1,40}") ? refused : "");
        model.addAttribute(
                "pending", stepUp.begin(person.login(), SEAL_PURPOSE, statement, "/certificates/seal/" + holder));
        return "signing/seal-holder";
    }

    @GetMapping("/certificates/requests")
    public String list(ActingPerson person, @RequestParam(defaultValue = "1") int page, Model model) {
        acts.open(person, SigningAction.READ_REQUESTS, "/certificates/requests");
        model.addAttribute("navTabs", navigation.of(person, "/certificates/requests"));
        PageOf<CertificateRequestRow> list = requests.list(Math.max(1, page));
        model.addAttribute("list", list);
        model.addAttribute("unitNames", office.unitNames(list.rows()));
        model.addAttribute("me", person.id());
        model.addAttribute("path", "/certificates/requests");
        return "signing/requests";
    }

    @PostMapping("/certificates/requests/{id}/approve")
    public String approve(ActingPerson person, @PathVariable UUID id) {
        office.approve(person, id);
        return "redirect:/certificates/requests";
    }

    @PostMapping("/certificates/requests/{id}/refuse")
    public String refuse(ActingPerson person, @PathVariable UUID id, @RequestParam(defaultValue = "") String reason) {
        office.refuse(person, id, reason);
        return "redirect:/certificates/requests";
    }
}
