package vn.khue.directory.apppassword;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.util.StaticUtils;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.text.ParseException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.DirectoryException.Reason;
import vn.khue.directory.ldap.LdapEndpoint;
import vn.khue.directory.ldap.LdapPool;
import vn.khue.directory.ldap.Tree;

/**
 * Makes, lists and revokes the app passwords of people. Each is a value of userPassword on the person's own entry, so that an application
 * which searches {@code (uid=…)} and binds as the DN it found needs nothing else; khueAppPassword says which hash is which, by the
 * hash's salt. Bind as {@code cn=app-passwords,ou=services}, which may do this and nothing else. Thread-safe.
 */
public final class AppPasswords implements AutoCloseable {

    private static final String HASH = "userPassword";
    private static final String ABOUT = "khueAppPassword";
    private static final String USED = "authTimestamp";
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    private final LdapPool pool;
    private final String people;
    private final SecureRandom random;
    private final AppSecret secrets;
    private final Clock clock;

    public AppPasswords(LdapEndpoint endpoint, SecureRandom random, Clock clock) {
        this.pool = new LdapPool(endpoint);
        this.people = new Tree(endpoint.base()).people().toString();
        this.random = random;
        this.secrets = new AppSecret(random);
        this.clock = clock;
    }

    /**
     * Makes an app password. Ends a lock-out of that person's account.
     *
     * @param person Khuê id
     * @param name what its owner calls it, 1 to 64 characters; brought to NFC
     * @return with the secret, which is not kept anywhere
     * @throws DirectoryException with reason NOT_FOUND if there is no such person, REFUSED if they have as many as the policy
     *     allows
     * @throws IllegalArgumentException if the name has another form
     */
    public NewAppPassword add(UUID person, String name) {
        var salt = new byte[Argon2Hash.SALT_BYTES];
        random.nextBytes(salt);
        String secret = secrets.draw();
        Argon2Hash hash = Argon2Hash.of(Argon2Hash.bytes(secret), salt);
        var about = new AppPassword(
                hash.saltText(), Normalizer.normalize(name.strip(), Normalizer.Form.NFC), clock.instant());
        pool.use("add an app password", connection -> {
            // One value at a time: slapo-ppolicy refuses a change that brings several passwords, and lets them stand
            // side by side.
            connection.modify(
                    entry(connection, person).getDN(),
                    List.of(
                            new Modification(ModificationType.ADD, HASH, hash.value()),
                            new Modification(ModificationType.ADD, ABOUT, about.text())));
            return about;
        });
        return new NewAppPassword(about, secret);
    }

    /**
     * The app passwords of a person, the oldest first.
     *
     * @throws DirectoryException with reason NOT_FOUND if there is no such person
     */
    public List<AppPassword> list(UUID person) {
        return pool.use(
                "list app passwords",
                connection -> values(entry(connection, person), ABOUT)
                        .map(AppPassword::parse)
                        .flatMap(Optional::stream)
                        .sorted(Comparator.comparing(AppPassword::made).thenComparing(AppPassword::name))
                        .toList());
    }

    /**
     * The day, by Vietnam's calendar, on which the person last got in with one of them; with which, the directory does not note. It is written once a
     * day at most, so slapd's may be a day behind.
     *
     * @return empty where none was ever used
     * @throws DirectoryException with reason NOT_FOUND if there is no such person
     */
    public Optional<LocalDate> lastUsed(UUID person) {
        return pool.use("see when app passwords were used", connection -> {
            String used = entry(connection, person).getAttributeValue(USED);
            try {
                return used == null
                        ? Optional.empty()
                        : Optional.of(LocalDate.ofInstant(
                                StaticUtils.decodeGeneralizedTime(used).toInstant(), VIETNAM));
            } catch (ParseException e) {
                throw new DirectoryException(
                        Reason.UNREADABLE, "expected a time as " + USED + ", found something else", e);
            }
        });
    }

    /**
     * Takes one app password away; the others go on to open.
     *
     * @param id of {@link AppPassword}
     * @throws DirectoryException with reason NOT_FOUND if the person, or that app password, is not there
     */
    public void revoke(UUID person, String id) {
        pool.use("revoke an app password", connection -> {
            Entry entry = entry(connection, person);
            List<Modification> changes = Stream.concat(
                            values(entry, HASH)
                                    .filter(value -> Argon2Hash.parse(value)
                                            .filter(hash -> hash.saltText().equals(id))
                                            .isPresent())
                                    .map(value -> new Modification(ModificationType.DELETE, HASH, value)),
                            values(entry, ABOUT)
                                    .filter(value -> AppPassword.parse(value)
                                            .filter(about -> about.id().equals(id))
                                            .isPresent())
                                    .map(value -> new Modification(ModificationType.DELETE, ABOUT, value)))
                    .toList();
            if (changes.isEmpty()) {
                throw notFound("an app password of that id");
            }
            connection.modify(entry.getDN(), changes);
            return entry;
        });
    }

    @Override
    public void close() {
        pool.close();
    }

    private Entry entry(LDAPConnectionPool connection, UUID person) throws LDAPException {
        Entry found = connection.searchForEntry(
                people, SearchScope.ONE, Filter.createEqualityFilter("khueId", person.toString()), HASH, ABOUT, USED);
        if (found == null) {
            throw notFound("that person");
        }
        return found;
    }

    private static Stream<String> values(Entry entry, String attribute) {
        String[] values = entry.getAttributeValues(attribute);
        return values == null ? Stream.of() : Arrays.stream(values);
    }

    private static DirectoryException notFound(String what) {
        return new DirectoryException(
                Reason.NOT_FOUND, "expected " + what + " in the directory, found none; list anew");
    }
}
