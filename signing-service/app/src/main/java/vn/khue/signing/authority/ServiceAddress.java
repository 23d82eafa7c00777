package vn.khue.signing.authority;

import java.net.URI;

/** Where outsiders reach this service; stands in certificates and QR codes. */
public record ServiceAddress(URI base) {
    public String of(String path) {
        String text = base.toString();
        return (text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + path;
    }
}
