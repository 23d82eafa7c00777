package vn.khue.sso.nationalid;

import java.util.Optional;
import vn.khue.directory.citizen.CitizenHash;
import vn.khue.sso.server.KeyedHash;

/** What stands in place of the number and of the provider's subject, which may be the number. Thread-safe. */
final class NationalIdHashes {
    private static final String SUBJECT = "NATIONAL_ID_SUBJECT";

    private final CitizenHash citizens;
    private final KeyedHash subjects;

    /**
     * @param secret of at least 32 characters, the same as the importer's
     */
    NationalIdHashes(String secret) {
        this.citizens = CitizenHash.of(secret);
        this.subjects = new KeyedHash(secret, "a citizen hash key", "hash the numbers again");
    }

    /** As the directory keeps it; empty for what is no citizen number. */
    Optional<String> citizen(String number) {
        return number.matches("[0-9]{12}") ? Optional.of(citizens.hash(number)) : Optional.empty();
    }

    String subject(String subject) {
        return subjects.of(SUBJECT, subject);
    }
}
