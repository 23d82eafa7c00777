package vn.khue.launcher.demo;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.khue.audit.ledger.verify.LedgerVerifyCommand;
import vn.khue.launcher.process.Poll;

/** The security officer, who finds in the log what the others did, and whoever checks the log itself. */
final class Watch {
    private static final Duration LIMIT = Duration.ofSeconds(45);
    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    private final String audit;
    private final Member officer;
    private final Instant began;

    /** @param began events before it belong to another story */
    Watch(String audit, Member officer, Instant began) {
        this.audit = audit;
        this.officer = officer;
        this.began = began;
    }

    /** Waits until the log shows, for each of these kinds, an event since the story began whose page names the target. */
    String shows(List<String> kinds, String target) {
        for (String kind : kinds) {
            if (!Poll.until(LIMIT, INTERVAL, () -> find(kind, target).isPresent())) {
                throw new StepFailure("Expected the event " + kind + " of " + target + " in the log within "
                        + LIMIT.toSeconds() + " s, found none");
            }
        }
        return audit + "/events";
    }

    /** Waits until the log shows an event of this kind since the story began; gives its page. */
    String shows(String kind) {
        if (!Poll.until(LIMIT, INTERVAL, () -> find(kind, "").isPresent())) {
            throw new StepFailure(
                    "Expected the event " + kind + " in the log within " + LIMIT.toSeconds() + " s, found none");
        }
        return find(kind, "").orElseThrow();
    }

    /** Has the inclusion of an event in the signed ledger checked. */
    String proven(String event) {
        if (!Poll.until(LIMIT, INTERVAL, () -> officer.open(event + "/proof").has("section.panel.ok[role=status]"))) {
            throw new StepFailure("The inclusion of " + event + " could not be proven");
        }
        return event + "/proof";
    }

    /** Rebuilds the tree from the raw tiles, over HTTP and from the disk. */
    String ledger(Path files, Path state) {
        for (String log : List.of(audit + "/log", files.toString())) {
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            int code = LedgerVerifyCommand.run(
                    new String[] {log, "--json"},
                    Map.of("KHUE_STATE", state.toString()),
                    new PrintStream(said, true, StandardCharsets.UTF_8));
            if (code != 0) {
                throw new StepFailure("ledger verify " + log + ": "
                        + said.toString(StandardCharsets.UTF_8).strip());
            }
        }
        return files.toString();
    }

    private Optional<String> find(String kind, String target) {
        String from = LocalDateTime.ofInstant(began, VIETNAM)
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
        Page list = officer.open(
                audit + "/events?kind=" + kind + "&from=" + URLEncoder.encode(from, StandardCharsets.UTF_8));
        return list.ok().html().select("tbody tr td.lead a").stream()
                .map(link -> link.absUrl("href"))
                .filter(event -> target.isEmpty() || officer.open(event).text().contains(target))
                .findFirst();
    }
}
