package vn.khue.signing.phonecard;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import org.springframework.stereotype.Component;
import vn.khue.ecard.EcardException;
import vn.khue.ecard.cbor.CborRule;
import vn.khue.ecard.cose.CoseSign1;
import vn.khue.ecard.cose.CoseSign1Reader;
import vn.khue.ecard.cose.Es256;
import vn.khue.ecard.device.DeviceProof;
import vn.khue.pki.CryptoProviders;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;

/**
 * That a phone has the key it names: it signs what it was asked, and the present time, in the form in which it will show its card
 * ({@link DeviceProof}). So a clock that would spoil every code is found before there is a card. What is asked is no card and begins as no
 * card does, so neither passes for the other. Thread-safe.
 */
@Component
class PhoneProof {
    /** Of a proof, which is some 140. */
    static final int MOST_BYTES = 400;

    private static final byte[] CONTEXT = {'k', 'h', 'u', 'e', '-', 'p', 'h', 'o', 'n', 'e'};
    private static final int RANDOM = 32;
    private static final CoseSign1Reader READER = new CoseSign1Reader(CborRule.DETERMINISTIC, true);

    private final SecureRandom random = new SecureRandom();
    private final Es256 es256 = new Es256(CryptoProviders.fastest());

    /** Something new to sign. */
    byte[] challenge() {
        byte[] challenge = new byte[CONTEXT.length + RANDOM];
        byte[] drawn = new byte[RANDOM];
        random.nextBytes(drawn);
        System.arraycopy(CONTEXT, 0, challenge, 0, CONTEXT.length);
        System.arraycopy(drawn, 0, challenge, CONTEXT.length, RANDOM);
        return challenge;
    }

    /** @throws SigningException PHONE_PROOF_WRONG, or PHONE_CLOCK_WRONG where nothing but the time is wrong */
    void require(byte[] proof, byte[] challenge, ECPublicKey key, Instant now) {
        DeviceProof read = read(proof);
        CoseSign1 message = read.message();
        boolean plain = message.header().algorithm().isPresent()
                && message.header().algorithm().getAsLong() == CoseSign1.ES256
                && !message.header().others()
                && message.unprotectedEmpty();
        if (!plain
                || !MessageDigest.isEqual(read.card(), challenge)
                || !es256.verifies(key, message.toBeSigned(), message.signature())) {
            throw new SigningException(Refusal.PHONE_PROOF_WRONG);
        }
        if (!read.current(now)) {
            throw new SigningException(Refusal.PHONE_CLOCK_WRONG);
        }
    }

    private static DeviceProof read(byte[] proof) {
        if (proof.length > MOST_BYTES) {
            throw new SigningException(Refusal.PHONE_PROOF_WRONG);
        }
        try {
            return DeviceProof.of(READER.read(proof));
        } catch (EcardException e) {
            throw new SigningException(Refusal.PHONE_PROOF_WRONG, e);
        }
    }
}
