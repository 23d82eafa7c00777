package vn.khue.launcher.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vn.khue.ecard.verify.CardVerdict;
import vn.khue.launcher.Console;
import vn.khue.launcher.LauncherException;
import vn.khue.launcher.card.CardDecoding;
import vn.khue.launcher.card.CardDesk;
import vn.khue.launcher.card.CardReport;

/**
 * {@code khue card verify}: judges the text of a scanned card, without a network once lists were fetched. Ends with 0 where it holds, 1
 * where it does not, 2 where newer lists are needed to say, 65 where it is no card. {@code khue card decode}: what it says, unjudged.
 */
final class CardVerb implements Verb {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm dd/MM/yyyy", Locale.ROOT);
    private static final ZoneId VIET_NAM = ZoneId.of("Asia/Ho_Chi_Minh");

    private final Workplace workplace;
    private final Console out;
    private final Clock clock;

    CardVerb(Workplace workplace, Console out, Clock clock) {
        this.workplace = workplace;
        this.out = out;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "card";
    }

    @Override
    public int run(List<String> arguments) {
        String word = arguments.isEmpty() ? "" : arguments.get(0);
        if (!word.equals("verify") && !word.equals("decode")) {
            throw new UsageException(out.texts().get("card.word"));
        }
        Arguments words = new Arguments(name(), arguments.subList(1, arguments.size()), out.texts());
        return word.equals("verify") ? verify(words) : decode(words);
    }

    private int verify(Arguments words) {
        boolean json = words.flag("--json");
        Optional<String> trust = words.option("--trust");
        Instant at = words.time("--at").orElseGet(clock::instant);
        String text = text(words);
        Path cache = workplace.state().data("cards").resolve("lists.json");
        String local = workplace.ports(out.texts()).signingUrl();
        CardReport report = new CardReport(new CardDesk(cache, out.texts()).judge(text, at, trust, local));
        if (json) {
            out.line(report.json());
        } else {
            say(report);
        }
        return report.exitCode();
    }

    private int decode(Arguments words) {
        words.flag("--json");
        out.line(CardDecoding.of(text(words))
                .orElseThrow(() -> LauncherException.unreadable(out.texts().get("card.problem.NOT_A_CARD"), null)));
        return 0;
    }

    private String text(Arguments words) {
        List<String> texts = words.words();
        if (texts.size() != 1) {
            throw new UsageException(out.texts().get("card.text"));
        }
        return texts.get(0);
    }

    private void say(CardReport report) {
        report.problem()
                .ifPresentOrElse(problem -> out.say("card.problem." + problem.name()), () -> out.say("card.valid"));
        report.card()
                .ifPresent(card -> out.say(
                        "card.says",
                        card.fullName(),
                        card.school(),
                        card.role(),
                        DAY.format(card.expires().atZone(VIET_NAM))));
        if (report.verdict() instanceof CardVerdict.Valid valid) {
            out.say("card.status", MINUTE.format(valid.statusOf().atZone(VIET_NAM)));
        }
    }
}
