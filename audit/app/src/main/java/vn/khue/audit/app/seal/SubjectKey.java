package vn.khue.audit.app.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import vn.khue.audit.event.Seal;

/**
 * The key of a person: 32 random bytes. Sealing, by version 1:
 *
 * <ul>
 *   <li>event key = HMAC-SHA-256(key, "khue.audit.event.v1\0", id of the event): a key for one message, so its nonce may be zero, and sealing the
 *       same event again gives the same bytes. A second message under one id is refused before it is sealed ({@code audit_event_id}).
 *   <li>commitment = the first 24 bytes of SHA-256("khue.audit.commit.v1\0", event key). AES-GCM alone does not bind its key: whoever holds
 *       keys could else find a second one under which the same bytes say something else. The leaf of the ledger covers it.
 *   <li>box = commitment, then AES-256-GCM(event key, zero nonce, "khue.audit.seal.v1\0" and the id of the event as associated data).
 * </ul>
 *
 * The event key opens one event and tells nothing of the key: it goes out with evidence. Immutable.
 */
final class SubjectKey {

    static final int BYTES = 32;
    private static final int ID = 8;
    private static final int COMMITMENT = 24;
    private static final byte[] NONCE = new byte[12];
    private static final byte[] OF_KEY = Cryptography.label("khue.audit.subject.v1");
    private static final byte[] OF_EVENT = Cryptography.label("khue.audit.event.v1");
    private static final byte[] OF_COMMITMENT = Cryptography.label("khue.audit.commit.v1");
    private static final byte[] OF_BOX = Cryptography.label("khue.audit.seal.v1");
    private static final byte[] OF_FINGERPRINT = Cryptography.label("khue.audit.fingerprint.v1");

    private final byte[] key;
    private final byte[] id;
    private final String idText;
    private final Optional<Instant> erasedBefore;

    /** @param erasedBefore when an earlier key of the person was removed */
    SubjectKey(byte[] key, Optional<Instant> erasedBefore, Cryptography with) {
        this.key = key.clone();
        this.id = with.sha256(OF_KEY, key, ID);
        this.idText = HexFormat.of().formatHex(id);
        this.erasedBefore = erasedBefore;
    }

    static byte[] random(SecureRandom random) {
        byte[] key = new byte[BYTES];
        random.nextBytes(key);
        return key;
    }

    byte[] id() {
        return id.clone();
    }

    String idText() {
        return idText;
    }

    Optional<Instant> erasedBefore() {
        return erasedBefore;
    }

    byte[] eventKey(UUID event, Cryptography with) {
        return with.hmac(key, OF_EVENT, Cryptography.bytes(event));
    }

    Seal seal(UUID event, String text, Cryptography with) {
        byte[] eventKey = eventKey(event, with);
        byte[] sealed =
                with.encrypt(eventKey, NONCE, OF_BOX, Cryptography.bytes(event), text.getBytes(StandardCharsets.UTF_8));
        byte[] box = ByteBuffer.allocate(COMMITMENT + sealed.length)
                .put(with.sha256(OF_COMMITMENT, eventKey, COMMITMENT))
                .put(sealed)
                .array();
        return new Seal(idText, Base64.getEncoder().encodeToString(box));
    }

    /** @throws SealException if the box was not sealed under this key for this event */
    String open(UUID event, Seal seal, Cryptography with) {
        byte[] box = Base64.getDecoder().decode(seal.box());
        byte[] eventKey = eventKey(event, with);
        try {
            if (box.length > COMMITMENT
                    && MessageDigest.isEqual(
                            Arrays.copyOf(box, COMMITMENT), with.sha256(OF_COMMITMENT, eventKey, COMMITMENT))) {
                byte[] sealed = Arrays.copyOfRange(box, COMMITMENT, box.length);
                return new String(
                        with.decrypt(eventKey, NONCE, OF_BOX, Cryptography.bytes(event), sealed),
                        StandardCharsets.UTF_8);
            }
        } catch (GeneralSecurityException e) {
            throw changed(event, e);
        }
        throw changed(event, null);
    }

    private static SealException changed(UUID event, Exception cause) {
        return new SealException(
                "Event " + event + ": expected its sealed fields to open under the key that they name, they do not; the"
                        + " database was changed: run ./khue ledger verify",
                cause);
    }

    /** Of a line by its SHA-256: the same only for the same line, and telling nothing to who has not the key. */
    byte[] fingerprint(byte[] sha256, Cryptography with) {
        return with.hmac(key, OF_FINGERPRINT, sha256);
    }
}
