package vn.khue.launcher.demo;

import java.util.Optional;
import org.jsoup.nodes.Element;
import vn.khue.district.DemoCast;
import vn.khue.district.image.SampleSeal;
import vn.khue.district.image.SampleSignature;

/** What a school does once before it can sign: certificates of the principal and of the seal, and their pictures. */
public final class CertificateOffice {
    private static final String OWN_VALID = "section[aria-labelledby=own] .chip.ok";
    private static final String SEAL_VALID = "section[aria-labelledby=seal] > ul .chip.ok";
    private static final int SEAL_DIAMETER_MM = 36;
    private static final int MOST_REQUESTS = 50;

    private final String signing;
    private final Member principal;
    private final Member clerk;
    private final Member officer;

    public CertificateOffice(String signing, Member principal, Member clerk, Member officer) {
        this.signing = signing;
        this.principal = principal;
        this.clerk = clerk;
        this.officer = officer;
    }

    /** Asks for what is missing and lets the registration officer approve it; says how many certificates there are then. */
    public String certificates() {
        approveAll();
        askForMissing();
        approveAll();
        Page page = principal.open(signing + "/certificates").ok();
        if (!page.has(OWN_VALID) || !page.has(SEAL_VALID)) {
            throw new StepFailure(
                    "Expected a valid certificate of the principal and of the seal, found: " + page.shortText());
        }
        return page.address().toString();
    }

    /** Uploads the pictures that are missing. */
    public String pictures(DemoCast cast) {
        Page own = principal.open(signing + "/certificates").ok();
        if (!own.has("section[aria-labelledby=picture] img.sample")) {
            DemoCast.Member person = cast.member("principal").orElseThrow();
            byte[] png = SampleSignature.png(person.name(), person.id());
            own = principal.submit(own.form("#signature-image").withFile("image", "signature.png", "image/png", png));
        }
        Page seal = clerk.open(signing + "/certificates").ok();
        if (!seal.has("section[aria-labelledby=sealpicture] img.sample")) {
            byte[] png = SampleSeal.png(clerk.person().unit(), SEAL_DIAMETER_MM);
            seal = clerk.submit(seal.form("#seal-image").withFile("image", "seal.png", "image/png", png));
        }
        if (!own.has("section[aria-labelledby=picture] img.sample")
                || !seal.has("section[aria-labelledby=sealpicture] img.sample")) {
            throw new StepFailure(
                    "Expected both pictures to be kept, found: " + own.shortText() + " / " + seal.shortText());
        }
        return own.address().toString();
    }

    private void askForMissing() {
        Page page = principal.open(signing + "/certificates").ok();
        if (page.has("#request-own")) {
            page = principal.submit(page.form("#request-own")).ok();
        }
        if (!page.has(SEAL_VALID)) {
            Element choice = page.html().select("#seal-holder label.opt").stream()
                    .filter(label -> label.text().contains(clerk.person().name()))
                    .findFirst()
                    .flatMap(label -> Optional.ofNullable(label.selectFirst("input[name=holder]")))
                    .orElseThrow(
                            () -> new StepFailure(clerk.person().name() + " is not offered as holder of the seal"));
            Page sheet = principal.submit(page.form("#seal-holder").with("holder", choice.val()));
            principal.submit(sheet.form("form[action*=/step-up/]")).ok();
        }
    }

    private void approveAll() {
        for (int i = 0; i < MOST_REQUESTS; i++) {
            Page page = officer.open(signing + "/certificates/requests").ok();
            if (!page.has("li[data-state=REQUESTED] form[action$=/approve]")) {
                return;
            }
            officer.submit(page.form("li[data-state=REQUESTED] form[action$=/approve]"))
                    .ok();
        }
        throw new StepFailure("More than " + MOST_REQUESTS + " requests wait for the registration officer");
    }
}
