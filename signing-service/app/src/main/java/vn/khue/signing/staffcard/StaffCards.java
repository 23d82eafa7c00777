package vn.khue.signing.staffcard;

import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import vn.khue.directory.Directory;
import vn.khue.directory.Person;
import vn.khue.directory.Role;
import vn.khue.directory.Standing;
import vn.khue.directory.Unit;
import vn.khue.ecard.credential.CardId;
import vn.khue.ecard.status.CardStatus;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.ca.CertificateRequest;
import vn.khue.pki.ca.Hierarchy;
import vn.khue.pki.ca.IssuedCertificate;
import vn.khue.pki.keystore.KeyFile;
import vn.khue.pki.keystore.KeySpec;
import vn.khue.pki.keystore.PortableKey;
import vn.khue.pki.pkcs11.CardToken;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.signing.card.Card;
import vn.khue.signing.card.CardStore;
import vn.khue.signing.cardoffice.OfficeAction;
import vn.khue.signing.cardoffice.OfficeGate;
import vn.khue.signing.certificate.Credentials;
import vn.khue.signing.document.Sha256;
import vn.khue.signing.event.Acts;
import vn.khue.signing.event.SigningEvents;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPeople;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.web.stepup.Consumption;
import vn.khue.web.stepup.DigestList;
import vn.khue.web.stepup.PendingAuthorisation;
import vn.khue.web.stepup.StepUp;

/**
 * Makes a card of staff one that opens the gate: a key in its chip or in a file, with a certificate under the profile for signing in, which
 * ends with the card. Who gets one is read from the directory of this moment; certificate, row and events are one transaction. The private
 * half is never kept here, and the passphrase of a file is only in the answer. Thread-safe.
 */
@Service
public class StaffCards {
    private static final String ROUTE = "/card-office/staff/{person}";
    private static final String PURPOSE = "staff-card-key";
    private static final Duration FILES_KEPT = Duration.ofMinutes(10);

    private final CardStore cards;
    private final CardKeyStore keys;
    private final CardReader reader;
    private final Hierarchy hierarchy;
    private final CertificateRegister register;
    private final Directory directory;
    private final OfficeGate gate;
    private final ActingPeople people;
    private final StepUp stepUp;
    private final Acts acts;
    private final SigningEvents events;
    private final Clock clock;

    StaffCards(
            CardStore cards,
            CardKeyStore keys,
            CardReader reader,
            Hierarchy hierarchy,
            CertificateRegister register,
            Directory directory,
            OfficeGate gate,
            ActingPeople people,
            StepUp stepUp,
            Acts acts,
            SigningEvents events,
            Clock clock) {
        this.cards = cards;
        this.keys = keys;
        this.reader = reader;
        this.hierarchy = hierarchy;
        this.register = register;
        this.directory = directory;
        this.gate = gate;
        this.people = people;
        this.stepUp = stepUp;
        this.acts = acts;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A member of staff in the list.
     *
     * @param card whether there is one that holds
     * @param key whether one that has not ended goes with it
     */
    public record Line(Person person, boolean card, boolean suspended, boolean key) {}

    /** One member of staff, today, with the cards and keys of that unit. */
    public record Member(Person person, Unit unit, Set<Role> roles, List<Card> cards, List<CardKey> keys) {
        /** The card that is neither revoked nor replaced nor over. */
        public Optional<Card> current(Instant now) {
            return cards.stream()
                    .filter(card -> card.status() == CardStatus.VALID || card.status() == CardStatus.SUSPENDED)
                    .filter(card -> card.expires().isAfter(now))
                    .findFirst();
        }
    }

    /**
     * A file that was made.
     *
     * @param id under which it is fetched
     * @param passphrase to be shown once
     */
    public record Made(UUID id, String passphrase) {
        @Override
        public String toString() {
            return "Made[" + id + "]";
        }
    }

    /** A file as it is given out. */
    public record Given(CardId card, byte[] pkcs12) {}

    /** Who works at a unit, in the order of name lists. */
    public List<Line> staff(ActingPerson officer, String unit) {
        return acts.run(officer, OfficeAction.SEE_STAFF.name(), "/card-office/staff", Optional.empty(), () -> {
            gate.require(officer, OfficeAction.SEE_STAFF, gate.ofStaff(unit));
            Map<UUID, Card> having = cards.ofStaff(unit, clock.instant()).stream()
                    .collect(Collectors.toMap(Card::person, card -> card, (first, second) -> first));
            Set<UUID> withKey = Set.copyOf(keys.withKey(unit));
            return directory.staffOf(unit, people.today()).stream()
                    .map(person -> new Line(
                            person,
                            having.containsKey(person.id()),
                            Optional.ofNullable(having.get(person.id()))
                                    .filter(card -> card.status() == CardStatus.SUSPENDED)
                                    .isPresent(),
                            having.containsKey(person.id()) && withKey.contains(person.id())))
                    .toList();
        });
    }

    /** One of them; NOT_FOUND for whoever does not work there. */
    public Member find(ActingPerson officer, UUID person, String unit) {
        return acts.run(officer, OfficeAction.SEE_STAFF.name(), ROUTE, Optional.empty(), () -> {
            gate.require(officer, OfficeAction.SEE_STAFF, gate.ofStaff(unit));
            Standing standing = standing(person, unit);
            return new Member(
                    standing.person(),
                    directory.unit(unit).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND)),
                    vn.khue.signing.rights.SigningRights.rolesIn(standing, unit),
                    cards.of(person, unit),
                    keys.of(person, unit));
        });
    }

    /** For pages: whether to offer it. */
    public boolean mayPersonalise(ActingPerson officer, UUID person, String unit) {
        return gate.may(officer, OfficeAction.PERSONALISE, gate.ofMember(unit, standing(person, unit)));
    }

    /** For pages: whether to offer it. */
    public boolean mayPrint(ActingPerson officer, String unit) {
        return gate.may(officer, OfficeAction.PRINT, gate.ofStaff(unit));
    }

    /** Whether there is a reader for blank cards. */
    public boolean writesCards() {
        return reader.there();
    }

    /**
     * Before the sheet is shown.
     *
     * @throws SigningException STAFF_CARD_MISSING where no card holds, CARD_TOKEN_OFF
     */
    public PendingAuthorisation begin(ActingPerson officer, UUID person, String unit, Carrier carrier) {
        Card card = acts.run(officer, OfficeAction.PERSONALISE.name(), ROUTE + "/key", Optional.empty(), () -> {
            require(officer, person, unit);
            if (carrier == Carrier.TOKEN && !reader.there()) {
                throw new SigningException(Refusal.CARD_TOKEN_OFF);
            }
            return holding(person, unit);
        });
        return stepUp.begin(
                officer.login(),
                PURPOSE,
                statement(card, carrier),
                "/card-office/staff/" + person + "/key?unit=" + unit + "&carrier=" + carrier);
    }

    /**
     * A key in a file, for whoever was confirmed.
     *
     * @throws SigningException STEP_UP_FAILED, STAFF_CARD_MISSING
     */
    public Made makeFile(ActingPerson officer, UUID person, String unit, UUID granted) {
        boolean confirmed = confirmed(officer, person, unit, Carrier.FILE, granted);
        return acts.run(officer, OfficeAction.PERSONALISE.name(), ROUTE + "/key", Optional.empty(), () -> {
            Entitled entitled = entitled(officer, person, unit, confirmed);
            try (PortableKey key = PortableKey.make(KeySpec.EC_P256, CryptoProviders.fastest())) {
                IssuedCertificate issued = certified(entitled, key.publicKey());
                KeyFile file = key.sealed(issued.chain(), label(entitled));
                CardKey made = written(officer, entitled, issued, Carrier.FILE, Optional.empty(), granted);
                keys.forgetBefore(clock.instant().minus(FILES_KEPT));
                UUID id = UUID.randomUUID();
                keys.keep(id, made, file.pkcs12());
                return new Made(id, file.passphrase());
            }
        });
    }

    /**
     * A key in the card that is in the reader.
     *
     * @throws SigningException as {@link #makeFile}, and CARD_TOKEN_OFF, CARD_TOKEN_AWAY, CARD_TOKEN_IN_USE
     */
    public CardKey makeOnCard(ActingPerson officer, UUID person, String unit, UUID granted) {
        boolean confirmed = confirmed(officer, person, unit, Carrier.TOKEN, granted);
        try {
            return reader.withBlankCard(token ->
                    acts.run(officer, OfficeAction.PERSONALISE.name(), ROUTE + "/key", Optional.empty(), () -> {
                        Entitled entitled = entitled(officer, person, unit, confirmed);
                        return onCard(officer, entitled, token, granted);
                    }));
        } catch (SigningException refused) {
            if (refused.refusal() == Refusal.CARD_TOKEN_IN_USE || refused.refusal() == Refusal.CARD_TOKEN_OFF) {
                acts.refused(
                        officer, OfficeAction.PERSONALISE.name(), ROUTE + "/key", Optional.empty(), refused.refusal());
            }
            throw refused;
        }
    }

    /** A key whose certificate does not come to stand in the register is taken out of the card again. */
    private CardKey onCard(ActingPerson officer, Entitled entitled, CardToken token, UUID granted) {
        CardToken.Made key = CardReader.told(() -> token.generate(KeySpec.EC_P256, label(entitled)));
        boolean kept = false;
        try {
            IssuedCertificate issued = certified(entitled, key.publicKey());
            CardReader.told(() -> {
                token.write(key.id(), issued.certificate(), label(entitled));
                return key;
            });
            CardKey made = written(officer, entitled, issued, Carrier.TOKEN, Optional.of(token.serial()), granted);
            kept = true;
            return made;
        } finally {
            if (!kept) {
                CardReader.clear(token, key.id());
            }
        }
    }

    /**
     * The file, to the officer who made it, once and within minutes.
     *
     * @throws SigningException NOT_FOUND
     */
    public Given fetch(ActingPerson officer, UUID id) {
        return acts.run(
                officer, OfficeAction.PERSONALISE.name(), "/card-office/staff/files/{id}", Optional.empty(), () -> {
                    CardKeyStore.Waiting file = keys.take(
                                    id, officer.id(), clock.instant().minus(FILES_KEPT))
                            .orElseThrow(() -> new SigningException(Refusal.KEY_FILE_GONE));
                    Role as = require(officer, file.person(), file.unit());
                    cards.find(file.card())
                            .ifPresent(card -> events.cardChanged(officer, as, card, "KEY_FILE_GIVEN", "file"));
                    return new Given(file.card(), file.sealed());
                });
    }

    /** Who gets a key, and on what ground. */
    private record Entitled(Standing standing, String unitName, Card card, Role as) {}

    private Entitled entitled(ActingPerson officer, UUID person, String unit, boolean confirmed) {
        if (!confirmed) {
            throw new SigningException(Refusal.STEP_UP_FAILED);
        }
        Role as = require(officer, person, unit);
        LocalDate today = people.today();
        String unitName = directory
                .unit(unit)
                .flatMap((Unit found) -> found.nameOn(today))
                .orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
        Card card = cards.lock(holding(person, unit).id()).orElseThrow();
        if (card.status() != CardStatus.VALID) {
            throw new SigningException(Refusal.STAFF_CARD_MISSING);
        }
        return new Entitled(standing(person, unit), unitName, card, as);
    }

    private Role require(ActingPerson officer, UUID person, String unit) {
        // Whoever may see nobody there must not learn who works there.
        gate.require(officer, OfficeAction.SEE_STAFF, gate.ofStaff(unit));
        return gate.require(officer, OfficeAction.PERSONALISE, gate.ofMember(unit, standing(person, unit)));
    }

    private Standing standing(UUID person, String unit) {
        return directory
                .standing(person, people.today())
                .filter(found -> found.appointments().stream()
                        .anyMatch(each -> each.unit().equals(unit)))
                .orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
    }

    private Card holding(UUID person, String unit) {
        return cards.of(person, unit).stream()
                .filter(card -> card.status() == CardStatus.VALID
                        && card.expires().isAfter(clock.instant())
                        && !card.role().equals(Role.HOC_SINH.name()))
                .filter(card -> !cards.temporary(card.id()))
                .findFirst()
                .orElseThrow(() -> new SigningException(Refusal.STAFF_CARD_MISSING));
    }

    private boolean confirmed(ActingPerson officer, UUID person, String unit, Carrier carrier, UUID granted) {
        return cards.of(person, unit).stream()
                .filter(card -> card.status() == CardStatus.VALID)
                .anyMatch(card -> stepUp.consume(officer.login(), granted, PURPOSE, statement(card, carrier))
                        instanceof Consumption.Granted);
    }

    private IssuedCertificate certified(Entitled entitled, PublicKey key) {
        Person person = entitled.standing().person();
        return hierarchy
                .authorityFor(Credentials.LOGIN)
                .issue(
                        CertificateRequest.login(
                                        key,
                                        person.id(),
                                        person.name().full(),
                                        entitled.card().unit(),
                                        entitled.unitName())
                                .until(entitled.card().expires()),
                        register);
    }

    private CardKey written(
            ActingPerson officer,
            Entitled entitled,
            IssuedCertificate issued,
            Carrier carrier,
            Optional<String> tokenSerial,
            UUID granted) {
        String serial = issued.record().serial().toString(16).toUpperCase(Locale.ROOT);
        CardKey key = new CardKey(
                issued.record().ca(),
                serial,
                entitled.card().id(),
                entitled.standing().person().id(),
                entitled.card().unit(),
                carrier,
                tokenSerial,
                officer.id(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                false);
        keys.add(key);
        events.certificateIssued(
                officer,
                entitled.as(),
                granted,
                Credentials.LOGIN,
                serial,
                Sha256.of(issued.record().der()).hex(),
                key.person());
        events.cardChanged(
                officer,
                entitled.as(),
                entitled.card(),
                "PERSONALISED",
                carrier.name().toLowerCase(Locale.ROOT));
        return key;
    }

    /** As programs show the key: whose it is they read from the certificate. */
    private static String label(Entitled entitled) {
        return "khue:login:" + entitled.card().id();
    }

    private static DigestList statement(Card card, Carrier carrier) {
        return DigestList.of(vn.khue.web.stepup.Sha256.of(
                "staff-card-key|" + card.id() + '|' + card.person() + '|' + card.unit() + '|' + carrier));
    }
}
