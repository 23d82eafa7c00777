package vn.khue.signing.wallet;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Origin;
import vn.khue.ecard.jws.CompactJws;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.web.event.RequestOrigin;
import vn.khue.web.problem.RefusalListener;

/** What wallets call: OpenID for Verifiable Credential Issuance 1.0. Open; the credential endpoint wants an access token of the gate. */
@RestController
public class WalletController {
    private static final String EVERY_ORIGIN = "*";
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final WalletOffice office;
    private final WalletTokens tokens;
    private final WalletNonces nonces;
    private final WalletMetadata metadata;
    private final WalletPolicy policy;
    private final RefusalListener refusals;

    WalletController(
            WalletOffice office,
            WalletTokens tokens,
            WalletNonces nonces,
            WalletMetadata metadata,
            WalletPolicy policy,
            RefusalListener refusals) {
        this.office = office;
        this.tokens = tokens;
        this.nonces = nonces;
        this.metadata = metadata;
        this.policy = policy;
        this.refusals = refusals;
    }

    /** Section 12.2. */
    @GetMapping(WalletAddresses.ISSUER_METADATA)
    public ResponseEntity<String> issuer() {
        return open(metadata.issuer());
    }

    /** draft-ietf-oauth-sd-jwt-vc section 4. */
    @GetMapping(WalletAddresses.VC_ISSUER_METADATA)
    public ResponseEntity<String> jwtIssuer() {
        return open(metadata.jwtIssuer());
    }

    /** RFC 7517 section 5. */
    @GetMapping(WalletAddresses.KEYS)
    public ResponseEntity<String> keys() {
        return open(metadata.keys());
    }

    /** draft-ietf-oauth-sd-jwt-vc section 5. */
    @GetMapping(WalletAddresses.TYPE)
    public ResponseEntity<String> type() {
        return open(metadata.type());
    }

    /** Section 4.1.3: the offer behind a link. Whoever has the link has it; the code that is told apart is what they lack. */
    @GetMapping(WalletAddresses.OFFERS + "/{id:[0-9a-f-]{36}}")
    public ResponseEntity<String> offer(@PathVariable UUID id) {
        WalletOffer offer = office.open(id).orElseThrow(() -> new SigningException(Refusal.OFFER_GONE));
        return answer(metadata.offer(offer));
    }

    /** Section 7. */
    @PostMapping(WalletAddresses.NONCE)
    public ResponseEntity<String> nonce() {
        return answer(CompactJws.object().put("c_nonce", nonces.make()));
    }

    /** Section 8. */
    @PostMapping(path = WalletAddresses.CREDENTIAL, consumes = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<String> credential(HttpServletRequest request, @RequestBody byte[] body) {
        WalletToken token = tokens.judge(Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION)));
        CredentialRequest asked = CredentialRequest.read(body, policy.mostAtOnce());
        Optional<Origin> origin = RequestOrigin.of(request);
        ObjectNode answer = CompactJws.object();
        ArrayNode credentials = answer.putArray("credentials");
        try {
            office.issue(token, asked, origin)
                    .forEach(form -> credentials.addObject().put("credential", form));
        } catch (SigningException refused) {
            // The act has written it down.
            WalletError error = WalletError.CREDENTIAL_REQUEST_DENIED;
            return ResponseEntity.status(error.status())
                    .cacheControl(CacheControl.noStore())
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(body(
                            error,
                            "no card for this wallet: " + refused.refusal().name()));
        }
        return answer(answer);
    }

    /** Sections 8.3.1.1 and 8.3.1.2. */
    @ExceptionHandler
    public ResponseEntity<String> refused(WalletException refused, HttpServletRequest request) {
        WalletError error = refused.error();
        refusals.refused(
                error.ofToken() ? EventKind.TOKEN_REFUSED : EventKind.INPUT_REFUSED, "WALLET_" + error.name(), request);
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(error.status()).cacheControl(CacheControl.noStore());
        if (error.ofToken()) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, challenge(error));
        }
        return answer.contentType(MediaType.APPLICATION_JSON).body(body(error, refused.getMessage()));
    }

    private static String challenge(WalletError error) {
        return switch (error) {
            case TOKEN_MISSING -> "Bearer";
            case INSUFFICIENT_SCOPE -> "Bearer error=\"" + error.code() + "\", scope=\"" + WalletAddresses.SCOPE + "\"";
            default -> "Bearer error=\"" + error.code() + "\"";
        };
    }

    private static String body(WalletError error, String why) {
        ObjectNode body = CompactJws.object();
        if (!error.code().isEmpty()) {
            body.put("error", error.code());
        }
        return body.put("error_description", why).toString();
    }

    private static ResponseEntity<String> answer(ObjectNode body) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(body.toString());
    }

    private static ResponseEntity<String> open(ObjectNode body) {
        return ResponseEntity.ok()
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, EVERY_ORIGIN)
                .cacheControl(CacheControl.maxAge(KEPT).cachePublic())
                .contentType(MediaType.APPLICATION_JSON)
                .body(body.toString());
    }
}
