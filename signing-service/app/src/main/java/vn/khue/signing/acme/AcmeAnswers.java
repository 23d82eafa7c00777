package vn.khue.signing.acme;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * What every answer has: a fresh nonce (RFC 8555 section 6.5), the way to the directory (section 7.1), no storing; and problem
 * documents (section 6.7).
 */
@Component
class AcmeAnswers {
    private static final String NONCE = "Replay-Nonce";

    /** Seconds; long for a turn, short for the limit of a day, of which a part is over at any time. */
    private static final String RETRY_AFTER = "300";

    private final Nonces nonces;
    private final AcmeAddresses addresses;
    private final MessageSource messages;

    AcmeAnswers(Nonces nonces, AcmeAddresses addresses, MessageSource messages) {
        this.nonces = nonces;
        this.addresses = addresses;
        this.messages = messages;
    }

    ResponseEntity.BodyBuilder with(HttpStatusCode status) {
        return ResponseEntity.status(status)
                .header(NONCE, nonces.make())
                .header(HttpHeaders.LINK, link(addresses.of("/directory"), "index"))
                .cacheControl(CacheControl.noStore());
    }

    ResponseEntity.BodyBuilder ok() {
        return with(HttpStatus.OK);
    }

    static String link(String address, String relation) {
        return "<" + address + ">;rel=\"" + relation + "\"";
    }

    ResponseEntity<Map<String, Object>> problem(AcmeException failure, Locale locale) {
        AcmeError error = failure.error();
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", error.type());
        problem.put("status", error.status());
        problem.put("detail", detail(failure, locale));
        ResponseEntity.BodyBuilder answer =
                with(HttpStatusCode.valueOf(error.status())).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        failure.location().ifPresent(address -> answer.header(HttpHeaders.LOCATION, address));
        switch (error) {
            case BAD_SIGNATURE_ALGORITHM -> problem.put("algorithms", JwsReader.ALGORITHMS);
            case RATE_LIMITED -> answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
            case GET_NOT_ALLOWED -> answer.header(HttpHeaders.ALLOW, "POST");
            default -> {
                // Type and text say all.
            }
        }
        return answer.body(problem);
    }

    private String detail(AcmeException failure, Locale locale) {
        Optional<String> ofTheOffice = failure.refused()
                .map(refused -> messages.getMessage(
                        "problem." + refused.refusal().kind().code() + ".detail", refused.problemArguments(), locale));
        return ofTheOffice.orElseGet(() -> messages.getMessage("acme.error." + failure.error(), null, locale));
    }
}
