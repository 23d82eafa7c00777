package vn.khue.sso.rights;

import java.sql.Connection;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.managers.AppAuthManager;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.JdbcOutbox;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;
import vn.khue.directory.ClassGroup;
import vn.khue.directory.Directory;
import vn.khue.directory.Standing;
import vn.khue.sso.server.ClientOrigin;

/** Who helps: the person of an access token that a console was given, as the directory knows the person today. */
public final class ConsoleActor {
    private static final String SOURCE = "sso";
    private static final int LONGEST_ID = 128;
    private static final Set<String> SURE = Set.of("mfa", "sign");
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    private final Standing standing;
    private final Actor actor;
    private final String client;
    private final boolean sure;
    private final Surroundings around;

    private ConsoleActor(Standing standing, Actor actor, String client, boolean sure, Surroundings around) {
        this.standing = standing;
        this.actor = actor;
        this.client = client;
        this.sure = sure;
        this.around = around;
    }

    /**
     * What an act is judged by.
     *
     * @param consoles clients whose tokens are taken
     */
    public record Surroundings(Directory directory, Clock clock, Set<String> consoles) {
        /** Today's day in Vietnam. */
        public LocalDate today() {
            return LocalDate.ofInstant(clock.instant(), VIETNAM);
        }
    }

    /** Empty without a valid token, with one of another client, or where the directory does not know the person. */
    static Optional<ConsoleActor> of(KeycloakSession session, Surroundings around) {
        var token = Optional.ofNullable(new AppAuthManager.BearerTokenAuthenticator(session).authenticate())
                .filter(found -> found.client() != null
                        && around.consoles().contains(found.client().getClientId()));
        return token.flatMap(found -> khueId(found.user().getFirstAttribute("LDAP_ID"))
                .flatMap(id -> around.directory().standing(id, around.today()))
                .map(standing -> new ConsoleActor(
                        standing,
                        Actor.person(standing.person().id())
                                .inSession(found.session().getId())
                                .from(ClientOrigin.of(session)),
                        found.client().getClientId(),
                        SURE.contains(
                                Optional.ofNullable(found.token().getAcr()).orElse("")),
                        around)));
    }

    public Standing standing() {
        return standing;
    }

    /** Whether a second factor was proved in that session. */
    public boolean isSure() {
        return sure;
    }

    /** Somebody else, today. */
    public Optional<Standing> standing(UUID person) {
        return around.directory().standing(person, around.today());
    }

    /** Somebody by login name, today; empty also for what is too long to be one. */
    public Optional<Standing> standingByUid(String uid) {
        return uid.length() > LONGEST_ID
                ? Optional.empty()
                : around.directory().personByUid(uid).flatMap(found -> standing(found.id()));
    }

    /** A class by its id, as somebody sent it; empty also for what is too long to be one. */
    public Optional<ClassGroup> classGroup(String id) {
        return id.length() > LONGEST_ID ? Optional.empty() : around.directory().classGroup(id);
    }

    /** Of a person, a credential changed; of a class or school, its settings. */
    void tellDone(Connection connection, HelpAct act, String target) {
        boolean person = act.subject() == HelpAct.Subject.PERSON || act.subject() == HelpAct.Subject.REQUEST;
        Optional<String> credential = credential(act);
        var event = AuditEvent.of(
                        credential.isPresent() ? EventKind.CREDENTIAL_CHANGED : EventKind.ADMIN_CHANGED,
                        Outcome.SUCCESS,
                        actor,
                        SOURCE,
                        around.clock())
                .target(person ? TargetKind.PERSON : TargetKind.UNIT, target)
                .with(DetailKey.OPERATION, act.operation())
                .with(DetailKey.CLIENT, client);
        credential.ifPresent(type -> event.with(DetailKey.CREDENTIAL_TYPE, type));
        JdbcOutbox.append(connection, event.build());
    }

    void tellDenied(Connection connection, HelpAct act, String target) {
        JdbcOutbox.append(
                connection,
                AuditEvent.of(EventKind.ACCESS_DENIED, Outcome.FAILURE, actor, SOURCE, around.clock())
                        .target(TargetKind.REALM_RESOURCE, target)
                        .with(DetailKey.PERMISSION, act.operation())
                        .with(DetailKey.CLIENT, client)
                        .build());
    }

    private static Optional<String> credential(HelpAct act) {
        return switch (act) {
            case ISSUE_BADGE, VOID_BADGE, RESET_PICTURES -> Optional.of("badge");
            case RESET_PASSWORD -> Optional.of("password");
            case VOID_SLIP -> Optional.of("activation_slip");
            case APPROVE_FACTOR_RESET -> Optional.of("second_factor");
            default -> Optional.empty();
        };
    }

    private static Optional<UUID> khueId(String value) {
        try {
            return Optional.ofNullable(value).map(UUID::fromString);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
