package vn.khue.bench.gate;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Somebody at a browser, and the app behind it: signs in with a new browser each time, refreshes, or asks for a token as a service.
 * Cookies are kept by hand, because Keycloak marks them Secure, also on loopback. Not thread-safe.
 */
final class Visitor implements AutoCloseable {
    /** RFC 7636, appendix B. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final Pattern ACTION = Pattern.compile("<form[^>]*\\saction=\"https?://[^/\"]+([^\"]+)\"");
    private static final Pattern BADGE = Pattern.compile("id=\"khue-badge\" href=\"([^\"]+)\"");
    private static final Pattern PATH = Pattern.compile("^(?:https?://[^/]+)?(/.*)$");
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");
    private static final Pattern ACCESS = Pattern.compile("\"access_token\":\"([^\"]+)\"");
    private static final Pattern REFRESH = Pattern.compile("\"refresh_token\":\"([^\"]+)\"");

    private final App app;
    private final Connection connection;
    private final String open;
    private String accessToken = "";
    private String refreshToken = "";

    Visitor(App app) {
        this.app = app;
        this.connection = new Connection(app.port());
        this.open = app.path("auth") + "?client_id=" + app.client()
                + "&response_type=code&scope=openid+profile&redirect_uri="
                + encode(app.redirect()) + "&state=state&nonce=nonce&code_challenge=" + CHALLENGE
                + "&code_challenge_method=S256";
    }

    /** The whole authorization code flow: page, password, code for tokens. */
    void signIn(String username, String password) throws IOException {
        Map<String, String> cookies = new LinkedHashMap<>();
        Connection.Answer page = connection.get(open, "");
        keep(cookies, page);
        Connection.Answer back = send(
                page, cookies, "username=" + encode(username) + "&password=" + encode(password) + "&credentialId=");
        exchange(back);
    }

    /** The same by badge, with every request that the child's browser makes: the link to the badge page, code, pictures. */
    void signIn(Badge badge) throws IOException {
        Map<String, String> cookies = new LinkedHashMap<>();
        Connection.Answer password = connection.get(open, "");
        keep(cookies, password);
        String start = found(BADGE, password.body(), "the link to badge login", password)
                .replace("&amp;", "&");
        Connection.Answer led = connection.get(start, header(cookies));
        keep(cookies, led);
        Connection.Answer page =
                connection.get(found(PATH, led.location().orElse(""), "the badge page", led), header(cookies));
        keep(cookies, page);
        page = send(page, cookies, "code=" + badge.code());
        String pressed =
                badge.pictures().stream().map(each -> "picture=" + each).collect(Collectors.joining("&"));
        exchange(send(page, cookies, pressed));
    }

    /** The token of the last login. */
    String accessToken() {
        return accessToken;
    }

    private Connection.Answer send(Connection.Answer page, Map<String, String> cookies, String form)
            throws IOException {
        String action = found(ACTION, page.body(), "the form of the page", page).replace("&amp;", "&");
        Connection.Answer answer = connection.post(action, header(cookies), form);
        keep(cookies, answer);
        return answer;
    }

    private void exchange(Connection.Answer back) throws IOException {
        String code = found(CODE, back.location().orElse(""), "a code", back);
        token("grant_type=authorization_code&code=" + code + "&redirect_uri=" + encode(app.redirect())
                + "&code_verifier=" + VERIFIER);
    }

    private static String header(Map<String, String> cookies) {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    /** Exchanges the refresh token of the last login or refresh. */
    void refresh() throws IOException {
        token("grant_type=refresh_token&refresh_token=" + refreshToken);
    }

    /** A token of the service's own (RFC 6749, section 4.4). */
    void clientCredentials() throws IOException {
        Connection.Answer answer = connection.post(
                app.path("token"),
                "",
                "grant_type=client_credentials&client_id=" + app.service() + "&client_secret=" + app.serviceSecret());
        if (answer.status() != 200) {
            throw unexpected("a token of the service", answer);
        }
    }

    private void token(String form) throws IOException {
        Connection.Answer answer = connection.post(
                app.path("token"), "", form + "&client_id=" + app.client() + "&client_secret=" + app.secret());
        accessToken = found(ACCESS, answer.body(), "tokens", answer);
        refreshToken = found(REFRESH, answer.body(), "tokens", answer);
    }

    private static void keep(Map<String, String> cookies, Connection.Answer answer) {
        for (String line : answer.cookies()) {
            String[] pair = line.split(";", 2)[0].split("=", 2);
            cookies.put(pair[0], pair[1]);
        }
    }

    private static String found(Pattern pattern, String text, String what, Connection.Answer answer)
            throws IOException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw unexpected(what, answer);
        }
        return matcher.group(1);
    }

    private static IOException unexpected(String what, Connection.Answer answer) {
        String body = answer.body();
        return new IOException("expected " + what + ", found status " + answer.status() + " "
                + body.substring(0, Math.min(body.length(), 2_000)));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
