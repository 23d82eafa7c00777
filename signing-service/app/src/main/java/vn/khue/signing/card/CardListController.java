package vn.khue.signing.card;

import java.time.Duration;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import vn.khue.ecard.status.StatusListToken;
import vn.khue.ecard.trust.Jwk;
import vn.khue.ecard.trust.TrustListJws;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;

/**
 * What verifiers fetch: the trust list, the status lists in both forms (draft-ietf-oauth-status-list section 8), and the key that is to be
 * pinned. Public, for scripts of every origin, kept by caches for as long as each says.
 */
@RestController
public class CardListController {
    private static final String EVERY_ORIGIN = "*";
    private static final MediaType CWT = MediaType.parseMediaType(StatusListToken.CWT_TYPE);
    private static final MediaType JWT = MediaType.parseMediaType(StatusListToken.JWT_MEDIA_TYPE);
    private static final MediaType TRUST = MediaType.parseMediaType("application/" + TrustListJws.TYPE);

    private final StatusPublication lists;
    private final TrustListPublication trust;
    private final CardKeys keys;
    private final CardPolicy policy;

    public CardListController(StatusPublication lists, TrustListPublication trust, CardKeys keys, CardPolicy policy) {
        this.lists = lists;
        this.trust = trust;
        this.keys = keys;
        this.policy = policy;
    }

    /** As JWS. */
    @GetMapping("/cards/trust-list")
    public ResponseEntity<String> trustList() {
        TrustListPublication.Signed signed = trust.list();
        return open(TRUST, Duration.ofSeconds(TrustListPublication.SECONDS))
                .eTag("\"" + signed.issuedAt().getEpochSecond() + "\"")
                .body(signed.jws());
    }

    /** The key of the trust list as JWK (RFC 7517). */
    @GetMapping("/cards/trust-list-key")
    public ResponseEntity<String> trustListKey() {
        return open(MediaType.parseMediaType("application/jwk+json"), policy.listTtl())
                .body(Jwk.of(keys.trustKey().open()).toString());
    }

    /** As CWT, or as JWT for those who ask for it and not for CWT. */
    @GetMapping("/cards/status/{shard:[0-9]{1,2}}")
    public ResponseEntity<byte[]> status(
            @PathVariable int shard,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "*/*") List<MediaType> accept) {
        if (shard >= CardPlaces.LISTS) {
            throw new SigningException(Refusal.NOT_FOUND);
        }
        StatusPublication.Published list = lists.list(shard);
        boolean jwt = accept.stream().anyMatch(JWT::equalsTypeAndSubtype)
                && accept.stream().noneMatch(CWT::equalsTypeAndSubtype);
        return open(jwt ? JWT : CWT, policy.listTtl())
                .varyBy(HttpHeaders.ACCEPT)
                .eTag("\"" + list.version() + '-' + list.issuedAt().getEpochSecond() + (jwt ? "-jwt\"" : "-cwt\""))
                .lastModified(list.issuedAt())
                .body(jwt ? list.jwt().getBytes(java.nio.charset.StandardCharsets.US_ASCII) : list.cwt());
    }

    private static ResponseEntity.BodyBuilder open(MediaType type, Duration age) {
        return ResponseEntity.ok()
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, EVERY_ORIGIN)
                .contentType(type)
                .cacheControl(CacheControl.maxAge(age).cachePublic());
    }
}
