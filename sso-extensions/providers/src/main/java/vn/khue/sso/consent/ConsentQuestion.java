package vn.khue.sso.consent;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import vn.khue.audit.event.Actor;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.Standing;
import vn.khue.sso.age.AgeBand;
import vn.khue.sso.guardianship.FamilyOffice;
import vn.khue.sso.server.ClientOrigin;
import vn.khue.sso.server.SqlStatements;

/**
 * Asks, between login and the app, whoever speaks for themselves and has not yet said yes or no to what the app wants. Nothing is ticked
 * beforehand, and a no lets the person in as well, with less told (R4.37). Not asked: a child too young to speak, and for another.
 */
final class ConsentQuestion implements RequiredActionProvider {
    static final String ID = "khue-consent";

    private static final Logger LOG = Logger.getLogger(ConsentQuestion.class);
    private static final String PAGE = "khue-consent.ftl";
    private static final int MOST_FIELDS = 100;

    private final KeycloakSession session;

    ConsentQuestion(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void evaluateTriggers(RequiredActionContext context) {
        if (app(context).filter(app -> !open(context, app).isEmpty()).isPresent()) {
            context.getAuthenticationSession().addRequiredAction(ID);
        }
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        Optional<ConsentApp> app = app(context);
        if (app.isEmpty()) {
            context.success();
            return;
        }
        ask(context, app.get());
    }

    @Override
    public void processAction(RequiredActionContext context) {
        Optional<ConsentApp> app = app(context);
        Optional<UUID> person = FamilyOffice.khueId(context.getUser());
        if (app.isEmpty() || person.isEmpty()) {
            context.success();
            return;
        }
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        String answer = form.getFirst("answer");
        List<String> open = open(context, app.get());
        // A yes to a text that was changed meanwhile is none to the new one.
        boolean sameText = app.get().version().equals(form.getFirst("purpose"));
        if (!sameText || (!"yes".equals(answer) && !"no".equals(answer))) {
            ask(context, app.get());
            return;
        }
        Set<String> ticked = "no".equals(answer)
                ? Set.of()
                : Stream.ofNullable(form.get("claim"))
                        .flatMap(List::stream)
                        .limit(MOST_FIELDS)
                        .collect(Collectors.toSet());
        var speaker = new ConsentRegister.Speaker(
                Actor.person(person.get()).from(ClientOrigin.of(session)), person.get(), Side.SELF, person.get());
        var register = new ConsentRegister(session);
        register.write(
                speaker, app.get(), open.stream().filter(ticked::contains).toList(), true);
        register.write(
                speaker,
                app.get(),
                open.stream().filter(claim -> !ticked.contains(claim)).toList(),
                false);
        context.success();
    }

    private static Optional<ConsentApp> app(RequiredActionContext context) {
        return ConsentApp.of(context.getAuthenticationSession().getClient());
    }

    /** Claims about which the person must speak and has not; none while the directory does not answer, for then they are not told. */
    private List<String> open(RequiredActionContext context, ConsentApp app) {
        Optional<UUID> person = FamilyOffice.khueId(context.getUser());
        if (person.isEmpty()) {
            return List.of();
        }
        Set<String> answered = SqlStatements.onConnectionOf(
                session,
                connection -> new Consents(connection)
                        .of(person.get(), app.client(), app.version()).stream()
                                .filter(answer -> answer.by().equals(person.get()))
                                .map(Answer::claim)
                                .collect(Collectors.toSet()));
        List<String> open =
                app.claims().stream().filter(claim -> !answered.contains(claim)).toList();
        return open.isEmpty() || !speaks(person.get()) ? List.of() : open;
    }

    private boolean speaks(UUID person) {
        try {
            FamilyOffice office = FamilyOffice.of(session);
            Optional<Standing> standing = office.standing(person);
            return standing.isPresent() && office.ages().bandOf(standing.get()) != AgeBand.CHILD_UNDER_7;
        } catch (DirectoryException e) {
            LOG.warnf("nobody asked for consent: the directory did not answer (%s: %s)", e.reason(), e.getMessage());
            return false;
        }
    }

    private void ask(RequiredActionContext context, ConsentApp app) {
        boolean vietnamese = !"en"
                .equals(session.getContext().resolveLocale(context.getUser()).getLanguage());
        context.challenge(context.form()
                .setAttribute("purposeVersion", app.version())
                .setAttribute("claims", open(context, app))
                .setAttribute(
                        "appName", vietnamese ? app.name().vi() : app.name().en())
                .setAttribute(
                        "purpose",
                        vietnamese ? app.purpose().vi() : app.purpose().en())
                .setAttribute("owner", ownerName(app).orElse(""))
                .setAttribute("withRepresentative", withRepresentative(context))
                .createForm(PAGE));
    }

    private Optional<String> ownerName(ConsentApp app) {
        try {
            return app.owner().flatMap(FamilyOffice.of(session)::unitName);
        } catch (DirectoryException e) {
            return Optional.empty();
        }
    }

    /** Whether father or mother has to agree as well; the page says so. */
    private boolean withRepresentative(RequiredActionContext context) {
        try {
            FamilyOffice office = FamilyOffice.of(session);
            return FamilyOffice.khueId(context.getUser())
                    .flatMap(office::standing)
                    .filter(standing -> office.ages().bandOf(standing) == AgeBand.CHILD)
                    .isPresent();
        } catch (DirectoryException e) {
            return false;
        }
    }

    @Override
    public void close() {}
}
