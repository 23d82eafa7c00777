package vn.khue.sso.guardianship;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.provider.Provider;
import vn.khue.directory.Directory;
import vn.khue.directory.Guardianship;
import vn.khue.directory.Standing;
import vn.khue.sso.age.Ages;

/** What is known of families today, by Vietnam's calendar. Thread-safe; one for all requests. */
public final class FamilyOffice implements Provider {
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final String KHUE_ID = "LDAP_ID";

    private final Directory directory;
    private final FamilyPolicy policy;
    private final Clock clock;
    private final Set<String> portals;

    /**
     * @param portals clients in which people see to their family; only their tokens are taken
     */
    FamilyOffice(Directory directory, FamilyPolicy policy, Clock clock, Set<String> portals) {
        this.directory = directory;
        this.policy = policy;
        this.clock = clock;
        this.portals = Set.copyOf(portals);
    }

    /** The office of that request. */
    public static FamilyOffice of(KeycloakSession session) {
        return session.getProvider(FamilyOffice.class);
    }

    /** The Khuê id of that account; empty for an account that is nobody's in the directory. */
    public static Optional<UUID> khueId(UserModel user) {
        try {
            return Optional.ofNullable(user.getFirstAttribute(KHUE_ID)).map(UUID::fromString);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public Clock clock() {
        return clock;
    }

    public Instant now() {
        return clock.instant();
    }

    /** Today's day in Vietnam. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), VIETNAM);
    }

    public Ages ages() {
        return new Ages(policy.ages());
    }

    FamilyPolicy policy() {
        return policy;
    }

    /** Whether tokens of that client are taken for what people do about their family. */
    public boolean isPortal(String client) {
        return portals.contains(client);
    }

    /**
     * @throws vn.khue.directory.DirectoryException if the directory does not answer
     */
    public Optional<Standing> standing(UUID person) {
        return directory.standing(person, today());
    }

    /**
     * The guardianships in which that person is the child today, with court limits as written.
     *
     * @throws vn.khue.directory.DirectoryException if the directory does not answer
     */
    public List<Guardianship> guardiansOf(UUID child) {
        return directory.guardiansOf(child, today());
    }

    /** The name of that unit today; empty where the directory knows none. */
    public Optional<String> unitName(String unit) {
        return directory.unit(unit).flatMap(found -> found.nameOn(today()));
    }

    @Override
    public void close() {}
}
