package vn.khue.sso.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * A browser without script: keeps cookies, follows redirects within the server, stops where one leads elsewhere. Cookies are kept by
 * hand because Keycloak marks them Secure, and the JDK's cookie store does not know that loopback is trustworthy.
 */
final class Browser {
    private HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private Optional<String> address;

    Browser() {
        this(Optional.empty());
    }

    private Browser(Optional<String> address) {
        this.address = address;
    }

    /** A browser at that address, as a proxy in front of the gate tells it. */
    static Browser at(String address) {
        return new Browser(Optional.of(address));
    }

    void moveTo(String otherAddress) {
        address = Optional.of(otherAddress);
    }

    /** With a card in its reader, or the trust alone, for the pages that are under TLS. */
    void present(SSLContext card) {
        http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .sslContext(card)
                .build();
    }

    /** Sends a header of a proxy, once. */
    Page getWith(String url, String header, String value) {
        return follow(HttpRequest.newBuilder(URI.create(url)).GET().header(header, value));
    }

    /** As the header that this browser sends. */
    String cookies() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    /** Closed and opened again: what was for the session is gone. */
    void restart() {
        cookies.keySet().removeIf(name -> !name.startsWith("KHUE_"));
    }

    Page get(String url) {
        return follow(HttpRequest.newBuilder(URI.create(url)).GET());
    }

    Page post(URI url, Map<String, String> form) {
        return postText(url, encode(form));
    }

    /** Posts a form that is encoded already, as one with the same field twice. */
    Page postText(URI url, String form) {
        return follow(HttpRequest.newBuilder(url)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** For a segment of a path. */
    static String encoded(String text) {
        return encode(text).replace("+", "%20");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Page follow(HttpRequest.Builder request) {
        HttpResponse<String> answer = exchange(request);
        for (int hops = 0; hops < 10 && answer.statusCode() / 100 == 3; hops++) {
            URI target =
                    answer.uri().resolve(answer.headers().firstValue("Location").orElseThrow());
            if (!target.getAuthority().equals(answer.uri().getAuthority())) {
                return new Page(answer.statusCode(), target, "", answer.headers());
            }
            answer = exchange(HttpRequest.newBuilder(target).GET());
        }
        return new Page(answer.statusCode(), answer.uri(), answer.body(), answer.headers());
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies());
        }
        request.header("Accept-Language", "vi");
        address.ifPresent(from -> request.header("X-Forwarded-For", from));
        try {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            answer.headers().allValues("Set-Cookie").forEach(this::keep);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void keep(String header) {
        String[] pair = header.split(";", 2)[0].split("=", 2);
        if (header.contains("Max-Age=0") || pair[1].isEmpty()) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }
}
