package vn.khue.audit.ledger.verify;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A log behind an HTTP prefix. Follows no redirect; waits 10 s to connect and 30 s for each file. */
public final class HttpSource implements LedgerSource {

    private final URI prefix;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    public HttpSource(URI prefix) {
        this.prefix = URI.create(prefix.toString().replaceAll("/*$", "/"));
    }

    @Override
    public Optional<byte[]> fetch(String path, int maxBytes) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(prefix.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .GET()
                .build();
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                byte[] bytes = in.readNBytes(maxBytes + 1);
                if (response.statusCode() == 404) {
                    return Optional.empty();
                }
                if (response.statusCode() == 401 || response.statusCode() == 403) {
                    throw new WithheldException(path);
                }
                if (response.statusCode() != 200 || bytes.length > maxBytes) {
                    throw new IOException(request.uri() + ": expected HTTP 200 and at most " + maxBytes
                            + " bytes, found HTTP " + response.statusCode() + " and " + bytes.length);
                }
                return Optional.of(bytes);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(request.uri() + ": interrupted", e);
        }
    }

    @Override
    public List<Integer> partialWidths(String tilePath) {
        return List.of();
    }
}
