package vn.khue.launcher.demo;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import vn.khue.ecard.CardProblem;
import vn.khue.ecard.verify.CardVerdict;
import vn.khue.launcher.card.CardDesk;
import vn.khue.launcher.district.DemoPerson;
import vn.khue.launcher.process.Poll;

/** The card of a pupil: a guardian's consent, a photo, a batch under four eyes, one card to print, and its way past a verifier. */
final class PupilCard {
    private static final String GUARDIAN = "Hoàng Thị Mẫu";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final int DPI = 300;

    private final String signing;
    private final Member formTeacher;
    private final Member principal;
    private final Member officer;
    private final DemoPerson pupil;
    private final Path folder;
    private final Clock clock;
    private Optional<String> classPage = Optional.empty();
    private Optional<String> personPage = Optional.empty();
    private Optional<String> text = Optional.empty();

    /** @param folder gets card.txt and card.pdf */
    PupilCard(
            String signing,
            Member formTeacher,
            Member principal,
            Member officer,
            DemoPerson pupil,
            Path folder,
            Clock clock) {
        this.signing = signing;
        this.formTeacher = formTeacher;
        this.principal = principal;
        this.officer = officer;
        this.pupil = pupil;
        this.folder = folder;
        this.clock = clock;
    }

    /** The card officer writes the guardian's consent down and sends the photo, named as the page says. */
    String photo() {
        Page own = formTeacher.open(signing + "/card-office").ok();
        classPage = Optional.of(own.link("tr[data-class] td.lead a"));
        Page group = officer.open(classPage.get()).ok();
        Element row = row(group);
        personPage = Optional.of(row.selectFirst("td.lead a").absUrl("href"));
        group = officer.submit(signed(row, group.form("form[action$=/consents]")))
                .ok();
        String file = row(group).selectFirst("td .code").text() + ".jpg";
        Page report = officer.submit(
                        group.form("form[action$=/photos]").withFile("files", file, "image/jpeg", portrait()))
                .ok();
        if (!report.has("tr[data-outcome=KEPT]") && !report.has("tr[data-outcome=RENEWED]")) {
            throw new StepFailure("Expected the photo " + file + " to be kept, found: " + report.shortText());
        }
        return classPage.get();
    }

    /** Signed by all whom the directory knows as guardians; where it knows none, by the name on the sheet of paper. */
    private static Form signed(Element row, Form form) {
        Form answered = form.with(row.selectFirst("input[type=radio]").attr("name"), "yes");
        Elements guardians = row.select("input[name^=signer.]");
        return guardians.isEmpty()
                ? answered.with(row.selectFirst("input[name^=name.]").attr("name"), GUARDIAN)
                : answered.withTicked(guardians.first().attr("name"), guardians.eachAttr("value"));
    }

    private Element row(Page group) {
        return group.html().select("tr[data-pupil]").stream()
                .filter(each -> each.text().contains(pupil.name()))
                .findFirst()
                .orElseThrow(() -> new StepFailure(pupil.name() + " is not in " + group.address()));
    }

    /** The form teacher asks for the class, the principal approves with a one-time code; a second demo replaces the pupil's card. */
    String issue() {
        Page group = formTeacher.open(classPage.orElseThrow()).ok();
        if (!group.has("#ask")) {
            return replaced();
        }
        Page asked = formTeacher
                .submit(group.form("form[action$=/batches/issue]").with("withoutPhoto", "true"))
                .ok();
        String batch = asked.address().toString();
        if (formTeacher.open(batch + "/approve").status() != 403) {
            throw new StepFailure("Expected that who asked for cards does not approve them");
        }
        Page sheet = principal.open(batch + "/approve").ok();
        principal.submit(sheet.form("form[action*=/step-up/]")).ok();
        if (!Poll.until(LIMIT, INTERVAL, () -> principal.open(batch).has("#outcome[data-carrying=DONE]"))) {
            throw new StepFailure("Expected the batch to be done within " + LIMIT.toSeconds() + " s, found: "
                    + principal.open(batch).shortText());
        }
        Page done = principal.open(batch).ok();
        if (!done.has("#outcome[data-failed=0]")) {
            throw new StepFailure("Expected every card of the class to be signed, found: " + done.shortText());
        }
        return batch + " · " + done.html().selectFirst("#outcome").attr("data-done");
    }

    private String replaced() {
        Page page = officer.open(personPage.orElseThrow()).ok();
        Page sheet = officer.submit(page.form("form:has(#replace), form:has(#issue)"));
        return officer.submit(sheet.form("form[action*=/step-up/]"))
                .ok()
                .address()
                .toString();
    }

    /** One card as PDF, and the text of its code; where poppler and ZBar are installed they read it from the file. */
    String print() {
        Page page = officer.open(personPage.orElseThrow()).ok();
        String id = page.html()
                .select("li[data-status=VALID][data-temporary=false]")
                .attr("data-card");
        Page file = officer.submit(page.form("li[data-card=" + id + "] form[action$=/print]"));
        if (!file.type().startsWith("application/pdf")) {
            throw new StepFailure("Expected a PDF of the card, found: " + file.shortText());
        }
        Path pdf = folder.resolve("card.pdf");
        String said = tools.jackson.databind.json.JsonMapper.builder()
                .build()
                .readTree(officer.open(signing + "/api/cards/" + id).ok().body())
                .path("text")
                .asString("");
        try {
            Files.write(pdf, file.body());
            Files.writeString(folder.resolve("card.txt"), said + "\n", StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        text = Optional.of(said);
        if (Tool.find("pdftoppm").isPresent() && Tool.find("zbarimg").isPresent()) {
            String seen = scanned(pdf);
            if (!seen.equals(said)) {
                throw new StepFailure("Expected the printed code to say what card.txt says, found: " + seen);
            }
            return pdf + " · ZBar";
        }
        return pdf.toString();
    }

    private String scanned(Path pdf) {
        Path work = folder.resolve("work");
        Tool.run(
                work,
                List.of(
                        "pdftoppm",
                        "-r",
                        "" + DPI,
                        "-png",
                        pdf.toString(),
                        work.resolve("card").toString()));
        try (java.util.stream.Stream<Path> pictures = Files.list(work)) {
            List<Path> pages = pictures.filter(
                            each -> each.getFileName().toString().matches("card-\\d+\\.png"))
                    .sorted()
                    .toList();
            return pages.stream()
                    .map(each -> Tool.run(
                                    work,
                                    List.of("zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", each.toString()))
                            .output())
                    // Without a D-Bus zbarimg complains of it beside what it read.
                    .flatMap(String::lines)
                    .map(String::strip)
                    .filter(each -> each.contains("/v#"))
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Whoever has our public lists alone judges the scanned card, and the same with one digit changed.
     *
     * @param desk judges as {@code ./khue card verify} does
     */
    String scan(CardDesk desk) {
        String card = text.orElseThrow();
        CardVerdict verdict = desk.judge(card, clock.instant(), Optional.of(signing), signing);
        if (!(verdict instanceof CardVerdict.Valid valid)
                || !valid.card().fullName().equals(pupil.name())) {
            throw new StepFailure("Expected a valid card of " + pupil.name() + ", found " + verdict);
        }
        int middle = card.length() - 40;
        char other = card.charAt(middle) == '1' ? '2' : '1';
        CardVerdict forged = desk.judge(
                card.substring(0, middle) + other + card.substring(middle + 1),
                clock.instant(),
                Optional.of(signing),
                signing);
        if (!(forged instanceof CardVerdict.Refused refused) || refused.problem() != CardProblem.FORGED) {
            throw new StepFailure("Expected a forged card to be refused as forged, found " + forged);
        }
        return valid.card().fullName() + " · " + valid.card().school();
    }

    /** A drawn face: nobody's. */
    private static byte[] portrait() {
        BufferedImage image = new BufferedImage(600, 800, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(new Color(0xd7e3f0));
        pen.fillRect(0, 0, 600, 800);
        pen.setColor(new Color(0x22438f));
        pen.fillRoundRect(120, 560, 360, 300, 160, 160);
        pen.setColor(new Color(0xe8bd98));
        pen.fillOval(180, 190, 240, 320);
        pen.fillRect(255, 480, 90, 110);
        pen.setColor(new Color(0x2b2320));
        pen.fillArc(170, 160, 260, 260, 0, 180);
        pen.fillOval(238, 320, 26, 20);
        pen.fillOval(336, 320, 26, 20);
        pen.setColor(new Color(0xb3242b));
        pen.fillArc(255, 400, 90, 50, 180, 180);
        pen.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
