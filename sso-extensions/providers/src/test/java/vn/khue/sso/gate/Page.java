package vn.khue.sso.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a browser shows, or the address of another app to which it was sent.
 *
 * @param html empty where the address is that of another app
 */
record Page(int status, URI address, String html, HttpHeaders headers) {
    private static final Pattern ACTION = Pattern.compile(
            "(?i)<form[^>]*method=\"post\"[^>]*action=\"([^\"]+)\"|<form[^>]*action=\"([^\"]+)\"[^>]*method=\"post\"");
    private static final Pattern PAGE_ID = Pattern.compile("data-page-id=\"([^\"]+)\"");

    /** Which of Keycloak's pages this is, such as {@code login-login} or {@code login-login-otp}. */
    String id() {
        var id = PAGE_ID.matcher(html);
        return id.find() ? id.group(1) : "";
    }

    URI action() {
        var action = ACTION.matcher(html);
        assertThat(action.find()).as("a form on the page %s: %s", address, html).isTrue();
        String found = action.group(1) != null ? action.group(1) : action.group(2);
        return address.resolve(found.replace("&amp;", "&"));
    }

    /** The value of a hidden field. */
    String hidden(String name) {
        var value = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(html);
        assertThat(value.find())
                .as("a hidden field %s on the page %s", name, html)
                .isTrue();
        return value.group(1);
    }

    /** The parameters of the address. */
    Map<String, String> query() {
        if (address.getRawQuery() == null) {
            return Map.of();
        }
        return Arrays.stream(address.getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8), (a, b) -> b));
    }
}
