package vn.khue.ecard.print;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import vn.khue.directory.PersonName;
import vn.khue.directory.Role;
import vn.khue.directory.UnitKind;
import vn.khue.ecard.photo.CardPhoto;

/**
 * What is printed on one card. No date of birth, class, year or address: a card lives for a school level, and lies about in the street.
 *
 * @param name the holder; printed whole where it fits, see {@link PersonNameForms}
 * @param role in which the holder is at the school
 * @param kind of the school or office, which gives the colour
 * @param school its full name, at most 200 characters, brought to NFC
 * @param validUntil last day
 * @param number short number of the card to say on the telephone, at most 20 characters
 * @param portrait what stands where the photo is
 * @param temporary whether it is valid for a short time only, and looks so
 * @param code text of the QR code, see {@link vn.khue.ecard.symbol.CardSymbols}
 * @param foundContact where a card that is found is brought or reported, at most 100 characters
 */
public record PrintedCard(
        PersonName name,
        Role role,
        UnitKind kind,
        String school,
        LocalDate validUntil,
        String number,
        Portrait portrait,
        boolean temporary,
        String code,
        Optional<String> foundContact) {

    private static final int LONGEST_SCHOOL = 200;
    private static final int LONGEST_NUMBER = 20;
    private static final int LONGEST_CONTACT = 100;

    /** @throws IllegalArgumentException if a text is empty or too long, or if the role has no card (parents have none) */
    public PrintedCard {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(validUntil, "validUntil");
        Objects.requireNonNull(portrait, "portrait");
        Objects.requireNonNull(code, "code");
        school = bounded("the school's name", school, LONGEST_SCHOOL);
        number = bounded("the card's number", number, LONGEST_NUMBER);
        foundContact = foundContact.map(text -> bounded("a contact", text, LONGEST_CONTACT));
        if (role == Role.PHU_HUYNH) {
            throw new IllegalArgumentException(
                    "expected a pupil or a member of staff, found a parent; parents have no card");
        }
    }

    /** With the holder's photo; without one the card is a temporary one. */
    public PrintedCard(
            PersonName name,
            Role role,
            UnitKind kind,
            String school,
            LocalDate validUntil,
            String number,
            Optional<CardPhoto> photo,
            String code,
            Optional<String> foundContact) {
        this(
                name,
                role,
                kind,
                school,
                validUntil,
                number,
                photo.<Portrait>map(Portrait.Photo::new).orElseGet(Portrait.Missing::new),
                photo.isEmpty(),
                code,
                foundContact);
    }

    /** Whether it is a pupil's. */
    boolean pupil() {
        return role == Role.HOC_SINH;
    }

    private static String bounded(String what, String text, int longest) {
        String clean = Normalizer.normalize(text, Normalizer.Form.NFC)
                .replaceAll("[\\s\\p{Z}\\p{Cc}]+", " ")
                .strip();
        if (clean.isEmpty() || clean.length() > longest) {
            throw new IllegalArgumentException("expected " + what + " of 1 to " + longest + " characters, found "
                    + clean.length() + "; correct it");
        }
        return clean;
    }
}
