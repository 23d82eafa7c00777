package vn.khue.directory;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A person. Holds no citizen number (R5.2).
 *
 * @param id Khuê id: subject of tokens and cards, actor of events; never changes
 * @param uid login name, by rule R7.6: 2 to 32 of {@code a-z 0-9 . -}; never changes, never re-used
 * @param name the name as it is now
 * @param birthDate {@code yyyy}, {@code yyyy-MM} or {@code yyyy-MM-dd}: the national data hold incomplete birth dates (R5.6).
 *     Empty too where the reader's account may not see it
 * @param sex as registered
 * @param mail at most one address, never an identity key (R5.7)
 * @param status whether the account may be used
 * @param codes official codes, each 1 to 20 characters without spaces and opaque (R5.3); one that begins with
 *     {@value #TEMPORARY} holds until the ministry gives its own (R5.4). Empty too where the reader's account may not see them
 */
public record Person(
        UUID id,
        String uid,
        PersonName name,
        Optional<String> birthDate,
        Sex sex,
        Optional<String> mail,
        PersonStatus status,
        Set<String> codes) {

    /** Begin of a code that a school gave for the time being (R5.4). */
    public static final String TEMPORARY = "TAM-";

    private static final Pattern UID = Pattern.compile("[a-z0-9](?:[a-z0-9.-]{0,30}[a-z0-9])");
    private static final Pattern BIRTH_DATE =
            Pattern.compile("[12][0-9]{3}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?");

    private static final Pattern CODE = Pattern.compile("[^\\s\\p{Z}\\p{C}]{1,20}");

    /**
     * @throws IllegalArgumentException if the login name, the birth date or a code has another form
     */
    public Person {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(sex, "sex");
        Objects.requireNonNull(mail, "mail");
        Objects.requireNonNull(status, "status");
        codes = Set.copyOf(codes);
        if (!codes.stream().allMatch(code -> CODE.matcher(code).matches())) {
            throw new IllegalArgumentException(
                    "expected official codes of 1 to 20 characters without spaces, found another form; correct the record");
        }
        if (!UID.matcher(uid).matches()) {
            throw new IllegalArgumentException("expected a login name of 2 to 32 characters a-z 0-9 . - , found one of "
                    + uid.length() + " characters; make it by vn.khue.directory.name.LoginName");
        }
        if (birthDate.filter(date -> !BIRTH_DATE.matcher(date).matches()).isPresent()) {
            throw new IllegalArgumentException(
                    "expected a birth date yyyy, yyyy-MM or yyyy-MM-dd, found another form; correct the record");
        }
    }

    /**
     * A person without official codes.
     *
     * @throws IllegalArgumentException if the login name or the birth date has another form
     */
    public Person(
            UUID id,
            String uid,
            PersonName name,
            Optional<String> birthDate,
            Sex sex,
            Optional<String> mail,
            PersonStatus status) {
        this(id, uid, name, birthDate, sex, mail, status, Set.of());
    }

    /** The same person with these official codes in place of those before. */
    public Person withCodes(Set<String> other) {
        return new Person(id, uid, name, birthDate, sex, mail, status, other);
    }

    /** The same person with another status. */
    public Person withStatus(PersonStatus other) {
        return new Person(id, uid, name, birthDate, sex, mail, other, codes);
    }
}
