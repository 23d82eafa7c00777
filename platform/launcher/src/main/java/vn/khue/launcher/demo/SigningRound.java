package vn.khue.launcher.demo;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jsoup.nodes.Element;
import vn.khue.launcher.process.Poll;

/** Many documents that the principal signs with one confirmation, through the pages. */
final class SigningRound {
    private static final int DOCUMENTS = 20;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final String signing;
    private final Member teacher;
    private final Member principal;
    private final Member clerk;
    private final Instant began;
    private final String batch = "Khen thưởng học sinh, đợt " + UUID.randomUUID();
    private final List<String> documents = new ArrayList<>();

    SigningRound(String signing, Member teacher, Member principal, Member clerk, Instant began) {
        this.signing = signing;
        this.teacher = teacher;
        this.principal = principal;
        this.clerk = clerk;
        this.began = began;
    }

    /** The teacher hands them in, and the principal reads each; says how many. */
    String prepare(String parent, Path work) {
        for (int n = 1; n <= DOCUMENTS; n++) {
            Path file = work.resolve("round-" + n + ".pdf");
            SampleDecision.write(principal.person(), parent, began.plusNanos(n), file);
            documents.add(new DocumentDesk(signing, teacher, principal, clerk)
                    .submit(batch + ", số " + n, file.getFileName().toString(), Demo.read(file)));
        }
        documents.forEach(address -> principal.open(address + "/text").ok());
        return Integer.toString(documents.size());
    }

    /** The principal chooses all of them on one page, confirms once, and sees them all signed; says how many. */
    String sign() {
        Page inbox = principal
                .open(signing + "/inbox?all=true&q=" + URLEncoder.encode(batch, StandardCharsets.UTF_8))
                .ok();
        Page sheet = principal.submit(inbox.form("#inbox"));
        Page page = principal.submit(sheet.form("form[action*=/step-up/]")).ok();
        if (page.has("#outcome[data-carrying=RUNNING]")) {
            String address = page.address().toString();
            Poll.until(
                    PATIENCE, LOOK_AGAIN, () -> !principal.open(address).ok().has("#outcome[data-carrying=RUNNING]"));
            page = principal.open(address).ok();
        }
        Element outcome = page.html().selectFirst("#outcome");
        if (outcome == null
                || !outcome.attr("data-done").equals(Integer.toString(documents.size()))
                || !outcome.attr("data-failed").equals("0")) {
            throw new StepFailure("Expected " + documents.size() + " documents signed, found: " + page.shortText());
        }
        return Integer.toString(documents.size());
    }
}
