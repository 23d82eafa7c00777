package vn.khue.signing.overview;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import vn.khue.directory.Role;
import vn.khue.signing.certificate.CertificateLine;
import vn.khue.signing.certificate.CertificateReading;
import vn.khue.signing.certificate.CommonName;
import vn.khue.signing.document.PageOf;
import vn.khue.signing.event.Acts;
import vn.khue.signing.expiry.ExpiringCertificate;
import vn.khue.signing.expiry.ExpiringCertificates;
import vn.khue.signing.page.Navigation;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.signing.rights.SigningAction;

/** The page on which officers and administrators begin, and the guide for ceremonies of the root. */
@Controller
public class OverviewController {
    private static final Duration SOON = Duration.ofDays(30);
    private static final int SHOWN = 10;

    private final AuthorityOverview overview;
    private final RootState root;
    private final CertificateReading certificates;
    private final ExpiringCertificates expiring;
    private final Navigation navigation;
    private final Acts acts;
    private final Clock clock;

    public OverviewController(
            AuthorityOverview overview,
            RootState root,
            CertificateReading certificates,
            ExpiringCertificates expiring,
            Navigation navigation,
            Acts acts,
            Clock clock) {
        this.overview = overview;
        this.root = root;
        this.certificates = certificates;
        this.expiring = expiring;
        this.navigation = navigation;
        this.acts = acts;
        this.clock = clock;
    }

    @GetMapping("/authority")
    public String overview(ActingPerson person, Model model) {
        acts.open(person, SigningAction.READ_AUTHORITY, "/authority");
        model.addAttribute("navTabs", navigation.of(person, "/authority"));
        model.addAttribute("now", clock.instant());
        model.addAttribute("services", overview.services());
        model.addAttribute("authorities", overview.authorities());
        model.addAttribute("waiting", overview.waiting());
        model.addAttribute("ending", ending());
        model.addAttribute("decides", person.has(Role.CAN_BO_RA));
        model.addAttribute("searches", certificates.searches(person));
        return "signing/authority";
    }

    /** The first that end within a month. */
    private PageOf<CertificateLine> ending() {
        PageOf<ExpiringCertificate> soon = expiring.page(clock.instant().plus(SOON), Optional.empty(), 1);
        List<CertificateLine> first = soon.rows().stream()
                .limit(SHOWN)
                .map(each -> new CertificateLine(
                        each.ca(),
                        each.serial().toString(16).toUpperCase(Locale.ROOT),
                        CommonName.of(each.certificate().getSubjectX500Principal()),
                        each.profile(),
                        each.certificate().getNotBefore().toInstant(),
                        each.notAfter(),
                        "GOOD"))
                .toList();
        return new PageOf<>(first, 1, soon.total());
    }

    @GetMapping("/authority/ceremony")
    public String ceremony(ActingPerson person, Model model) {
        acts.open(person, SigningAction.READ_AUTHORITY, "/authority/ceremony");
        model.addAttribute("navTabs", navigation.of(person, "/authority/ceremony"));
        model.addAttribute("now", clock.instant());
        model.addAttribute("root", root);
        return "signing/ceremony";
    }
}
