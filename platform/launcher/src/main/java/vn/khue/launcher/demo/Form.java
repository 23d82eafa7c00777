package vn.khue.launcher.demo;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/** A form of a page with its fields, hidden ones included, and what was filled in. Not thread-safe. */
public final class Form {
    private record File(String name, String type, byte[] content) {}

    private static final String BOUNDARY = "khue-form-6f1d5c0a9b7e4d23";

    private final URI action;
    private final boolean post;
    private final boolean multipart;
    private final Map<String, List<String>> fields = new LinkedHashMap<>();
    private final Map<String, File> files = new LinkedHashMap<>();

    private Form(URI action, boolean post, boolean multipart) {
        this.action = action;
        this.post = post;
        this.multipart = multipart;
    }

    public static Form of(Element element) {
        String action = element.hasAttr("action") ? element.absUrl("action") : element.baseUri();
        Form form = new Form(
                URI.create(action),
                element.attr("method").equalsIgnoreCase("post"),
                element.attr("enctype").equalsIgnoreCase("multipart/form-data"));
        for (Element field : element.select("input[name], textarea[name]")) {
            String type = field.attr("type").toLowerCase(Locale.ROOT);
            boolean tick = type.equals("checkbox") || type.equals("radio");
            if (!type.equals("submit") && !type.equals("file") && (!tick || field.hasAttr("checked"))) {
                form.add(field.attr("name"), field.val());
            }
        }
        for (Element field : element.select("select[name]")) {
            Element chosen = field.selectFirst("option[selected]");
            Element first = chosen == null ? field.selectFirst("option") : chosen;
            if (first != null) {
                form.add(field.attr("name"), first.val());
            }
        }
        return form;
    }

    /** A form that a program sends, without a page. */
    public static Form upload(String address) {
        return new Form(URI.create(address), true, true);
    }

    /** Fills in a field, or presses a button that has a name. */
    public Form with(String name, String value) {
        fields.put(name, List.of(value));
        return this;
    }

    /** Ticks these boxes of one name, and no others. */
    public Form withTicked(String name, List<String> values) {
        fields.put(name, List.copyOf(values));
        return this;
    }

    /** Fills in a field if the form has it. */
    public Form withIfAsked(String name, String value) {
        fields.replace(name, List.of(value));
        return this;
    }

    /** Chooses a file. */
    public Form withFile(String name, String fileName, String type, byte[] content) {
        files.put(name, new File(fileName, type, content));
        return this;
    }

    public HttpRequest.Builder request() {
        if (!post) {
            String separator = action.getRawQuery() == null ? "?" : "&";
            return HttpRequest.newBuilder(URI.create(action + separator + encoded()))
                    .GET();
        }
        if (multipart) {
            return HttpRequest.newBuilder(action)
                    .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(multipart()));
        }
        return HttpRequest.newBuilder(action)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded()));
    }

    private void add(String name, String value) {
        fields.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
    }

    private String encoded() {
        return fields.entrySet().stream()
                .flatMap(field -> field.getValue().stream().map(value -> encode(field.getKey()) + "=" + encode(value)))
                .collect(Collectors.joining("&"));
    }

    private byte[] multipart() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        fields.forEach((name, values) -> values.forEach(value -> {
            body.writeBytes(
                    bytes("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n"));
            body.writeBytes(bytes(value + "\r\n"));
        }));
        files.forEach((name, file) -> {
            body.writeBytes(
                    bytes("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\""
                            + file.name().replace("\"", "%22") + "\"\r\nContent-Type: " + file.type() + "\r\n\r\n"));
            body.writeBytes(file.content());
            body.writeBytes(bytes("\r\n"));
        });
        body.writeBytes(bytes("--" + BOUNDARY + "--\r\n"));
        return body.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
