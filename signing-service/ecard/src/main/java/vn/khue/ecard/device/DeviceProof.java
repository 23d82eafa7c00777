package vn.khue.ecard.device;

import java.time.Instant;
import java.util.Optional;
import vn.khue.ecard.EcardException;
import vn.khue.ecard.EcardException.Fault;
import vn.khue.ecard.cbor.CborReader;
import vn.khue.ecard.cbor.CborRule;
import vn.khue.ecard.cbor.CborWriter;
import vn.khue.ecard.cose.CoseSign1;
import vn.khue.ecard.cose.CoseSign1Writer;
import vn.khue.pki.BareKey;

/**
 * What a phone shows: a COSE_Sign1 of the phone's key over [card, time step], whose protected header is {1: -7}. The step is the Unix
 * time divided by {@value #STEP_SECONDS}, so that a picture of the screen is soon of no use.
 *
 * @param message signed by the phone
 * @param card the card inside, signed by its signer
 */
public record DeviceProof(CoseSign1 message, byte[] card, long step) {
    public static final int STEP_SECONDS = 15;

    /** Steps that the clocks of phone and verifier, and the way from screen to camera, may make between them. */
    public static final int TOLERANCE = 2;

    /** @throws vn.khue.pki.PkiException where the key cannot be used */
    public static byte[] sign(byte[] card, Instant now, BareKey deviceKey) {
        byte[] payload = new CborWriter(card.length + 16)
                .array(2)
                .bytes(card)
                .integer(step(now))
                .toByteArray();
        return CoseSign1Writer.sign(deviceKey, CoseSign1Writer.header(Optional.empty(), Optional.empty()), payload);
    }

    /** Whether a message that bears no key identifier is to be read as one: what it signs is an array, and claims are a map. */
    public static boolean looksLike(CoseSign1 message) {
        byte[] payload = message.payload();
        return message.header().kid().isEmpty() && payload.length > 0 && (payload[0] & 0xff) >> 5 == 4;
    }

    /** @throws EcardException fault STRUCTURE where it is none */
    public static DeviceProof of(CoseSign1 message) {
        try {
            CborReader reader = new CborReader(message.payload(), CborRule.DETERMINISTIC);
            reader.array(2);
            return new DeviceProof(message, reader.bytes(), reader.integer());
        } catch (EcardException e) {
            throw new EcardException(Fault.STRUCTURE, "a card and a time step expected, found something else", e);
        }
    }

    /** Whether it was made about now. */
    public boolean current(Instant now) {
        long difference = step(now) - step;
        return difference >= -TOLERANCE && difference <= TOLERANCE;
    }

    static long step(Instant now) {
        return Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
    }
}
