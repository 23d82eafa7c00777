package vn.khue.ecard.peers;

import static org.assertj.core.api.Assertions.assertThat;

import com.authlete.cbor.CBORByteArray;
import com.authlete.cbor.CBORDecoder;
import com.authlete.cbor.CBORItem;
import com.authlete.cbor.CBORPairList;
import com.authlete.cbor.CBORTaggedItem;
import com.authlete.cose.COSEProtectedHeaderBuilder;
import com.authlete.cose.COSESign1;
import com.authlete.cose.COSESign1Builder;
import com.authlete.cose.COSESigner;
import com.authlete.cose.COSEVerifier;
import com.authlete.cose.SigStructureBuilder;
import com.authlete.cose.constants.COSEAlgorithms;
import com.authlete.cwt.CWTClaimsSet;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.khue.ecard.CardProblem;
import vn.khue.ecard.House;
import vn.khue.ecard.cose.P256;
import vn.khue.ecard.credential.CardClaims;
import vn.khue.ecard.credential.CardClaimsWriter;
import vn.khue.ecard.device.DeviceProof;
import vn.khue.ecard.issue.IssuedCard;
import vn.khue.ecard.trust.CardSigner;
import vn.khue.ecard.verify.CardVerdict;
import vn.khue.ecard.verify.CardVerifier;

/** A COSE and CWT implementation of others (Authlete) reads our cards, and we read those it makes. */
class AuthletePeerTest {
    private final House house = new House();

    @Test
    void readsOurCards() throws Exception {
        IssuedCard card = house.card();
        COSESign1 message = decoded(card.cose());
        byte[] payload = ((CBORByteArray) message.getPayload()).getValue();
        CWTClaimsSet claims = CWTClaimsSet.build(new CBORDecoder(payload).next());

        assertThat(new COSEVerifier(house.signerKey.open()).verify(message)).isTrue();
        assertThat(new COSEVerifier(house.statusKey.open()).verify(message)).isFalse();
        assertThat(claims.getIss()).isEqualTo("the.edu.vn");
        assertThat(claims.getExp()).isEqualTo(Date.from(card.claims().expires()));
        assertThat(claims.getIat()).isEqualTo(Date.from(card.claims().issuedAt()));
        assertThat(claims.getCti()).isEqualTo(card.claims().id().bytes());
        assertThat(((CBORPairList) claims.findByKey(169).getValue())
                        .findByKey(4)
                        .getValue()
                        .parse())
                .isEqualTo("Nguyễn Thị Hoà Bình");
        CBORPairList list =
                (CBORPairList) ((CBORPairList) claims.findByKey(65535).getValue())
                        .findByKey("status_list")
                        .getValue();
        assertThat(list.findByKey("idx").getValue().parse()).isEqualTo(4711);
        assertThat(message.getProtectedHeader().getAlg()).isEqualTo(COSEAlgorithms.ES256);
        assertThat(message.encode()).isEqualTo(java.util.Arrays.copyOfRange(card.cose(), 1, card.cose().length));
    }

    @Test
    void readsOurStatusListsAndProofsOfPhones() throws Exception {
        byte[] list = house.list(house.now, vn.khue.ecard.status.CardStatus.REVOKED, 7);
        assertThat(new COSEVerifier(house.statusKey.open()).verify(decoded(list)))
                .isTrue();
        byte[] proof = DeviceProof.sign(house.card().cose(), house.now, house.phoneKey.bare());
        assertThat(new COSEVerifier(house.phoneKey.open()).verify(decoded(proof)))
                .isTrue();
    }

    @Test
    void makesCardsThatHold() throws Exception {
        KeyPair pair = pair();
        CardSigner signer = new CardSigner(
                house.signer.kid(),
                P256.key(
                        P256.coordinates((ECPublicKey) pair.getPublic())[0],
                        P256.coordinates((ECPublicKey) pair.getPublic())[1],
                        house.providers),
                house.signer.from(),
                house.signer.to(),
                house.signer.until(),
                "");
        CardVerifier verifier = new CardVerifier(
                Optional.of(house.trust(house.trust.expires(), List.of(signer))), house.shelf, house.providers);
        CardClaims claims = house.card().claims();
        byte[] theirs = signed(pair, CardClaimsWriter.write(claims));

        CardVerdict verdict = verifier.verify(theirs, house.now);

        assertThat(verdict).isInstanceOf(CardVerdict.Valid.class);
        assertThat(((CardVerdict.Valid) verdict).card()).isEqualTo(claims);
        theirs[theirs.length - 70] ^= 1;
        assertThat(House.problem(verifier.verify(theirs, house.now))).contains(CardProblem.FORGED);
    }

    private byte[] signed(KeyPair pair, byte[] payload) throws Exception {
        var header = new COSEProtectedHeaderBuilder()
                .alg(COSEAlgorithms.ES256)
                .kid(house.signer.kid().bytes())
                .build();
        byte[] signature = new COSESigner(pair.getPrivate())
                .sign(
                        new SigStructureBuilder()
                                .signature1()
                                .bodyAttributes(header)
                                .payload(payload)
                                .build(),
                        COSEAlgorithms.ES256);
        COSESign1 message = new COSESign1Builder()
                .protectedHeader(header)
                .payload(payload)
                .signature(signature)
                .build();
        return new CBORTaggedItem(18, message).encode();
    }

    private static COSESign1 decoded(byte[] bytes) throws Exception {
        CBORItem item = new CBORDecoder(bytes).next();
        return (COSESign1) ((CBORTaggedItem) item).getTagContent();
    }

    private static KeyPair pair() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }
}
