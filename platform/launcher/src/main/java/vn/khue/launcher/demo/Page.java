package vn.khue.launcher.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * What came back, after redirects.
 *
 * @param address of the page itself
 * @param status HTTP status
 * @param type the Content-Type line
 * @param body as it came
 */
public record Page(URI address, int status, String type, byte[] body) {
    private static final int OK = 200;
    private static final int SHOWN = 300;

    /** This page, if its status is 200. */
    public Page ok() {
        if (status != OK) {
            throw new StepFailure(
                    "Expected HTTP 200 from " + address.getPath() + ", found " + status + ": " + shortText());
        }
        return this;
    }

    /** The page as HTML. */
    public Document html() {
        try {
            return Jsoup.parse(new ByteArrayInputStream(body), null, address.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The body as UTF-8 text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The first form that a CSS query finds, ready to fill in. */
    public Form form(String query) {
        Element form = ok().html().selectFirst(query);
        if (form == null) {
            throw new StepFailure(
                    "Expected the form " + query + " at " + address.getPath() + ", found: " + shortText());
        }
        return Form.of(form);
    }

    /** The absolute address of the first link that a CSS query finds. */
    public String link(String query) {
        Element link = ok().html().selectFirst(query);
        if (link == null) {
            throw new StepFailure(
                    "Expected the link " + query + " at " + address.getPath() + ", found: " + shortText());
        }
        return link.absUrl("href");
    }

    /** Whether a CSS query finds anything. */
    public boolean has(String query) {
        return html().selectFirst(query) != null;
    }

    /** The words of the page, cut short for a message. */
    public String shortText() {
        String words = type.contains("html") ? html().text() : text();
        return words.length() > SHOWN ? words.substring(0, SHOWN) + "…" : words;
    }
}
