package vn.khue.signing.cardoffice;

import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import vn.khue.directory.ClassGroup;
import vn.khue.directory.Directory;
import vn.khue.directory.Person;
import vn.khue.directory.Role;
import vn.khue.directory.Standing;
import vn.khue.directory.Unit;
import vn.khue.ecard.credential.CardId;
import vn.khue.ecard.photo.CardPhoto;
import vn.khue.ecard.status.CardStatus;
import vn.khue.signing.card.Card;
import vn.khue.signing.card.CardMaking;
import vn.khue.signing.card.CardScope;
import vn.khue.signing.card.CardStore;
import vn.khue.signing.event.Acts;
import vn.khue.signing.event.SigningEvents;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPeople;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.signing.rights.RightsGate;
import vn.khue.signing.rights.SigningAction;
import vn.khue.signing.rights.Subject;
import vn.khue.web.stepup.Consumption;
import vn.khue.web.stepup.DigestList;
import vn.khue.web.stepup.PendingAuthorisation;
import vn.khue.web.stepup.Sha256;
import vn.khue.web.stepup.StepUp;

/** One pupil at the card office: what is kept, a card for a day, a card by itself to print. Thread-safe. */
@Service
public class PersonOffice {
    private static final String ROUTE = "/card-office/people/{person}";
    private static final String PURPOSE = "card-temporary";

    private final CardStore cards;
    private final CardMaking making;
    private final CardPrints prints;
    private final PhotoStore photos;
    private final Pupils pupils;
    private final Directory directory;
    private final CardScope scope;
    private final OfficeGate gate;
    private final RightsGate rights;
    private final ActingPeople people;
    private final StepUp stepUp;
    private final Acts acts;
    private final SigningEvents events;
    private final Clock clock;

    public PersonOffice(
            CardStore cards,
            CardMaking making,
            CardPrints prints,
            PhotoStore photos,
            Pupils pupils,
            Directory directory,
            CardScope scope,
            OfficeGate gate,
            RightsGate rights,
            ActingPeople people,
            StepUp stepUp,
            Acts acts,
            SigningEvents events,
            Clock clock) {
        this.cards = cards;
        this.making = making;
        this.prints = prints;
        this.photos = photos;
        this.pupils = pupils;
        this.directory = directory;
        this.scope = scope;
        this.gate = gate;
        this.rights = rights;
        this.people = people;
        this.stepUp = stepUp;
        this.acts = acts;
        this.events = events;
        this.clock = clock;
    }

    /** A card with what the page says of it. */
    public record CardLine(Card card, String number, boolean temporary, boolean over) {}

    /** A pupil of a school, today. */
    public record Pupil(
            Person person,
            Unit school,
            ClassGroup group,
            Optional<PhotoStore.Kept> photo,
            Optional<PhotoStore.Recorded> recorded,
            List<CardLine> cards) {
        /** Given or refused; empty where nobody said. */
        public Optional<Boolean> consent() {
            return recorded.map(PhotoStore.Recorded::given);
        }
    }

    /** Where somebody learns; NOT_FOUND for everybody else, and for whoever may not see the class. */
    public Pupil find(ActingPerson officer, UUID person, String school) {
        return acts.run(officer, OfficeAction.SEE_PEOPLE.name(), ROUTE, Optional.empty(), () -> {
            Pupil pupil = pupil(person, school);
            gate.require(officer, OfficeAction.SEE_PEOPLE, gate.of(pupil.group()));
            return pupil;
        });
    }

    private Pupil pupil(UUID person, String school) {
        Standing standing = pupils.standing(person).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
        ClassGroup group = Pupils.classIn(standing, school)
                .map(pupils::classGroup)
                .orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
        Unit unit = directory.unit(school).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
        return new Pupil(
                standing.person(),
                unit,
                group,
                Optional.ofNullable(photos.kept(Set.of(person)).get(person)),
                Optional.ofNullable(photos.recorded(Set.of(person)).get(person)),
                cards.of(person, school).stream()
                        .map(card -> new CardLine(
                                card,
                                CardPrints.number(card.id()),
                                cards.temporary(card.id()),
                                !card.expires().isAfter(clock.instant())))
                        .toList());
    }

    /** Before the sheet is shown: a card that is good until the end of this day. */
    public PendingAuthorisation beginTemporary(ActingPerson officer, UUID person, String school) {
        acts.run(officer, SigningAction.ISSUE_CARD, ROUTE + "/temporary", Optional.empty(), () -> {
            requireIssue(officer, person, school);
            pupil(person, school);
            return true;
        });
        return stepUp.begin(
                officer.login(),
                PURPOSE,
                statement(person, school),
                "/card-office/people/" + person + "/temporary?unit=" + school);
    }

    /** @throws SigningException STEP_UP_FAILED */
    public Card temporary(ActingPerson officer, UUID person, String school, UUID granted) {
        Consumption consumption = stepUp.consume(officer.login(), granted, PURPOSE, statement(person, school));
        return acts.run(officer, SigningAction.ISSUE_CARD, ROUTE + "/temporary", Optional.empty(), () -> {
            if (!(consumption instanceof Consumption.Granted)) {
                throw new SigningException(Refusal.STEP_UP_FAILED);
            }
            Role as = requireIssue(officer, person, school);
            Standing standing = pupils.standing(person).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
            Card card = making.temporary(
                    new CardMaking.Holder(standing, pupil(person, school).school(), Role.HOC_SINH), officer.id());
            events.cardIssued(officer, as, card, granted);
            return card;
        });
    }

    private Role requireIssue(ActingPerson officer, UUID person, String school) {
        return rights.require(
                officer,
                SigningAction.ISSUE_CARD,
                new Subject.OfCard(school, scope.servedBy(school, people.today()), person, false));
    }

    private DigestList statement(UUID person, String school) {
        return DigestList.of(Sha256.of("card-temporary|" + person + '|' + school + '|' + people.today()));
    }

    /** One card as a file to print, for whoever prints for the class, or for the staff of the unit. */
    public byte[] print(ActingPerson officer, CardId id, Locale language) {
        return acts.run(officer, OfficeAction.PRINT.name(), "/card-office/cards/{id}/print", Optional.empty(), () -> {
            Card card = cards.find(id).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
            boolean pupil = card.role().equals(Role.HOC_SINH.name());
            Role as = gate.require(
                    officer,
                    OfficeAction.PRINT,
                    pupil ? gate.of(pupil(card.person(), card.unit()).group()) : gate.ofStaff(card.unit()));
            if (card.status() != CardStatus.VALID || !card.expires().isAfter(clock.instant())) {
                throw new SigningException(Refusal.CARD_STATE);
            }
            byte[] file = prints.one(card, language);
            events.cardChanged(officer, as, card, "PRINTED", "print");
            return file;
        });
    }

    private static Map<String, Object> signed(SignedConsent said) {
        Map<String, Object> signed = new LinkedHashMap<>();
        signed.put("on", said.on());
        signed.put("medium", said.medium());
        signed.put(
                "by",
                said.signers().stream()
                        .map(each -> Map.of("name", each.name(), "capacity", each.capacity()))
                        .toList());
        return signed;
    }

    /** All that the card office keeps of a pupil, for the pupil and the guardians. */
    public Map<String, Object> export(ActingPerson officer, UUID person, String school) {
        return acts.run(officer, OfficeAction.EXPORT_PERSON.name(), ROUTE + "/export", Optional.empty(), () -> {
            Pupil pupil = pupil(person, school);
            Role as = gate.require(officer, OfficeAction.EXPORT_PERSON, gate.of(pupil.group()));
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("person", person);
            all.put("name", pupil.person().name().full());
            all.put("school", school);
            all.put("photoConsent", pupil.consent().orElse(null));
            all.put(
                    "photoConsentSigned",
                    pupil.recorded()
                            .flatMap(PhotoStore.Recorded::said)
                            .map(PersonOffice::signed)
                            .orElse(null));
            all.put(
                    "photoJpegBase64",
                    photos.photo(person)
                            .map(CardPhoto::jpeg)
                            .map(Base64.getEncoder()::encodeToString)
                            .orElse(null));
            all.put(
                    "cards",
                    pupil.cards().stream()
                            .map(line -> {
                                Map<String, Object> card = new LinkedHashMap<>();
                                card.put("id", line.card().id().toString());
                                card.put("number", line.number());
                                card.put("temporary", line.temporary());
                                card.put("status", line.card().status().name());
                                card.put("cause", line.card().cause().orElse(null));
                                card.put("issuedAt", line.card().issuedAt());
                                card.put("expires", line.card().expires());
                                return card;
                            })
                            .toList());
            events.cardPhotoChanged(officer.actor(), officer.unit(), as, person, school, "export", Optional.empty());
            return all;
        });
    }
}
