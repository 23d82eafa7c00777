package vn.khue.signing.house;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.khue.web.trial.TrialPersons;

/** Uses the pages as a person without JavaScript does: loads them, sends their forms, follows where they lead. */
public final class Browser {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern STEP_UP = Pattern.compile("action=\"(/step-up/[0-9a-f-]{36})\"");
    private static final String BOUNDARY = "khue-test-boundary";

    private final SigningHouse house;
    private final Optional<Member> member;
    private final Map<String, Object> told;
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    Browser(SigningHouse house, Optional<Member> member) {
        this(house, member, Map.of());
    }

    /** @param told what the gate says besides, in place of what is right */
    Browser(SigningHouse house, Optional<Member> member, Map<String, Object> told) {
        this.house = house;
        this.member = member;
        this.told = told;
    }

    /** What came at the end of all redirects. */
    public record Page(int status, String path, String body, HttpResponse<byte[]> answer) {
        public String first(String pattern) {
            Matcher matcher = Pattern.compile(pattern).matcher(body);
            if (!matcher.find()) {
                throw new AssertionError("expected " + pattern + " in " + path + " (" + status + "), found:\n" + body);
            }
            return matcher.group(1);
        }
    }

    /** One field or file of a form. */
    public record Part(String name, Optional<String> fileName, byte[] value) {
        public static Part field(String name, String value) {
            return new Part(name, Optional.empty(), value.getBytes(StandardCharsets.UTF_8));
        }

        public static Part file(String name, String fileName, byte[] value) {
            return new Part(name, Optional.of(fileName), value);
        }
    }

    public Page get(String path) {
        return follow(send(request(path)), path);
    }

    /** Sends a form that stands on {@code page}. */
    public Page post(Page page, String path, Map<String, List<String>> fields) {
        StringBuilder form = new StringBuilder("_csrf=" + encode(page.first(CSRF.pattern())));
        fields.forEach((name, values) -> values.forEach(
                value -> form.append('&').append(encode(name)).append('=').append(encode(value))));
        return follow(
                send(request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form.toString()))),
                path);
    }

    public Page post(Page page, String path) {
        return post(page, path, Map.of());
    }

    /** Sends a form with files that stands on {@code page}. */
    public Page upload(Page page, String path, Part... parts) {
        Part[] all = java.util.Arrays.copyOf(parts, parts.length + 1);
        all[parts.length] = Part.field("_csrf", page.first(CSRF.pattern()));
        return follow(
                send(request(path)
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(multipart(all)))),
                path);
    }

    /** Sends JSON with the token that stands on {@code page}, and follows nothing. */
    public HttpResponse<byte[]> json(Page page, String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(house.base() + path))
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .header("X-CSRF-TOKEN", page.first(CSRF.pattern()))
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Asks for JSON, signed in by an earlier page, and follows nothing. */
    public HttpResponse<byte[]> json(String path) {
        return send(HttpRequest.newBuilder(URI.create(house.base() + path)).header("Accept", "application/json"));
    }

    /** Sends a form as programs do: no token, no page. */
    public HttpResponse<byte[]> api(String path, String accept, Part... parts) {
        return send(HttpRequest.newBuilder(URI.create(house.base() + path))
                .header("Accept", accept)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(multipart(parts))));
    }

    /** What the service knows this browser by. */
    public List<HttpCookie> cookies() {
        return ((CookieManager) http.cookieHandler().orElseThrow())
                .getCookieStore()
                .get(URI.create(house.base()));
    }

    public HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Presses the one button of a step-up sheet and authenticates as asked. */
    public Page stepUp(Page sheet) {
        return stepUp(sheet, Map.of());
    }

    /** The same, with claims that differ from what was asked. */
    public Page stepUp(Page sheet, Map<String, Object> wrong) {
        return get(stepUpReturn(sheet, wrong));
    }

    /** The address the library sends the browser to after the step-up, not yet opened. */
    public String stepUpReturn(Page sheet, Map<String, Object> wrong) {
        String action = sheet.first(STEP_UP.pattern());
        HttpResponse<byte[]> asked = send(request(action)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("_csrf=" + encode(sheet.first(CSRF.pattern())))));
        URI gate = URI.create(asked.headers().firstValue("Location").orElseThrow());
        Map<String, Object> claims = house.gate().rightClaims(gate, claims());
        claims.putAll(wrong);
        HttpResponse<byte[]> back = send(HttpRequest.newBuilder(house.gate().answer(gate, claims)));
        return back.headers().firstValue("Location").orElseThrow();
    }

    private Page follow(HttpResponse<byte[]> answer, String path) {
        HttpResponse<byte[]> now = answer;
        String at = path;
        for (int hops = 0; hops < 12 && now.statusCode() / 100 == 3; hops++) {
            String to = now.headers().firstValue("Location").orElseThrow();
            if (to.startsWith(house.gate().issuer())) {
                URI gate = URI.create(to);
                Map<String, Object> claims = house.gate().rightClaims(gate, claims());
                claims.putAll(told);
                to = house.gate().answer(gate, claims).toString();
            }
            at = to.startsWith("http") ? URI.create(to).getPath() : to;
            now = send(request(to));
        }
        return new Page(now.statusCode(), at, new String(now.body(), StandardCharsets.UTF_8), now);
    }

    private Map<String, Object> claims() {
        Member who = member.orElseThrow(() -> new AssertionError("this page asked an outsider to sign in"));
        return TrialPersons.person(who.id().toString(), who.uid(), who.name(), who.role(), who.unit());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : house.base() + path))
                .header("Accept", "text/html,*/*;q=0.8");
    }

    private static byte[] multipart(Part... parts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Part part : parts) {
            String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + part.name() + "\""
                    + part.fileName().map(name -> "; filename=\"" + name + "\"").orElse("") + "\r\n"
                    + part.fileName()
                            .map(name -> "Content-Type: application/octet-stream\r\n")
                            .orElse("")
                    + "\r\n";
            body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
            body.writeBytes(part.value());
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    /** As a part of an address or form. */
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The id in the path of a document's page. */
    public static UUID id(Page page) {
        Matcher matcher = Pattern.compile("/documents/([0-9a-f-]{36})").matcher(page.path());
        if (!matcher.find()) {
            throw new AssertionError(
                    "expected a document's page, found " + page.path() + " " + page.status() + "\n" + page.body());
        }
        return UUID.fromString(matcher.group(1));
    }
}
