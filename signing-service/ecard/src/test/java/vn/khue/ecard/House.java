package vn.khue.ecard;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import vn.khue.ecard.cose.Kid;
import vn.khue.ecard.credential.CardId;
import vn.khue.ecard.credential.PhotoDigest;
import vn.khue.ecard.credential.StatusReference;
import vn.khue.ecard.issue.CardIssuer;
import vn.khue.ecard.issue.CardRequest;
import vn.khue.ecard.issue.IssuedCard;
import vn.khue.ecard.qr.CardText;
import vn.khue.ecard.status.CardStatus;
import vn.khue.ecard.status.IndexPermutation;
import vn.khue.ecard.status.StatusList;
import vn.khue.ecard.status.StatusListCwt;
import vn.khue.ecard.status.StatusListToken;
import vn.khue.ecard.trust.CardSigner;
import vn.khue.ecard.trust.StatusShelf;
import vn.khue.ecard.trust.TrustList;
import vn.khue.ecard.verify.CardVerdict;
import vn.khue.ecard.verify.CardVerifier;
import vn.khue.pki.BareKey;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.PrivateKeySigner;
import vn.khue.pki.SignatureAlgorithm;

/** A small card office with keys of its own: one signer, one shard, one list. */
public final class House {
    public static final String BASE = "https://the.edu.vn";
    public static final String SHARD = BASE + "/cards/status/3";

    /** A key pair in use. */
    public record Key(BareKey bare, ECPublicKey open, Kid kid) {}

    public final CryptoProviders providers = CryptoProviders.fastest();
    public final Instant now;
    public final Key signerKey = key();
    public final Key statusKey = key();
    public final Key trustKey = key();
    public final Key phoneKey = key();
    public final CardSigner signer;
    public final CardIssuer issuer;
    public final TrustList trust;
    public final StatusShelf shelf;

    private final SecureRandom random = new SecureRandom();

    public House(Instant now) {
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
        signer = new CardSigner(
                signerKey.kid(),
                signerKey.open(),
                this.now.minus(Duration.ofDays(10)),
                this.now.plus(Duration.ofDays(21)),
                this.now.plus(Duration.ofDays(2000)),
                "Cẩm Giàng");
        issuer = new CardIssuer("the.edu.vn", signer, signerKey.bare());
        trust = trust(this.now.plus(Duration.ofDays(7)), List.of(signer));
        shelf = new StatusShelf(trust, providers);
        shelf.put(SHARD, list(this.now, CardStatus.VALID, 0));
    }

    public House() {
        this(Instant.now());
    }

    public TrustList trust(Instant expires, List<CardSigner> signers) {
        return new TrustList(
                "the.edu.vn",
                now,
                expires,
                List.of(BASE, "http://localhost:8081"),
                signers,
                List.of(new TrustList.StatusKey(statusKey.kid(), statusKey.open())));
    }

    /** The shard's list as CWT, with one entry set. */
    public byte[] list(Instant issuedAt, CardStatus status, long index) {
        return StatusListCwt.sign(token(SHARD, issuedAt, status, index), statusKey.bare(), statusKey.kid());
    }

    public static StatusListToken token(String uri, Instant issuedAt, CardStatus status, long index) {
        StatusList list = new StatusList.Builder(CardStatus.BITS, IndexPermutation.PLACES)
                .set((int) index, status.value())
                .build();
        return new StatusListToken(
                uri,
                issuedAt,
                Optional.of(issuedAt.plus(Duration.ofHours(72))),
                Optional.of(Duration.ofMinutes(5)),
                list);
    }

    public CardRequest request() {
        return request(4711, now, now.plus(Duration.ofDays(1400)));
    }

    public CardRequest request(long index, Instant issuedAt, Instant expires) {
        return new CardRequest(
                CardId.random(random),
                "Nguyễn Thị Hoà Bình",
                "Trường Trung học cơ sở Nguyễn Du",
                "HOC_SINH",
                Optional.of(PhotoDigest.ofPicture(new byte[] {1, 2, 3})),
                new StatusReference(index, SHARD),
                issuedAt,
                expires);
    }

    public IssuedCard card() {
        return issuer.issue(request());
    }

    public CardVerifier verifier() {
        return new CardVerifier(Optional.of(trust), shelf, providers);
    }

    public CardVerdict judge(byte[] card) {
        return verifier().verify(CardText.of(BASE, card), now);
    }

    /** The reason, or empty for a card that holds. */
    public static Optional<CardProblem> problem(CardVerdict verdict) {
        return verdict instanceof CardVerdict.Refused refused ? Optional.of(refused.problem()) : Optional.empty();
    }

    public static Key key() {
        try {
            KeyPairGenerator generator =
                    KeyPairGenerator.getInstance("EC", CryptoProviders.fastest().ellipticCurve());
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            BareKey bare = new PrivateKeySigner(
                    SignatureAlgorithm.ECDSA_SHA256, pair::getPrivate, CryptoProviders.fastest(), new SecureRandom());
            byte[] digest = DigestAlgorithm.SHA256.of(pair.getPublic().getEncoded());
            return new Key(
                    bare,
                    (ECPublicKey) pair.getPublic(),
                    Kid.of(java.util.Arrays.copyOf(digest, Kid.LENGTH)).orElseThrow());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
