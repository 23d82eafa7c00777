package vn.khue.ecard;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import vn.khue.ecard.cbor.CborWriter;
import vn.khue.ecard.cose.CoseSign1Writer;
import vn.khue.ecard.credential.CardClaims;
import vn.khue.ecard.credential.CardClaimsWriter;
import vn.khue.ecard.credential.CardId;
import vn.khue.ecard.credential.PhotoDigest;
import vn.khue.ecard.credential.StatusReference;
import vn.khue.ecard.device.DeviceProof;
import vn.khue.ecard.issue.CardIssuer;
import vn.khue.ecard.issue.CardRequest;
import vn.khue.ecard.issue.IssuedCard;
import vn.khue.ecard.qr.CardText;
import vn.khue.ecard.qr.Digits;
import vn.khue.ecard.status.CardStatus;
import vn.khue.ecard.status.IndexPermutation;
import vn.khue.ecard.status.StatusList;
import vn.khue.ecard.status.StatusListCwt;
import vn.khue.ecard.status.StatusListToken;
import vn.khue.ecard.trust.CardSigner;
import vn.khue.ecard.trust.StatusShelf;
import vn.khue.ecard.trust.TrustList;
import vn.khue.ecard.verify.CardVerifier;

/** Cards that hold, and for each reason to refuse one some that must be refused for it. */
public final class Specimens {
    public static final String MISSING = House.BASE + "/cards/status/4";
    public static final String FOREIGN = House.BASE + "/cards/status/5";
    public static final String OLD = House.BASE + "/cards/status/6";
    public static final String DAMAGED = House.BASE + "/cards/status/7";
    private static final int GOOD = 4711;
    private static final int REVOKED = 1;
    private static final int SUSPENDED = 2;
    private static final int REPLACED = 3;

    public final House house;
    public final TrustList trust;
    public final StatusShelf shelf;
    /** Lists as they were fetched, by address. */
    public final List<StatusListToken> tokens = new ArrayList<>();

    private final CardSigner past;
    private final House.Key pastKey = House.key();
    private final List<Specimen> specimens = new ArrayList<>();
    private final List<byte[]> undamaged = new ArrayList<>();

    public Specimens(House house) {
        this.house = house;
        Instant now = house.now;
        past = new CardSigner(
                pastKey.kid(),
                pastKey.open(),
                now.minus(Duration.ofDays(60)),
                now.minus(Duration.ofDays(30)),
                now.plus(Duration.ofDays(1000)),
                "Cẩm Giàng");
        trust = house.trust(now.plus(Duration.ofDays(7)), List.of(house.signer, past));
        shelf = new StatusShelf(trust, house.providers);
        StatusList list = new StatusList.Builder(CardStatus.BITS, IndexPermutation.PLACES)
                .set(REVOKED, CardStatus.REVOKED.value())
                .set(SUSPENDED, CardStatus.SUSPENDED.value())
                .set(REPLACED, CardStatus.REPLACED.value())
                .build();
        tokens.add(token(House.SHARD, now, list));
        tokens.add(token(OLD, now.minus(Duration.ofDays(4)), list));
        tokens.add(token(DAMAGED, now, list));
        tokens.add(token(FOREIGN, now, list));
        tokens.forEach(token -> shelf.put(token.uri(), cwt(token)));
        cards();
        texts();
        structures();
        claims();
        dates();
        status();
        phones();
    }

    private static StatusListToken token(String uri, Instant issuedAt, StatusList list) {
        return new StatusListToken(
                uri,
                issuedAt,
                Optional.of(issuedAt.plus(Duration.ofHours(72))),
                Optional.of(Duration.ofMinutes(5)),
                list);
    }

    /** The key that signs a list; that of one of them is nobody's. */
    public House.Key keyOf(StatusListToken token) {
        return token.uri().equals(FOREIGN) ? house.trustKey : house.statusKey;
    }

    /** As it is fetched. */
    public byte[] cwt(StatusListToken token) {
        byte[] cwt = StatusListCwt.sign(token, keyOf(token).bare(), keyOf(token).kid());
        if (token.uri().equals(DAMAGED)) {
            cwt[cwt.length / 2] ^= 1;
        }
        return cwt;
    }

    public List<Specimen> all() {
        return List.copyOf(specimens);
    }

    /** Good messages of which the specimens hold a damaged form only; whoever undoes the damage has a good card. */
    public List<byte[]> undamaged() {
        return List.copyOf(undamaged);
    }

    private byte[] good(byte[] message) {
        undamaged.add(message.clone());
        return message;
    }

    public CardVerifier verifier(Specimen specimen) {
        return new CardVerifier(specimen.trusted() ? Optional.of(trust) : Optional.empty(), shelf, house.providers);
    }

    private void cards() {
        valid("printed card", text(house.card().cose()));
        valid(
                "printed card at the second base",
                CardText.of("http://localhost:8081", house.card().cose()));
        valid("printed card in Base45", CardText.base45(house.card().cose()));
        valid("scanner adds a line break", text(house.card().cose()) + "\r\n");
        valid("without photo", text(house.issuer.issue(without()).cose()));
    }

    private CardRequest without() {
        CardRequest full = house.request();
        return new CardRequest(
                full.id(),
                full.fullName(),
                "Trường Tiểu học số 12",
                "GIAO_VIEN",
                Optional.empty(),
                full.status(),
                full.issuedAt(),
                full.expires());
    }

    private void texts() {
        refused("nothing", "", CardProblem.NOT_A_CARD);
        refused("a shop", "https://example.com/product?id=7", CardProblem.NOT_A_CARD);
        refused("our page without a card", House.BASE + "/v", CardProblem.NOT_A_CARD);
        refused("our page with an empty fragment", House.BASE + "/v#", CardProblem.MALFORMED_TEXT);
        refused("plain digits", "12345678901234567", CardProblem.NOT_A_CARD);
        refused("login badge", "KHUE1:ABCDEFGHIJKLMNOPQRSTUVWXYZ", CardProblem.LOGIN_BADGE);
        refused("login badge, typed", "khue1:abcdefghijklmnopqrstuvwxyz", CardProblem.LOGIN_BADGE);
        refused("EU certificate", "HC1:6BFOXN*TS0BI$ZD4N9:9S6RCVN5+O30K3/XIV0W23NTDE", CardProblem.EU_CERTIFICATE);
        refused(
                "another address",
                CardText.of("https://the.edu.vn.example.com", house.card().cose()),
                CardProblem.WRONG_BASE);
        refused(
                "our host as user name",
                CardText.of("https://the.edu.vn@example.com", house.card().cose()),
                CardProblem.WRONG_BASE);
        refused("other scheme", CardText.of("http://the.edu.vn", house.card().cose()), CardProblem.WRONG_BASE);
        refused("too long a text", House.BASE + "/v#" + "1".repeat(5000), CardProblem.OVERSIZE);
        refused("too many bytes", text(new byte[513]), CardProblem.OVERSIZE);
        refused("too many bytes in Base45", CardText.base45(new byte[513]), CardProblem.OVERSIZE);
        refused("a digit is missing", dropLast(text(good(house.card().cose()))), CardProblem.MALFORMED_TEXT);
        refused("a letter among the digits", House.BASE + "/v#12345678901234x67", CardProblem.MALFORMED_TEXT);
        refused("a group beyond 7 bytes", House.BASE + "/v#" + "9".repeat(17), CardProblem.MALFORMED_TEXT);
        refused("a last group beyond its byte", House.BASE + "/v#256", CardProblem.MALFORMED_TEXT);
        refused("no Base45", "TH1:abc", CardProblem.MALFORMED_TEXT);
        refused("Base45 beyond two bytes", "TH1::::", CardProblem.MALFORMED_TEXT);
        refused("Base45 of nothing", "TH1:", CardProblem.MALFORMED_TEXT);
    }

    private void structures() {
        byte[] card = good(house.card().cose());
        refused("a byte after the card", text(join(card, new byte[1])), CardProblem.MALFORMED_CBOR);
        refused("cut off", text(Arrays.copyOf(card, card.length - 1)), CardProblem.MALFORMED_CBOR);
        refused("nested 200 deep", text(repeated(0x81, 200)), CardProblem.MALFORMED_CBOR);
        refused("a length of 2^63", text(hex("5b7fffffffffffffff")), CardProblem.MALFORMED_CBOR);
        refused("an array of 2^32", text(hex("9affffffff")), CardProblem.MALFORMED_CBOR);
        refused("indefinite length", text(hex("d29f43a10126a040ff")), CardProblem.MALFORMED_CBOR);
        refused("key twice", text(hex("d28443a10126a2044100044100404100")), CardProblem.MALFORMED_CBOR);
        refused("head longer than it need be", text(hex("d2980443a10126a0404100")), CardProblem.MALFORMED_CBOR);
        refused("floating-point number", text(hex("d28443a10126a104f93c00404100")), CardProblem.MALFORMED_CBOR);
        refused("text that is not UTF-8", text(hex("d28443a10126a10462c328404100")), CardProblem.MALFORMED_CBOR);
        refused("without tag 18", text(Arrays.copyOfRange(card, 1, card.length)), CardProblem.MALFORMED_COSE);
        refused(
                "COSE_Mac0",
                text(join(new byte[] {(byte) 0xd1}, Arrays.copyOfRange(card, 1, card.length))),
                CardProblem.MALFORMED_COSE);
        refused("array of three", text(hex("d28343a10126a040")), CardProblem.MALFORMED_COSE);
        refused(
                "kid unprotected",
                text(signed(hex("a10126"), CardClaimsWriter.write(house.card().claims()))),
                CardProblem.MALFORMED_COSE);
        refused(
                "a further parameter",
                text(signed(crit(), CardClaimsWriter.write(house.card().claims()))),
                CardProblem.MALFORMED_COSE);
        refused(
                "protected header that is no map",
                text(signed(hex("01"), new byte[] {(byte) 0xa0})),
                CardProblem.MALFORMED_COSE);
        refused(
                "algorithm ES384",
                text(signed(header(-35), CardClaimsWriter.write(house.card().claims()))),
                CardProblem.UNSUPPORTED_ALGORITHM);
        refused(
                "algorithm none",
                text(signed(noAlgorithm(), CardClaimsWriter.write(house.card().claims()))),
                CardProblem.UNSUPPORTED_ALGORITHM);
        House.Key stranger = House.key();
        CardSigner unknown = new CardSigner(
                stranger.kid(), stranger.open(), house.signer.from(), house.signer.to(), house.signer.until(), "?");
        refused(
                "unknown signer",
                text(new CardIssuer("the.edu.vn", unknown, stranger.bare())
                        .issue(house.request())
                        .cose()),
                CardProblem.UNKNOWN_SIGNER);
        CardSigner borrowed = new CardSigner(
                house.signer.kid(), stranger.open(), house.signer.from(), house.signer.to(), house.signer.until(), "?");
        refused(
                "another key behind a known kid",
                text(new CardIssuer("the.edu.vn", borrowed, stranger.bare())
                        .issue(house.request())
                        .cose()),
                CardProblem.FORGED);
        byte[] altered = card.clone();
        altered[60] ^= 1;
        refused("one bit of the claims", text(altered), CardProblem.FORGED);
        byte[] damaged = card.clone();
        damaged[card.length - 1] ^= 1;
        refused("one bit of the signature", text(damaged), CardProblem.FORGED);
        specimens.add(new Specimen(
                "no trust list", text(card), house.now, false, Optional.of(CardProblem.NO_TRUST_LIST), false));
        specimens.add(new Specimen(
                "trust list ended", text(card), trust.expires(), true, Optional.of(CardProblem.NO_TRUST_LIST), false));
    }

    private void claims() {
        CardClaims good = house.card().claims();
        refused("claims that are no map", text(signed(header(-7), hex("01"))), CardProblem.MALFORMED_CLAIMS);
        refused("claims that are no CBOR", text(signed(header(-7), hex("a1"))), CardProblem.MALFORMED_CLAIMS);
        refused("no claims", text(signed(header(-7), hex("a0"))), CardProblem.MALFORMED_CLAIMS);
        refused(
                "times alone",
                text(signed(
                        header(-7),
                        new CborWriter(32)
                                .map(2)
                                .integer(4)
                                .integer(good.expires().getEpochSecond())
                                .integer(6)
                                .integer(good.issuedAt().getEpochSecond())
                                .toByteArray())),
                CardProblem.MALFORMED_CLAIMS);
        refused(
                "blank name",
                text(signedClaims(with(good, " ", good.status(), Optional.empty()))),
                CardProblem.MALFORMED_CLAIMS);
        refused(
                "negative index",
                text(signedClaims(with(good, good.fullName(), new StatusReference(-1, House.SHARD), Optional.empty()))),
                CardProblem.MALFORMED_CLAIMS);
    }

    private void dates() {
        Instant now = house.now;
        CardIssuer before = new CardIssuer("the.edu.vn", past, pastKey.bare());
        valid(
                "signer of last month",
                text(before.issue(house.request(GOOD, now.minus(Duration.ofDays(31)), now.plus(Duration.ofDays(900))))
                        .cose()));
        CardClaims late = claims(now, now.plus(Duration.ofDays(900)));
        refused(
                "signed after its signer's window",
                text(CoseSign1Writer.sign(pastKey.bare(), headerOf(past), CardClaimsWriter.write(late))),
                CardProblem.OUTSIDE_SIGNER_WINDOW);
        refused(
                "signed before its signer's window",
                text(signedClaims(claims(now.minus(Duration.ofDays(11)), now.plus(Duration.ofDays(900))))),
                CardProblem.OUTSIDE_SIGNER_WINDOW);
        refused(
                "valid longer than its signer may say",
                text(signedClaims(claims(now, now.plus(Duration.ofDays(2001))))),
                CardProblem.OUTSIDE_SIGNER_WINDOW);
        refused(
                "signed tomorrow",
                text(signedClaims(claims(now.plus(Duration.ofDays(1)), now.plus(Duration.ofDays(900))))),
                CardProblem.NOT_YET_VALID);
        valid(
                "signed in four minutes, by a clock ahead",
                text(signedClaims(claims(now.plusSeconds(240), now.plus(Duration.ofDays(900))))));
        refused(
                "expired yesterday",
                text(signedClaims(claims(now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(1))))),
                CardProblem.EXPIRED);
        refused(
                "expires this second",
                text(signedClaims(claims(now.minus(Duration.ofDays(9)), now))),
                CardProblem.EXPIRED);
        valid("expires in a second", text(signedClaims(claims(now.minus(Duration.ofDays(9)), now.plusSeconds(1)))));
    }

    private void status() {
        Instant end = house.now.plus(Duration.ofDays(900));
        refused("list not fetched", at(new StatusReference(GOOD, MISSING), end), CardProblem.NO_STATUS_LIST);
        refused(
                "list signed by another key",
                at(new StatusReference(GOOD, FOREIGN), end),
                CardProblem.STATUS_LIST_INVALID);
        refused("list damaged", at(new StatusReference(GOOD, DAMAGED), end), CardProblem.STATUS_LIST_INVALID);
        refused("list of four days ago", at(new StatusReference(GOOD, OLD), end), CardProblem.STATUS_LIST_STALE);
        refused(
                "index beyond the list",
                at(new StatusReference(IndexPermutation.PLACES, House.SHARD), end),
                CardProblem.STATUS_OUT_OF_RANGE);
        refused(
                "index beyond an int",
                at(new StatusReference(1L << 40, House.SHARD), end),
                CardProblem.STATUS_OUT_OF_RANGE);
        refused("revoked", at(new StatusReference(REVOKED, House.SHARD), end), CardProblem.REVOKED);
        refused("suspended", at(new StatusReference(SUSPENDED, House.SHARD), end), CardProblem.SUSPENDED);
        refused("replaced", at(new StatusReference(REPLACED, House.SHARD), end), CardProblem.REPLACED);
        valid("last of the list", at(new StatusReference(IndexPermutation.PLACES - 1, House.SHARD), end));
    }

    private void phones() {
        IssuedCard printed = house.card();
        byte[] phone = house.issuer
                .issueForPhone(printed.claims(), house.phoneKey.open())
                .cose();
        phone("phone", DeviceProof.sign(phone, house.now, house.phoneKey.bare()), Optional.empty());
        phone(
                "phone, its clock 30 seconds behind",
                DeviceProof.sign(phone, house.now.minusSeconds(30), house.phoneKey.bare()),
                Optional.empty());
        phone(
                "picture of a screen a minute ago",
                DeviceProof.sign(phone, house.now.minusSeconds(60), house.phoneKey.bare()),
                Optional.of(CardProblem.DEVICE_PROOF_OLD));
        phone(
                "proof of tomorrow",
                DeviceProof.sign(phone, house.now.plusSeconds(86400), house.phoneKey.bare()),
                Optional.of(CardProblem.DEVICE_PROOF_OLD));
        phone(
                "proof of another phone",
                DeviceProof.sign(phone, house.now, house.trustKey.bare()),
                Optional.of(CardProblem.DEVICE_PROOF_FORGED));
        phone(
                "a card for print in a proof",
                DeviceProof.sign(printed.cose(), house.now, house.phoneKey.bare()),
                Optional.of(CardProblem.DEVICE_PROOF_FORGED));
        phone("a card for a phone without its proof", phone, Optional.of(CardProblem.DEVICE_PROOF_FORGED));
        byte[] proof = good(DeviceProof.sign(phone, house.now, house.phoneKey.bare()));
        byte[] altered = proof.clone();
        altered[100] ^= 4;
        phone("one bit of the card in the proof", altered, Optional.of(CardProblem.FORGED));
        CardClaims revoked = with(
                printed.claims(),
                printed.claims().fullName(),
                new StatusReference(REVOKED, House.SHARD),
                Optional.empty());
        byte[] revokedPhone =
                house.issuer.issueForPhone(revoked, house.phoneKey.open()).cose();
        phone(
                "revoked on a phone",
                DeviceProof.sign(revokedPhone, house.now, house.phoneKey.bare()),
                Optional.of(CardProblem.REVOKED));
    }

    private String at(StatusReference reference, Instant end) {
        CardClaims claims = claims(house.now, end);
        return text(signedClaims(with(claims, claims.fullName(), reference, claims.photo())));
    }

    private CardClaims claims(Instant issuedAt, Instant expires) {
        CardClaims good = house.card().claims();
        return new CardClaims(
                good.issuer(),
                expires,
                issuedAt,
                CardId.of(good.id().bytes()),
                Optional.empty(),
                good.fullName(),
                good.status(),
                good.school(),
                good.role(),
                good.photo());
    }

    private static CardClaims with(
            CardClaims claims, String fullName, StatusReference status, Optional<PhotoDigest> photo) {
        return new CardClaims(
                claims.issuer(),
                claims.expires(),
                claims.issuedAt(),
                claims.id(),
                claims.device(),
                fullName,
                status,
                claims.school(),
                claims.role(),
                photo);
    }

    private byte[] signedClaims(CardClaims claims) {
        return signed(headerOf(house.signer), CardClaimsWriter.write(claims));
    }

    private byte[] signed(byte[] header, byte[] payload) {
        return CoseSign1Writer.sign(house.signerKey.bare(), header, payload);
    }

    private static byte[] headerOf(CardSigner signer) {
        return CoseSign1Writer.header(Optional.of(signer.kid()), Optional.empty());
    }

    private byte[] header(long algorithm) {
        return new CborWriter(32)
                .map(2)
                .integer(1)
                .integer(algorithm)
                .integer(4)
                .bytes(house.signer.kid().bytes())
                .toByteArray();
    }

    /** {1: -7, 2: [99], 4: kid}. */
    private byte[] crit() {
        return new CborWriter(32)
                .map(3)
                .integer(1)
                .integer(-7)
                .integer(2)
                .array(1)
                .integer(99)
                .integer(4)
                .bytes(house.signer.kid().bytes())
                .toByteArray();
    }

    private byte[] noAlgorithm() {
        return new CborWriter(32)
                .map(1)
                .integer(4)
                .bytes(house.signer.kid().bytes())
                .toByteArray();
    }

    private static String text(byte[] card) {
        return House.BASE + "/v#" + Digits.encode(card);
    }

    private static String dropLast(String text) {
        return text.substring(0, text.length() - 1);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] repeated(int value, int count) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private void valid(String name, String text) {
        specimens.add(new Specimen(name, text, house.now, true, Optional.empty(), false));
    }

    private void refused(String name, String text, CardProblem problem) {
        specimens.add(new Specimen(name, text, house.now, true, Optional.of(problem), false));
    }

    private void phone(String name, byte[] card, Optional<CardProblem> problem) {
        specimens.add(new Specimen(name, text(card), house.now, true, problem, problem.isEmpty()));
    }
}
