package vn.khue.launcher.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.jsoup.nodes.Element;

/** One document from the teacher's hand to its public page. Not thread-safe. */
public final class DocumentDesk {
    private final String signing;
    private final Member teacher;
    private final Member principal;
    private final Member clerk;
    private String document = "";
    private String subject = "";

    public DocumentDesk(String signing, Member teacher, Member principal, Member clerk) {
        this.signing = signing;
        this.teacher = teacher;
        this.principal = principal;
        this.clerk = clerk;
    }

    /** Address of the document. */
    public String document() {
        return document;
    }

    /** Id of the document. */
    public String id() {
        return document.substring(document.lastIndexOf('/') + 1);
    }

    /** The teacher hands the file in and names the principal. A file that an earlier demo published is recalled first. */
    public String submit(String title, String fileName, byte[] pdf) {
        Page page = upload(title, fileName, pdf);
        if (state(page).equals("PUBLISHED")) {
            Page reason = clerk.open(withoutQuery(page) + "/recall");
            clerk.submit(reason.form("#reason-form").with("reason", "demo")).ok();
            page = upload(title, fileName, pdf);
        }
        if (page.has("#refused")) {
            Element refused = page.html().selectFirst("#refused");
            throw new StepFailure(refused.attr("data-rule") + ": " + refused.text());
        }
        document = withoutQuery(page);
        subject = title;
        return document;
    }

    /** Before the principal has signed nobody is offered the seal. */
    public String sealComesSecond() {
        Page page = clerk.open(document).ok();
        if (state(page).equals("SUBMITTED") && (page.has("#seal-form") || page.has("#number-form"))) {
            throw new StepFailure("The clerk was offered number or seal before the principal signed");
        }
        return state(page);
    }

    /** The principal finds the document in the inbox and sees every page; says how many. */
    public String review() {
        Page inbox = principal
                .open(signing + "/inbox?q=" + URLEncoder.encode(subject, StandardCharsets.UTF_8))
                .ok();
        if (state(principal.open(document).ok()).equals("SUBMITTED")
                && !inbox.has("ul.queue a.item[href$=" + id() + "]")) {
            throw new StepFailure("The document is not in the principal's inbox");
        }
        Page page = principal.open(document).ok();
        int pages = Integer.parseInt(element(page, "#page-count").attr("data-pages"));
        for (int number = 1; number <= pages; number++) {
            Page picture =
                    principal.open(document + "/pages/" + number + ".png?w=480").ok();
            try {
                if (ImageIO.read(new ByteArrayInputStream(picture.body())) == null) {
                    throw new StepFailure("Page " + number + " is no picture");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Integer.toString(pages);
    }

    /** The principal signs after a fresh one-time code. */
    public String sign() {
        Page page = principal.open(document).ok();
        if (state(page).equals("SUBMITTED")) {
            authorise(principal, principal.submit(page.form("#sign-form")));
        }
        return expect(principal.open(document), "SIGNED", "NUMBERED", "SEALED");
    }

    /** The clerk takes the next number of the unit's register; says which. */
    public String number() {
        Page page = clerk.open(document).ok();
        if (state(page).equals("SIGNED")) {
            page = clerk.submit(page.form("#number-form"));
        }
        expect(page, "NUMBERED", "SEALED");
        return element(page, "#notation").text();
    }

    /** The clerk seals after a fresh one-time code. */
    public String seal() {
        Page page = clerk.open(document).ok();
        if (state(page).equals("NUMBERED")) {
            authorise(clerk, clerk.submit(page.form("#seal-form")));
        }
        return expect(clerk.open(document), "SEALED");
    }

    /** The clerk publishes; gives the public address. */
    public String publish() {
        Page page = clerk.submit(clerk.open(document).form("#publish-form"));
        expect(page, "PUBLISHED");
        return page.link("#public-link");
    }

    private static void authorise(Member who, Page sheet) {
        Page outcome = who.submit(sheet.form("form[action*=/step-up/]")).ok();
        Element found = element(outcome, "#outcome");
        if (!found.attr("data-done").equals("1") || !found.attr("data-failed").equals("0")) {
            throw new StepFailure("Expected 1 document done, found: " + outcome.shortText());
        }
    }

    private Page upload(String title, String fileName, byte[] pdf) {
        Page page = teacher.open(signing + "/documents/new");
        Element signer = page.ok().html().select("#submit-form label.opt").stream()
                .filter(label -> label.text().contains(principal.person().name()))
                .findFirst()
                .flatMap(label -> Optional.ofNullable(label.selectFirst("input[name=signer]")))
                .orElseThrow(() -> new StepFailure(principal.person().name() + " is not offered as signer"));
        return teacher.submit(page.form("#submit-form")
                        .with("title", title)
                        .with("kind", "QD")
                        .with("signer", signer.val())
                        .withFile("file", fileName, "application/pdf", pdf))
                .ok();
    }

    private static String expect(Page page, String... states) {
        String found = state(page.ok());
        for (String state : states) {
            if (found.equals(state)) {
                return found;
            }
        }
        throw new StepFailure("Expected the document to be " + String.join(" or ", states) + ", found " + found);
    }

    private static String state(Page page) {
        return element(page, "#state").attr("data-state");
    }

    private static Element element(Page page, String query) {
        Element found = page.html().selectFirst(query);
        if (found == null) {
            throw new StepFailure(
                    "Expected " + query + " at " + page.address().getPath() + ", found: " + page.shortText());
        }
        return found;
    }

    private static String withoutQuery(Page page) {
        String address = page.address().toString();
        int query = address.indexOf('?');
        return query < 0 ? address : address.substring(0, query);
    }
}
