package vn.khue.sso.consent;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import vn.khue.directory.GuardianScope;
import vn.khue.directory.Guardianship;
import vn.khue.directory.Standing;
import vn.khue.directory.Validity;
import vn.khue.directory.name.NameOrder;
import vn.khue.sso.age.AgeBand;
import vn.khue.sso.apps.AppUse;
import vn.khue.sso.guardianship.FamilyOffice;
import vn.khue.sso.server.SqlStatements;

/** What {@code khue-family/mine} tells: a person's own consents, and the children for whom the person stands today. */
final class FamilyView {
    private static final int MOST_CHILDREN = 100;
    private static final int MOST_APPS = 500;

    private final KeycloakSession session;
    private final FamilyOffice office;

    FamilyView(KeycloakSession session) {
        this.session = session;
        this.office = FamilyOffice.of(session);
    }

    /** The whole answer. */
    record Mine(Self self, List<Child> children) {}

    /** The person of the token. */
    record Self(AgeBand age, List<AppConsent> consents) {}

    /**
     * A child for whom the person stands.
     *
     * @param until last day of the guardianship, ISO 8601; absent while its end is open
     */
    record Child(
            UUID id, String name, AgeBand age, Set<GuardianScope> scope, String until, List<AppConsent> consents) {}

    /**
     * An app that needs consent.
     *
     * @param child GIVEN, MISSING or NOT_NEEDED: the person's own word, over all claims
     * @param representative likewise of those who represent the person
     * @param purposeVersion of the text of the purpose, to be sent with a yes
     * @param since ISO 8601, UTC: from when the app may have all claims; absent where it may not
     * @param answers claim by claim
     */
    record AppConsent(
            String client,
            ConsentApp.Text name,
            ConsentApp.Text purpose,
            String purposeVersion,
            String ownerName,
            List<String> claims,
            Word child,
            Word representative,
            String since,
            List<ClaimConsent> answers) {}

    /**
     * One claim.
     *
     * @param told whether the app gets it today
     */
    record ClaimConsent(String claim, Word child, Word representative, boolean told) {}

    /**
     * @throws vn.khue.directory.DirectoryException if the directory does not answer
     */
    Mine of(Standing person) {
        Map<UUID, Set<GuardianScope>> scopes = new LinkedHashMap<>();
        Map<UUID, Validity> days = new HashMap<>();
        person.guardianships().forEach(guardianship -> {
            scopes.computeIfAbsent(guardianship.child(), child -> new TreeSet<>())
                    .addAll(guardianship.scope());
            days.put(guardianship.child(), guardianship.validity());
        });
        List<Standing> children = scopes.keySet().stream()
                .limit(MOST_CHILDREN)
                .flatMap(child -> office.standing(child).stream())
                // Who is of age decides alone; the guardianship may still stand in the directory.
                .filter(child -> office.ages().bandOf(child) != AgeBand.ADULT)
                .sorted(Comparator.comparing(Standing::person, new NameOrder().ofPeople()))
                .toList();
        List<ConsentApp> apps = apps();
        var people = new TreeSet<UUID>();
        people.add(person.person().id());
        children.forEach(child -> people.add(child.person().id()));
        List<Answer> answers = SqlStatements.onConnectionOf(session, connection -> new Consents(connection).of(people));
        AppUse use = AppUse.of(session);
        return new Mine(
                new Self(
                        office.ages().bandOf(person),
                        consents(
                                person,
                                shown(
                                        apps,
                                        answers,
                                        person,
                                        client ->
                                                use.may(client, person.person().id())),
                                answers)),
                children.stream()
                        .map(child -> child(
                                child,
                                scopes,
                                days,
                                shown(
                                        apps,
                                        answers,
                                        child,
                                        client -> use.mayFor(
                                                client, child.person().id())),
                                answers))
                        .toList());
    }

    /** Apps that may be used for that person, and those about which something stands: what was said can always be taken back. */
    private List<ConsentApp> shown(
            List<ConsentApp> apps, List<Answer> answers, Standing person, Predicate<ClientModel> mayUse) {
        Set<String> answered = answers.stream()
                .filter(answer ->
                        answer.given() && answer.person().equals(person.person().id()))
                .map(Answer::client)
                .collect(Collectors.toSet());
        return apps.stream()
                .filter(app -> answered.contains(app.client())
                        || Optional.ofNullable(session.getContext().getRealm().getClientByClientId(app.client()))
                                .filter(mayUse)
                                .isPresent())
                .toList();
    }

    private Child child(
            Standing child,
            Map<UUID, Set<GuardianScope>> scopes,
            Map<UUID, Validity> days,
            List<ConsentApp> apps,
            List<Answer> answers) {
        UUID id = child.person().id();
        return new Child(
                id,
                child.person().name().full(),
                office.ages().bandOf(child),
                scopes.get(id),
                days.get(id).to().map(Object::toString).orElse(null),
                consents(child, apps, answers));
    }

    private List<AppConsent> consents(Standing person, List<ConsentApp> apps, List<Answer> all) {
        UUID id = person.person().id();
        AgeBand band = office.ages().bandOf(person);
        List<Guardianship> guardianships =
                band == AgeBand.YOUTH || band == AgeBand.ADULT ? List.of() : office.guardiansOf(id);
        return apps.stream()
                .map(app -> {
                    List<Answer> answers = all.stream()
                            .filter(answer -> answer.person().equals(id)
                                    && answer.client().equals(app.client())
                                    && answer.purpose().equals(app.version()))
                            .toList();
                    return consent(app, new ConsentDecision(id, band, guardianships, person.on(), answers), answers);
                })
                .toList();
    }

    private AppConsent consent(ConsentApp app, ConsentDecision decision, List<Answer> answers) {
        List<ClaimConsent> claims = app.claims().stream()
                .map(claim -> new ClaimConsent(
                        claim, decision.self(claim), decision.representative(claim), decision.mayTell(claim)))
                .toList();
        Optional<String> since = answers.stream()
                .filter(Answer::given)
                .map(Answer::at)
                .max(Comparator.naturalOrder())
                .filter(at -> claims.stream().allMatch(ClaimConsent::told))
                .map(Object::toString);
        return new AppConsent(
                app.client(),
                app.name(),
                app.purpose(),
                app.version(),
                app.owner().flatMap(office::unitName).orElse(null),
                app.claims(),
                overall(claims.stream().map(ClaimConsent::child).toList()),
                overall(claims.stream().map(ClaimConsent::representative).toList()),
                since.orElse(null),
                claims);
    }

    private static Word overall(Collection<Word> words) {
        if (words.stream().allMatch(word -> word == Word.NOT_NEEDED)) {
            return Word.NOT_NEEDED;
        }
        return words.stream().allMatch(Word::suffices) ? Word.GIVEN : Word.MISSING;
    }

    private List<ConsentApp> apps() {
        // Keycloak searches by attributes only where its settings allow it for each; its clients are in its memory.
        return session.clients()
                .getClientsStream(session.getContext().getRealm())
                .filter(ClientModel::isEnabled)
                .flatMap(client -> ConsentApp.of(client).stream())
                .limit(MOST_APPS)
                .sorted(Comparator.comparing(ConsentApp::client))
                .toList();
    }
}
