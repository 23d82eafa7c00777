package vn.khue.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VisitorTest {
    private final Visitor visitor = new Visitor(HttpClient.newHttpClient(), "vi");
    private HttpServer server;
    private String address;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        address = "http://localhost:" + server.getAddress().getPort();
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void carriesSecureCookiesOverLoopbackWithinTheirPath() {
        server.createContext("/realm/login", exchange -> {
            exchange.getResponseHeaders().add("Set-Cookie", "session=abc; Path=/realm/; Secure; HttpOnly");
            exchange.getResponseHeaders().add("Set-Cookie", "gone=; Path=/realm/; Max-Age=0");
            answer(exchange, 200, "ok");
        });
        server.createContext("/realm/here", exchange -> answer(exchange, 200, cookie(exchange)));
        server.createContext("/elsewhere", exchange -> answer(exchange, 200, cookie(exchange)));

        visitor.open(address + "/realm/login");

        assertThat(visitor.open(address + "/realm/here").text()).isEqualTo("session=abc");
        assertThat(visitor.open(address + "/elsewhere").text()).isEqualTo("none");
    }

    @Test
    void followsRedirectsAndStopsWhenTheyNeverEnd() {
        server.createContext("/once", exchange -> redirect(exchange, "/end?x=1"));
        server.createContext("/end", exchange -> answer(exchange, 200, "end"));
        server.createContext("/circle", exchange -> redirect(exchange, "/circle"));

        assertThat(visitor.open(address + "/once").address().toString()).endsWith("/end?x=1");
        assertThatThrownBy(() -> visitor.open(address + "/circle"))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("redirects");
    }

    @Test
    void sendsAFormAsABrowserWould() {
        server.createContext("/page", exchange -> answer(exchange, 200, """
                <form id="f" method="post" action="/sent"><input type="hidden" name="_csrf" value="t&amp;k">
                <input name="name" value="old"><input type="checkbox" name="d" value="1" checked>
                <input type="checkbox" name="d" value="2" checked><input type="checkbox" name="d" value="3">
                <input type="radio" name="r" value="a"><input type="radio" name="r" value="b" checked>
                <select name="s"><option value="x">X<option value="y" selected>Y</select>
                <input type="submit" name="unpressed" value="1"></form>"""));
        server.createContext(
                "/sent",
                exchange -> answer(
                        exchange, 200, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));

        Page sent = visitor.submit(visitor.open(address + "/page").form("#f").with("name", "Hoà & Lan"));

        assertThat(sent.text()).isEqualTo("_csrf=t%26k&name=Ho%C3%A0+%26+Lan&d=1&d=2&r=b&s=y");
    }

    @Test
    void saysWhatItFoundWhereAFormWasExpected() {
        server.createContext("/page", exchange -> answer(exchange, 200, "<p>Không có gì ở đây</p>"));
        server.createContext("/broken", exchange -> answer(exchange, 500, "<p>hỏng</p>"));

        assertThatThrownBy(() -> visitor.open(address + "/page").form("#f")).hasMessageContaining("Không có gì ở đây");
        assertThatThrownBy(() -> visitor.open(address + "/broken").ok()).hasMessageContaining("500");
    }

    private static String cookie(HttpExchange exchange) {
        String cookie = exchange.getRequestHeaders().getFirst("Cookie");
        return cookie == null ? "none" : cookie;
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().add("Location", to);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
