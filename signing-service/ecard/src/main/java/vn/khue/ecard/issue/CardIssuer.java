package vn.khue.ecard.issue;

import java.security.interfaces.ECPublicKey;
import java.text.Normalizer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import vn.khue.ecard.EcardException;
import vn.khue.ecard.EcardException.Fault;
import vn.khue.ecard.cose.CoseSign1Writer;
import vn.khue.ecard.credential.CardClaims;
import vn.khue.ecard.credential.CardClaimsWriter;
import vn.khue.ecard.credential.PhotoDigest;
import vn.khue.ecard.qr.CardText;
import vn.khue.ecard.school.SchoolNames;
import vn.khue.ecard.trust.CardSigner;
import vn.khue.pki.BareKey;

/**
 * Signs cards with the key of one document signer. A card for print has at most as many bytes as its code holds: where it would
 * have more, the school's name is shortened and the photo's digest left out, in the order of {@link #choices}; a person's name never is.
 * Thread-safe where the key is.
 */
public final class CardIssuer {
    private static final int MOST_CODE_POINTS = 100;
    /** A city has fewer schools; whoever sends more names than this costs time, not memory. */
    private static final int MOST_SCHOOLS = 4096;

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final SchoolNames SCHOOLS = new SchoolNames();

    private final Map<String, SchoolForms> schools = new ConcurrentHashMap<>();
    private final String issuer;
    private final CardSigner signer;
    private final BareKey key;
    private final byte[] header;
    private final int most;

    /**
     * @param issuer host of the issuer
     * @param signer whose key this is
     */
    public CardIssuer(String issuer, CardSigner signer, BareKey key) {
        this(issuer, signer, key, CardText.MOST_BYTES_IN_PRINT);
    }

    /**
     * The same for an address that leaves less room in the code.
     *
     * @param most bytes of a card for print, see {@link CardText#mostBytesInPrint}
     */
    public CardIssuer(String issuer, CardSigner signer, BareKey key, int most) {
        this.most = most;
        this.issuer = issuer;
        this.signer = signer;
        this.key = key;
        this.header = CoseSign1Writer.header(Optional.of(signer.kid()), Optional.empty());
    }

    /** What a person's or a school's name becomes on a card: NFC, one space between words. */
    private static String name(String what, String given) {
        String normal = BLANKS.matcher(
                        Normalizer.normalize(given, Normalizer.Form.NFC).strip())
                .replaceAll(" ");
        if (normal.isEmpty()
                || normal.codePointCount(0, normal.length()) > MOST_CODE_POINTS
                || normal.codePoints().anyMatch(CardIssuer::unprintable)) {
            throw new EcardException(
                    Fault.INPUT,
                    "a " + what + " of 1 to " + MOST_CODE_POINTS + " printable characters expected, found another");
        }
        return normal;
    }

    private static boolean unprintable(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.PRIVATE_USE
                || type == Character.UNASSIGNED
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    /**
     * Signs a card for print.
     *
     * @throws EcardException fault INPUT for a time outside of the signer's window, a name that cannot be printed, or one for which there is
     *     no room however short the rest is
     * @throws vn.khue.pki.PkiException where the key cannot be used
     */
    public IssuedCard issue(CardRequest request) {
        return sign(claims(request, Optional.empty()));
    }

    /**
     * Signs the form for a phone of a card: the same with the phone's key; it is on a screen, so its size does not matter.
     *
     * @param printed claims of the card for print
     */
    public IssuedCard issueForPhone(CardClaims printed, ECPublicKey device) {
        return sign(new CardClaims(
                printed.issuer(),
                printed.expires(),
                printed.issuedAt(),
                printed.id(),
                Optional.of(device),
                printed.fullName(),
                printed.status(),
                printed.school(),
                printed.role(),
                printed.photo()));
    }

    private IssuedCard sign(CardClaims claims) {
        return new IssuedCard(claims, CoseSign1Writer.sign(key, header, CardClaimsWriter.write(claims)));
    }

    private CardClaims claims(CardRequest request, Optional<ECPublicKey> device) {
        Instant issuedAt = request.issuedAt().truncatedTo(ChronoUnit.SECONDS);
        Instant expires = request.expires().truncatedTo(ChronoUnit.SECONDS);
        if (!signer.mayHaveSigned(issuedAt, expires) || !expires.isAfter(issuedAt)) {
            throw new EcardException(
                    Fault.INPUT,
                    "a card signed from " + signer.from() + " and before " + signer.to() + ", valid at most until "
                            + signer.until() + ", expected of signer " + signer.kid() + ", found " + issuedAt + " to "
                            + expires);
        }
        String fullName = name("person's name", request.fullName());
        for (Choice choice : choices(schoolForms(request.schoolName()), request.photo())) {
            CardClaims claims = new CardClaims(
                    issuer,
                    expires,
                    issuedAt,
                    request.id(),
                    device,
                    fullName,
                    request.status(),
                    choice.school(),
                    request.role(),
                    choice.photo());
            if (CoseSign1Writer.length(header, CardClaimsWriter.write(claims)) <= most) {
                return claims;
            }
        }
        throw new EcardException(
                Fault.INPUT,
                "a name for which a card's code has room expected, found one that is too long even beside the school's"
                        + " shortest name; have the person choose a form of it for the card");
    }

    /** A form of the school's name and whether the photo's digest stands beside it. */
    record Choice(String school, Optional<PhotoDigest> photo) {}

    /** The forms of a school's name, the longest first: all of them, and those in which its own name is whole. */
    record SchoolForms(List<String> all, List<String> whole) {
        static SchoolForms of(String schoolName) {
            String school = name("school's name", schoolName);
            return new SchoolForms(SCHOOLS.forms(school), SCHOOLS.withWholeName(school));
        }
    }

    /** A school has hundreds of cards, and its forms cost more than a signature: they are made once. */
    private SchoolForms schoolForms(String schoolName) {
        SchoolForms known = schools.get(schoolName);
        if (known == null) {
            known = SchoolForms.of(schoolName);
            if (schools.size() < MOST_SCHOOLS) {
                schools.put(schoolName, known);
            }
        }
        return known;
    }

    /** The school's own name whole beside the digest; else every form without it, the longest first. */
    static List<Choice> choices(SchoolForms school, Optional<PhotoDigest> photo) {
        List<Choice> choices =
                new ArrayList<>(school.all().size() + school.whole().size());
        if (photo.isPresent()) {
            school.whole().forEach(form -> choices.add(new Choice(form, photo)));
        }
        school.all().forEach(form -> choices.add(new Choice(form, Optional.empty())));
        return choices;
    }
}
