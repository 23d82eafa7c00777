package vn.khue.launcher.demo;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** A child, a parent and an app that asks for consent: what the app is told follows what they say. Not thread-safe. */
final class Family {
    private static final String APP = "[data-app=anh-lop-mau]";
    private static final String CLAIM = "name";

    private final String console;
    private final Member parent;
    private final Member child;
    private final ConsentApp app;

    /** @param console root address of the school console */
    Family(String console, Member parent, Member child, ConsentApp app) {
        this.console = console;
        this.parent = parent;
        this.child = child;
        this.app = app;
    }

    /** The child agrees at the gate; without the parent the app is told nothing. */
    String childAgrees() {
        app.register();
        return without(app.signIn(child));
    }

    /** The parent agrees; the next token tells it. */
    String parentAgrees() {
        Page consent = parent.open(consentPage());
        Page said = parent.submit(consent.form("#consent").withTicked("claim", List.of(CLAIM)));
        done(said, "given");
        JsonNode told = app.next();
        if (!told.path(CLAIM).asString("").equals(child.person().name())) {
            throw new StepFailure("Expected the child's name in the next token, found: " + told.path(CLAIM));
        }
        return said.html().select("#said").text() + " · " + CLAIM + ": "
                + told.path(CLAIM).asString("");
    }

    /** The parent takes it back; the next token no longer tells it. */
    String parentTakesBack() {
        Page said = parent.submit(parent.open(consentPage()).form("#withdraw"));
        done(said, "withdrawn");
        return said.html().select("#said").text() + " · " + without(app.next());
    }

    private String consentPage() {
        // The parent may have more children.
        String section =
                "section[data-member]:has(h2:containsOwn(" + child.person().name() + "))";
        return parent.open(console + "/family").link(section + " " + APP + " a");
    }

    private static void done(Page page, String word) {
        if (!page.ok().has("#said[data-said=" + word + "]")) {
            throw new StepFailure("Expected the answer to be written down, found: " + page.shortText());
        }
    }

    private static String without(JsonNode told) {
        if (told.has(CLAIM)) {
            throw new StepFailure("Expected a token without " + CLAIM + ", found one");
        }
        return CLAIM + ": –";
    }
}
