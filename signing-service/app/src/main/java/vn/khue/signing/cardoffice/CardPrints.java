package vn.khue.signing.cardoffice;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import vn.khue.directory.Directory;
import vn.khue.directory.PersonName;
import vn.khue.directory.Role;
import vn.khue.directory.Unit;
import vn.khue.ecard.cbor.CborRule;
import vn.khue.ecard.cose.CoseSign1Reader;
import vn.khue.ecard.credential.CardClaims;
import vn.khue.ecard.credential.CardClaimsReader;
import vn.khue.ecard.credential.CardId;
import vn.khue.ecard.credential.PhotoDigest;
import vn.khue.ecard.print.Avatar;
import vn.khue.ecard.print.CardSheets;
import vn.khue.ecard.print.HandOverList;
import vn.khue.ecard.print.Portrait;
import vn.khue.ecard.print.PrintReport;
import vn.khue.ecard.print.PrintedCard;
import vn.khue.ecard.qr.CardText;
import vn.khue.ecard.status.CardStatus;
import vn.khue.pki.CryptoProviders;
import vn.khue.signing.card.Card;
import vn.khue.signing.card.CardAddresses;
import vn.khue.signing.card.CardStore;
import vn.khue.signing.event.Acts;
import vn.khue.signing.event.SigningEvents;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPeople;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.web.time.VietnamTime;

/** Files to print of cards that are signed. What stands on a card is what its code says, and the photo to which somebody agreed. Thread-safe. */
@Service
public class CardPrints {
    private static final String ROUTE = "/card-office/batches/{id}/print";
    private static final CoseSign1Reader COSE = new CoseSign1Reader(CborRule.DETERMINISTIC, true);

    private final BatchStore batches;
    private final CardStore cards;
    private final PhotoStore photos;
    private final CardAddresses addresses;
    private final Directory directory;
    private final ActingPeople people;
    private final OfficeGate gate;
    private final Acts acts;
    private final SigningEvents events;
    private final Clock clock;
    private final CardClaimsReader claims = new CardClaimsReader(CryptoProviders.fastest());

    public CardPrints(
            BatchStore batches,
            CardStore cards,
            PhotoStore photos,
            CardAddresses addresses,
            Directory directory,
            ActingPeople people,
            OfficeGate gate,
            Acts acts,
            SigningEvents events,
            Clock clock) {
        this.batches = batches;
        this.cards = cards;
        this.photos = photos;
        this.addresses = addresses;
        this.directory = directory;
        this.people = people;
        this.gate = gate;
        this.acts = acts;
        this.events = events;
        this.clock = clock;
    }

    /** How the cards lie on the paper. */
    public enum Form {
        /** Ten on A4, for scissors. */
        SHEETS,
        /** One a page, for card printers. */
        SINGLE,
        /** One a page with 3 mm more on all sides, for printing houses. */
        BLEED
    }

    /** The short number that stands on the card, to say on the telephone. */
    public static String number(CardId id) {
        String hex = id.toString().toUpperCase(Locale.ROOT);
        return hex.substring(0, 4) + "-" + hex.substring(4, 8);
    }

    /** What a card of ours says. */
    public CardClaims claims(Card card) {
        return claims.read(COSE.read(card.cose()).payload());
    }

    /**
     * The cards of a batch, or of a class in it. What cannot be printed is left out, and the batch's page tells why.
     *
     * @throws SigningException BATCH_EMPTY where there is nothing to print
     */
    public byte[] cards(ActingPerson person, UUID id, Optional<String> classGroup, Form form, Locale language) {
        return acts.run(person, OfficeAction.PRINT.name(), ROUTE, Optional.empty(), () -> {
            Batch batch = batches.find(id).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
            Role as = gate.require(person, OfficeAction.PRINT, subject(batch, classGroup));
            List<BatchItem> items = new ArrayList<>();
            List<PrintedCard> ready = new ArrayList<>();
            Map<String, Unit> units = new HashMap<>();
            for (BatchItem item : printable(batch, classGroup)) {
                Card card = item.card().flatMap(cards::find).orElseThrow();
                if (card.status() != CardStatus.VALID) {
                    continue;
                }
                Optional<PrintedCard> printed = printed(card, false, units);
                if (printed.isEmpty()) {
                    batches.notPrinted(id, item.number(), "PHOTO_CHANGED");
                } else {
                    items.add(item);
                    ready.add(printed.get());
                }
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream(ready.size() * 30_000 + 100_000);
            PrintReport report = print(ready, form, language, out);
            Instant now = clock.instant();
            Set<Integer> leftOut = new java.util.HashSet<>();
            report.leftOut().forEach(left -> {
                leftOut.add(left.index());
                batches.notPrinted(id, items.get(left.index()).number(), "PRINT_" + left.reason());
            });
            List<Integer> numbers = new ArrayList<>();
            for (int i = 0; i < items.size(); i++) {
                if (!leftOut.contains(i)) {
                    numbers.add(items.get(i).number());
                }
            }
            if (numbers.isEmpty()) {
                throw new SigningException(Refusal.BATCH_EMPTY);
            }
            batches.printed(id, numbers, now);
            events.cardBatchChanged(
                    person.actor(), person.unit(), as, id, batch.unit(), "print", numbers.size(), Optional.empty());
            return out.toByteArray();
        });
    }

    private static PrintReport print(List<PrintedCard> ready, Form form, Locale language, ByteArrayOutputStream out) {
        CardSheets sheets = new CardSheets(language);
        try {
            return switch (form) {
                case SHEETS -> sheets.sheets(ready, out);
                case SINGLE -> sheets.single(ready, CardSheets.Bleed.NONE, out);
                case BLEED -> sheets.single(ready, CardSheets.Bleed.THREE_MM, out);
            };
        } catch (IOException e) {
            throw new UncheckedIOException("a file in memory cannot be written", e);
        }
    }

    /** One card by itself, after its right was asked for. */
    byte[] one(Card card, Locale language) {
        PrintedCard printed = printed(card, cards.temporary(card.id()), new HashMap<>())
                .orElseThrow(() -> new SigningException(Refusal.CARD_STATE));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (print(List.of(printed), Form.SINGLE, language, out).printed() == 0) {
            throw new SigningException(Refusal.CARD_REFUSED);
        }
        return out.toByteArray();
    }

    /** Empty where the code names another photo than the one that is kept: the card is to be replaced. */
    private Optional<PrintedCard> printed(Card card, boolean temporary, Map<String, Unit> units) {
        CardClaims said = claims(card);
        Unit unit = units.computeIfAbsent(
                card.unit(), id -> directory.unit(id).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND)));
        Optional<PhotoDigest> agreed = photos.digest(card.person());
        if (said.photo().isPresent() && agreed.isPresent() && !said.photo().equals(agreed)) {
            return Optional.empty();
        }
        Portrait portrait = agreed.flatMap(digest -> photos.photo(card.person()))
                .<Portrait>map(Portrait.Photo::new)
                .orElseGet(() -> new Portrait.Drawn(avatar(card.person())));
        LocalDate issued = LocalDate.ofInstant(card.issuedAt(), VietnamTime.ZONE);
        LocalDate lastDay =
                LocalDate.ofInstant(card.expires(), VietnamTime.ZONE).minusDays(1);
        return Optional.of(new PrintedCard(
                PersonName.of(said.fullName()),
                Role.valueOf(card.role()),
                unit.kind(),
                unit.nameOn(issued).orElse(said.school()),
                lastDay,
                number(card.id()),
                portrait,
                temporary,
                CardText.of(addresses.base(), card.cose()),
                Optional.empty()));
    }

    /** Always the same for the same person; nothing of the person can be read from it. */
    static Avatar avatar(UUID person) {
        Avatar[] all = Avatar.values();
        return all[Math.floorMod(person.hashCode(), all.length)];
    }

    /** A line of the list by which cards are handed over. */
    public record Line(
            int number, String name, String cardNumber, boolean printed, boolean handed, Optional<String> problem) {}

    /** Cards of one class in a batch, for whoever hands them over. */
    public List<Line> lines(ActingPerson person, UUID id, String classGroup) {
        return acts.run(person, OfficeAction.HAND_OVER.name(), ROUTE, Optional.empty(), () -> {
            Batch batch = batches.find(id).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
            gate.require(person, OfficeAction.HAND_OVER, subject(batch, Optional.of(classGroup)));
            return printable(batch, Optional.of(classGroup)).stream()
                    .map(item -> {
                        Card card = item.card().flatMap(cards::find).orElseThrow();
                        return new Line(
                                item.number(),
                                claims(card).fullName(),
                                number(card.id()),
                                item.printedAt().isPresent(),
                                item.handedAt().isPresent(),
                                item.problem());
                    })
                    .toList();
        });
    }

    /** The same as PDF, to be signed by hand. */
    public byte[] list(ActingPerson person, UUID id, String classGroup, Locale language) {
        return acts.run(person, OfficeAction.HAND_OVER.name(), ROUTE, Optional.empty(), () -> {
            Batch batch = batches.find(id).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
            gate.require(person, OfficeAction.HAND_OVER, subject(batch, Optional.of(classGroup)));
            List<BatchItem> items = printable(batch, Optional.of(classGroup));
            if (items.isEmpty()) {
                throw new SigningException(Refusal.BATCH_EMPTY);
            }
            String school = directory
                    .unit(items.get(0).unit())
                    .flatMap(unit -> unit.nameOn(people.today()))
                    .orElse(batch.unitName());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try {
                new HandOverList(language)
                        .print(
                                new HandOverList.Heading(
                                        school, items.get(0).className().orElse(""), people.today()),
                                items.stream()
                                        .map(item ->
                                                item.card().flatMap(cards::find).orElseThrow())
                                        .map(card -> new HandOverList.Line(
                                                PersonName.of(claims(card).fullName()), number(card.id()), false))
                                        .toList(),
                                out);
            } catch (IOException e) {
                throw new UncheckedIOException("a file in memory cannot be written", e);
            }
            return out.toByteArray();
        });
    }

    /**
     * Ticks who got the card.
     *
     * @param handed numbers of the batch; those of the class that are not among them are unticked
     */
    public void handOver(ActingPerson person, UUID id, String classGroup, Set<Integer> handed) {
        acts.run(person, OfficeAction.HAND_OVER.name(), ROUTE, Optional.empty(), () -> {
            Batch batch = batches.find(id).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
            Role as = gate.require(person, OfficeAction.HAND_OVER, subject(batch, Optional.of(classGroup)));
            for (BatchItem item : printable(batch, Optional.of(classGroup))) {
                boolean tick = handed.contains(item.number());
                if (batches.handed(id, item.number(), tick, clock.instant(), person.id())) {
                    Card card = item.card().flatMap(cards::find).orElseThrow();
                    events.cardChanged(person, as, card, tick ? "HANDED_OVER" : "TAKEN_BACK", "hand-over");
                }
            }
            return true;
        });
    }

    private List<BatchItem> printable(Batch batch, Optional<String> classGroup) {
        return batch.kind() == Batch.Kind.ISSUE
                ? batches.items(batch.id(), BatchItem.State.DONE, classGroup)
                : List.of();
    }

    /** Of a class in a batch of whatever reach; its unit comes from the batch's own list, not from who asks. */
    private OfficeSubject subject(Batch batch, Optional<String> classGroup) {
        return classGroup
                .map(group -> batches.classes(batch.id()).stream()
                        .filter(each -> each.id().equals(group))
                        .findFirst()
                        .map(each -> gate.ofClass(each.unit(), each.id()))
                        .orElseThrow(() -> new SigningException(Refusal.NOT_FOUND)))
                .orElseGet(() -> gate.of(batch));
    }
}
