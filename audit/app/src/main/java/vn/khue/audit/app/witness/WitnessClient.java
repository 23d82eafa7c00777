package vn.khue.audit.app.witness;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.khue.audit.ledger.ConsistencyProof;
import vn.khue.audit.ledger.verify.Cosignatures;

/** Asks a witness over HTTP: no redirect, 5 s to connect, 15 s in all, at most 64 KiB of answer. Thread-safe. */
final class WitnessClient {

    private static final int LARGEST = 64 << 10;

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /**
     * @param note the signed checkpoint
     * @param growth from the size that the witness is thought to know
     */
    WitnessAnswer ask(WitnessAddress witness, String note, ConsistencyProof growth) {
        String body = "old " + growth.from() + "\n"
                + growth.path().stream().map(hash -> hash.base64() + "\n").collect(Collectors.joining()) + "\n" + note;
        HttpRequest request = HttpRequest.newBuilder(witness.add())
                .timeout(Duration.ofSeconds(15))
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                .build();
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                String said = new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8);
                return answer(witness, note, response.statusCode(), said);
            }
        } catch (IOException e) {
            return new WitnessAnswer.Away(e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new WitnessAnswer.Away("interrupted");
        }
    }

    private static WitnessAnswer answer(WitnessAddress witness, String note, int status, String said) {
        return switch (status) {
            case 200 ->
                cosigned(witness, note, said)
                        .<WitnessAnswer>map(WitnessAnswer.Cosigned::new)
                        .orElseGet(() -> new WitnessAnswer.Away("no valid cosignature of the key that is set"));
            case 409 ->
                said.strip().matches("0|[1-9][0-9]{0,17}")
                        ? new WitnessAnswer.Knows(Long.parseLong(said.strip()))
                        : new WitnessAnswer.Away("409 without a size");
            case 400, 403, 404, 422 -> new WitnessAnswer.Refused(status);
            default -> new WitnessAnswer.Away("HTTP " + status);
        };
    }

    /** Lines of other keys are passed over, as the protocol asks. */
    private static Optional<String> cosigned(WitnessAddress witness, String note, String said) {
        return said.lines()
                .map(line -> line + "\n")
                .filter(line -> Cosignatures.under((note + line).getBytes(StandardCharsets.UTF_8), witness.vkey()))
                .findFirst();
    }
}
