package vn.khue.audit.wazuh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One recorded exchange: the request as curl was told it, the answer byte for byte. */
record Transcript(
        String name,
        String method,
        String target,
        boolean bearer,
        Optional<String> login,
        Optional<Request.Content> content,
        int status,
        Map<String, String> headers,
        byte[] body) {

    private static final Pattern REQUEST =
            Pattern.compile("# request: curl (?<options>.*)https://127\\.0\\.0\\.1:55000(?<target>/\\S*)");
    private static final Pattern METHOD = Pattern.compile("-X ([A-Z]+) ");
    private static final Pattern USER = Pattern.compile("-u (\\S+) ");
    private static final Pattern TYPE = Pattern.compile("-H content-type: (\\S+) ");
    private static final Pattern DATA = Pattern.compile(" (?:-d|--data-binary) (.*) $");

    static List<Transcript> all() throws IOException {
        try (Stream<Path> files = Files.list(Vectors.wazuh().resolve("transcripts"))) {
            return files.sorted().map(Transcript::read).toList();
        }
    }

    private static Transcript read(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            int end = headEnd(bytes);
            List<String> head = new String(bytes, 0, end, StandardCharsets.ISO_8859_1)
                    .lines()
                    .toList();
            // One line end was added behind the body.
            byte[] body = Arrays.copyOfRange(bytes, end + 2, bytes.length - 1);
            Matcher request = REQUEST.matcher(head.get(0));
            if (!request.matches()) {
                throw new IllegalStateException(file + ": " + head.get(0));
            }
            String options = request.group("options");
            Map<String, String> headers = new LinkedHashMap<>();
            for (String line : head.subList(2, head.size())) {
                String[] header = line.split(": ", 2);
                headers.put(header[0], header[1]);
            }
            Optional<Request.Content> content = group(DATA, options)
                    .map(data -> new Request.Content(group(TYPE, options).orElseThrow(), sent(data)));
            return new Transcript(
                    file.getFileName().toString(),
                    group(METHOD, options).orElse("GET"),
                    request.group("target"),
                    options.contains("Bearer <token>"),
                    group(USER, options),
                    content,
                    Integer.parseInt(head.get(1).split(" ")[1]),
                    headers,
                    body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file of 101 events was not recorded; any 101 will do. */
    private static byte[] sent(String data) {
        String text = "@ev101.json".equals(data)
                ? "{\"events\":[" + String.join(",", Collections.nCopies(101, "\"{}\"")) + "]}"
                : data;
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static int headEnd(byte[] bytes) {
        for (int at = 0; at + 1 < bytes.length; at++) {
            if (bytes[at] == '\n' && bytes[at + 1] == '\n') {
                return at;
            }
        }
        throw new IllegalStateException("expected an empty line");
    }

    private static Optional<String> group(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    Loopback.Told told() {
        Map<String, String> sent = new LinkedHashMap<>(headers);
        // Tokens were masked and a line end added, so the recorded length is not that of the body.
        sent.remove("content-length");
        sent.remove("date");
        return new Loopback.Told(status, sent, body, Loopback.Manner.WHOLE);
    }

    boolean isSent(Loopback.Asked asked) {
        return asked.method().equals(method)
                && decoded(asked.target()).equals(target)
                && content.map(Request.Content::type).orElse("").equals(asked.header("content-type"));
    }

    private static String decoded(String text) {
        String plain =
                text.replace("%2B", "+").replace("%3D", "=").replace("%3B", ";").replace("%21", "!");
        return plain.replace("%2C", ",");
    }
}
