package vn.khue.signing.act;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.khue.signing.authorisation.Authorisation;
import vn.khue.signing.authorisation.AuthorisedItem;
import vn.khue.signing.authorisation.ItemOutcome;
import vn.khue.signing.authorisation.Purpose;
import vn.khue.signing.document.Document;
import vn.khue.signing.document.DocumentStore;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.rights.ActingPerson;

/** What stands on the page of an authorisation that was used: progress while it is carried out, then what came of it. Thread-safe. */
@Component
public class OutcomePage {
    private final AuthorisedActs authorisedActs;
    private final DocumentStore documents;

    public OutcomePage(AuthorisedActs authorisedActs, DocumentStore documents) {
        this.authorisedActs = authorisedActs;
        this.documents = documents;
    }

    /** One line of the list. {@code refusal} is the key of a text, or empty. */
    public record Line(UUID id, String title, String detail, String outcome, String refusal) {}

    /** The time left in words: about so many seconds or minutes; {@code key} is empty where nothing is known. */
    public record Left(String key, long number) {
        private static final long UP_TO_SECONDS = 90;

        static Left of(Duration left) {
            long seconds = Math.max(1, left.toSeconds());
            return seconds <= UP_TO_SECONDS
                    ? new Left("run.left.seconds", seconds)
                    : new Left("run.left.minutes", Math.round(seconds / 60.0));
        }
    }

    /** Fills the model and tells the template. */
    String show(ActingPerson person, Authorisation used, Model model) {
        Carrying carrying = authorisedActs.carrying(used);
        // Looking gives up what can no longer be carried out.
        Authorisation shown = carrying == Carrying.FINISHED ? authorisedActs.find(person, used.id()) : used;
        model.addAttribute("shown", shown);
        model.addAttribute("carrying", carrying.name());
        model.addAttribute("done", shown.count(ItemOutcome.DONE));
        model.addAttribute("failed", shown.count(ItemOutcome.FAILED));
        model.addAttribute("open", shown.count(ItemOutcome.OPEN));
        if (carrying == Carrying.FINISHED) {
            model.addAttribute("lines", lines(shown));
            return "signing/outcome";
        }
        model.addAttribute(
                "lines",
                lines(shown).stream()
                        .filter(line -> line.outcome().equals("FAILED"))
                        .toList());
        model.addAttribute("left", shown.left().map(Left::of).orElse(new Left("", 0)));
        if (carrying == Carrying.RUNNING) {
            model.addAttribute("again", "2");
        }
        return "signing/progress";
    }

    /** A line a document, in the order they were chosen. */
    List<Line> lines(Authorisation authorisation) {
        boolean seal = authorisation.purpose() == Purpose.SEAL;
        Map<UUID, Document> found = documents.all(
                authorisation.items().stream().map(AuthorisedItem::document).toList());
        List<Line> lines = new ArrayList<>();
        for (AuthorisedItem item : authorisation.items()) {
            Document document = found.get(item.document());
            if (document != null) {
                lines.add(new Line(
                        item.document(),
                        document.title(),
                        document.notation().orElse(document.submitterName()),
                        item.outcome().name(),
                        item.refusal()
                                .map(name -> words(Refusal.valueOf(name), seal))
                                .orElse("")));
            }
        }
        return lines;
    }

    private static String words(Refusal refusal, boolean seal) {
        if (refusal == Refusal.AUTHORISATION_EXPIRED) {
            return "outcome.not-in-time";
        }
        return refusal == Refusal.SIGNING_FAILED && seal
                ? "outcome.seal-failed"
                : "problem." + refusal.kind().code() + ".title";
    }
}
