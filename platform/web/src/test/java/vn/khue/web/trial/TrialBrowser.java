package vn.khue.web.trial;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser for tests: keeps cookies, follows no redirect by itself, finds the CSRF token of the last page. */
public final class TrialBrowser {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final String base;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    /** @param base address of the app, without a slash at the end */
    private Map<String, Object> signedIn = Map.of();

    public TrialBrowser(String base) {
        this.base = base;
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(address(path)).header("Accept", "text/html,*/*;q=0.8"));
    }

    public HttpResponse<String> get(String path, String header, String value) {
        return send(HttpRequest.newBuilder(address(path)).header(header, value));
    }

    /** Posts a form with the CSRF token that this page carries. */
    public HttpResponse<String> post(HttpResponse<String> page, String path, Map<String, String> fields) {
        Matcher csrf = CSRF.matcher(page.body());
        if (!csrf.find()) {
            throw new AssertionError("expected a CSRF token in the page, found none:\n" + page.body());
        }
        Map<String, String> all = new java.util.TreeMap<>(fields);
        all.put("_csrf", csrf.group(1));
        return post(path, all);
    }

    /** Posts a form as it is. */
    public HttpResponse<String> post(String path, Map<String, String> fields) {
        String form = fields.entrySet().stream()
                .map(each -> URLEncoder.encode(each.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(address(path))
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    /** Signs in at the trial gate as this person; ends on the page first asked for. */
    public HttpResponse<String> signIn(TrialGate gate, Map<String, Object> person, String path) {
        signedIn = Map.copyOf(person);
        HttpResponse<String> first = get(path);
        URI request = location(get(location(first).toString()));
        HttpResponse<String> back =
                get(gate.answer(request, gate.rightClaims(request, person)).toString());
        return get(location(back).toString());
    }

    /** Claims of who signed in last. */
    public Map<String, Object> person() {
        return signedIn;
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static URI location(HttpResponse<String> answer) {
        return URI.create(answer.headers()
                .firstValue("Location")
                .orElseThrow(() -> new AssertionError(
                        "expected a redirect, found " + answer.statusCode() + "\n" + answer.body())));
    }

    public List<HttpCookie> cookies() {
        return cookies.getCookieStore().getCookies();
    }

    private URI address(String path) {
        return URI.create(path.startsWith("http") ? path : base + path);
    }
}
