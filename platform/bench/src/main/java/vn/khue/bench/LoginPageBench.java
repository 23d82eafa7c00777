package vn.khue.bench;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** What a browser must fetch before a person can log in, from a running Khuê: our page beside Keycloak's own. */
public final class LoginPageBench implements Bench {

    private static final int LIMIT_BYTES = 20 * 1024;
    private static final int PORT_OF_KEYCLOAK = 8080;
    private static final int PORT_OF_SIGNING = 8081;
    private static final int CHALLENGE_LENGTH = 43;
    private static final Pattern TAG = Pattern.compile("<(?:link|script)\\b[^>]*>");
    private static final Pattern ADDRESS = Pattern.compile("(?:href|src)=\"([^\"]+)\"");

    @Override
    public String name() {
        return "login";
    }

    @Override
    public String about() {
        return "weight and speed of the login page of the running Khuê, beside Keycloak's own page on the same server";
    }

    @Override
    public List<Measurement> run() {
        int base = Integer.parseInt(System.getenv().getOrDefault("KHUE_PORT_BASE", "0"));
        String keycloak = "http://localhost:" + (base + PORT_OF_KEYCLOAK);
        URI ours = URI.create("http://localhost:" + (base + PORT_OF_SIGNING) + "/inbox");
        // Every realm but ours has the stock theme; the console of the first realm asks for a login.
        URI stock = URI.create(keycloak
                + "/realms/master/protocol/openid-connect/auth?client_id=security-admin-console&response_type=code"
                + "&scope=openid&code_challenge_method=S256&code_challenge=" + "A".repeat(CHALLENGE_LENGTH)
                + "&redirect_uri=" + keycloak + "/admin/master/console/");
        try {
            Weight own = weigh(ours);
            Weight theirs = weigh(stock);
            List<Double> pages = new Rate(3, 1)
                    .sideBySide(List.of(() -> get(client(), own.page()), () -> get(client(), theirs.page())));
            return List.of(
                    lower("login page on the wire, headers too", "bytes", own.bytes(), LIMIT_BYTES, "limit", true),
                    lower("login page on the wire, headers too", "bytes", own.bytes(), theirs.bytes(), "stock", false),
                    lower("requests before it shows", "requests", own.requests(), theirs.requests(), "stock", false),
                    new Measurement(
                            name(),
                            "login pages served to new browsers, one after another",
                            "pages/s",
                            Measurement.Better.HIGHER,
                            pages.get(0),
                            pages.get(1),
                            "stock",
                            Optional.empty()));
        } catch (IOException e) {
            throw new BenchException("expected a running Khuê at " + ours + ", found " + e + "; run ./khue up", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    private Measurement lower(String metric, String unit, double ours, double peer, String peerName, boolean limit) {
        return new Measurement(
                name(),
                metric,
                unit,
                Measurement.Better.LOWER,
                ours,
                peer,
                peerName.equals("stock") ? "Keycloak's own page" : peerName,
                limit ? Optional.of(1.0) : Optional.empty());
    }

    /**
     * @param page the address of the page itself, behind all redirections
     * @param bytes of page, style sheets and scripts as sent, with their header lines
     */
    private record Weight(URI page, long bytes, int requests) {}

    private static Weight weigh(URI start) throws IOException, InterruptedException {
        HttpClient browser = client();
        HttpResponse<byte[]> page = get(browser, start);
        long bytes = size(page);
        int requests = 1;
        Matcher tag = TAG.matcher(text(page));
        while (tag.find()) {
            Matcher address = ADDRESS.matcher(tag.group());
            boolean fetched = tag.group().startsWith("<script") || tag.group().contains("stylesheet");
            if (fetched && address.find()) {
                bytes += size(get(browser, page.uri().resolve(address.group(1).replace("&amp;", "&"))));
                requests++;
            }
        }
        return new Weight(page.uri(), bytes, requests);
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    private static HttpResponse<byte[]> get(HttpClient browser, URI address) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = browser.send(
                HttpRequest.newBuilder(address)
                        .timeout(Duration.ofSeconds(20))
                        .header("Accept", "text/html,*/*;q=0.8")
                        .header("Accept-Encoding", "gzip")
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException("status " + answer.statusCode() + " from " + answer.uri());
        }
        return answer;
    }

    private static long size(HttpResponse<byte[]> answer) {
        long headers = answer.headers().map().entrySet().stream()
                .mapToLong(header -> header.getValue().stream()
                        .mapToLong(value -> header.getKey().length() + value.length() + ": \r\n".length())
                        .sum())
                .sum();
        return headers + answer.body().length;
    }

    private static String text(HttpResponse<byte[]> page) throws IOException {
        boolean zipped = page.headers()
                .firstValue("Content-Encoding")
                .filter("gzip"::equals)
                .isPresent();
        if (!zipped) {
            return new String(page.body(), StandardCharsets.UTF_8);
        }
        try (var in = new GZIPInputStream(new java.io.ByteArrayInputStream(page.body()))) {
            return new String(in.readNBytes(1 << 20), StandardCharsets.UTF_8);
        }
    }
}
