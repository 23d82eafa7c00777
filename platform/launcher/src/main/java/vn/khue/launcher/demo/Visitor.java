package vn.khue.launcher.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;

/**
 * Somebody who walks through the pages as a browser without JavaScript does: carries cookies, follows redirects, fills forms. Not
 * thread-safe.
 */
public final class Visitor {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int MOST_REDIRECTS = 15;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303);

    private final HttpClient client;
    private final String language;
    private final Cookies cookies = new Cookies();

    /**
     * @param client must not follow redirects by itself
     * @param language of the pages: vi or en
     */
    public Visitor(HttpClient client, String language) {
        this.client = client;
        this.language = language;
    }

    /** Opens a page. */
    public Page open(String address) {
        return send(HttpRequest.newBuilder(URI.create(address)).GET());
    }

    /** Sends a filled form. */
    public Page submit(Form form) {
        return send(form.request());
    }

    /** Sends a file to an interface for programs and asks for JSON. */
    public Page post(String address, String fileName, byte[] pdf) {
        return post(address, fileName, pdf, "application/json");
    }

    /** The same, asking for another form of the answer. */
    public Page post(String address, String fileName, byte[] pdf, String accept) {
        return send(Form.upload(address)
                .withFile("file", fileName, "application/pdf", pdf)
                .request()
                .header("Accept", accept));
    }

    private Page send(HttpRequest.Builder first) {
        HttpRequest.Builder next = first;
        for (int i = 0; i < MOST_REDIRECTS; i++) {
            HttpResponse<byte[]> response = exchange(next);
            URI here = response.uri();
            String location = response.headers().firstValue("location").orElse("");
            if (!REDIRECTS.contains(response.statusCode()) || location.isEmpty()) {
                return new Page(
                        here,
                        response.statusCode(),
                        response.headers().firstValue("content-type").orElse(""),
                        response.body());
            }
            next = HttpRequest.newBuilder(here.resolve(location)).GET();
        }
        throw new StepFailure("More than " + MOST_REDIRECTS + " redirects");
    }

    private HttpResponse<byte[]> exchange(HttpRequest.Builder builder) {
        URI to = builder.build().uri();
        String cookie = cookies.header(to);
        if (!cookie.isEmpty()) {
            builder.header("Cookie", cookie);
        }
        if (builder.build().headers().firstValue("Accept").isEmpty()) {
            builder.header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        }
        HttpRequest request =
                builder.timeout(LIMIT).header("Accept-Language", language).build();
        try {
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            cookies.keep(to, response.headers().allValues("set-cookie"));
            return response;
        } catch (IOException e) {
            throw new StepFailure(to + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailure(to + ": interrupted", e);
        }
    }
}
