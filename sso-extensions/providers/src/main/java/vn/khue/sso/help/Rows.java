package vn.khue.sso.help;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.keycloak.models.KeycloakSession;
import vn.khue.directory.Person;
import vn.khue.sso.activation.ActivationOffice;
import vn.khue.sso.activation.SlipSpan;
import vn.khue.sso.badge.BadgeOffice;
import vn.khue.sso.badge.BadgeOverview;

/** Makes the rows of a list: one query for each table, however many people. For one request, not thread-safe. */
final class Rows {
    private final KeycloakSession session;

    Rows(KeycloakSession session) {
        this.session = session;
    }

    /** In the order of the people. */
    List<Row> of(List<Person> people, Instant now) {
        List<UUID> ids = people.stream().map(Person::id).toList();
        BadgeOverview overview = BadgeOffice.of(session).overview();
        Map<UUID, BadgeOverview.Span> badges = overview.badgesOf(ids);
        Set<UUID> pictures = overview.withPictures(ids);
        Map<UUID, SlipSpan> slips = ActivationOffice.of(session).goodFor(ids);
        Map<UUID, Account> accounts = new Accounts(session).of(ids, now);
        var locks = new Locks(session);
        return people.stream()
                .map(person -> {
                    var account = Optional.ofNullable(accounts.get(person.id()));
                    return new Row(
                            person.id(),
                            person.uid(),
                            person.name().full(),
                            person.name().given(),
                            account.filter(Account::password).isPresent(),
                            Optional.ofNullable(badges.get(person.id()))
                                    .map(badge -> Row.Span.of(badge.issued(), badge.expires()))
                                    .orElse(null),
                            pictures.contains(person.id()),
                            Optional.ofNullable(slips.get(person.id()))
                                    .map(slip -> Row.Span.of(slip.issued(), slip.expires()))
                                    .orElse(null),
                            account.filter(found -> locks.isLocked(found.userId(), now))
                                    .isPresent(),
                            account.map(Account::sessions).orElse(0));
                })
                .toList();
    }
}
