package vn.khue.signing.phonecard;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import vn.khue.ecard.device.DeviceProof;
import vn.khue.ecard.qr.CardText;
import vn.khue.ecard.trust.Jwk;
import vn.khue.pki.BareKey;
import vn.khue.pki.SignatureAlgorithm;
import vn.khue.signing.house.HostDesk.Answer;
import vn.khue.signing.house.HostDesk.Clerk;

/** A phone of a test that speaks to the service without a page. */
final class TrialPhone {
    final KeyPair pair;

    TrialPhone() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            pair = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What it is asked to sign for this card. */
    static byte[] asked(Clerk person, String card) {
        Answer answer = person.post("/api/phone-cards/challenges", "{\"card\":\"" + card + "\"}");
        return Base64.getUrlDecoder().decode(answer.text("challenge"));
    }

    /** Asks for the card. */
    Answer take(Clerk person, String card, String replaces, Instant now) {
        return bring(person, card, replaces, proof(asked(person, card), now));
    }

    Answer bring(Clerk person, String card, String replaces, byte[] proof) {
        return person.post(
                "/api/phone-cards",
                "{\"card\":\"" + card + "\",\"key\":" + Jwk.of((ECPublicKey) pair.getPublic()) + ",\"proof\":\""
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(proof) + "\""
                        + (replaces == null ? "" : ",\"replaces\":\"" + replaces + "\"") + "}");
    }

    byte[] proof(byte[] bytes, Instant now) {
        return DeviceProof.sign(bytes, now, key());
    }

    /** The code that it shows at this moment. */
    String shows(String base, Answer held, Instant now) {
        return CardText.of(base, proof(Base64.getUrlDecoder().decode(held.text("cose")), now));
    }

    private BareKey key() {
        return new BareKey() {
            @Override
            public SignatureAlgorithm algorithm() {
                return SignatureAlgorithm.ECDSA_SHA256;
            }

            @Override
            public byte[] signDigest(byte[] digest) {
                try {
                    Signature signature = Signature.getInstance("NONEwithECDSA");
                    signature.initSign(pair.getPrivate());
                    signature.update(digest);
                    return signature.sign();
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }
}
