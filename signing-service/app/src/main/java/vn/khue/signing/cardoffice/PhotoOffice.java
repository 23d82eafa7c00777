package vn.khue.signing.cardoffice;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.web.multipart.MultipartFile;
import vn.khue.directory.ClassGroup;
import vn.khue.directory.Person;
import vn.khue.directory.Role;
import vn.khue.ecard.photo.ArchiveLimits;
import vn.khue.ecard.photo.ArchiveProblem;
import vn.khue.ecard.photo.CardPhoto;
import vn.khue.ecard.photo.PhotoArchive;
import vn.khue.ecard.photo.PhotoBatch;
import vn.khue.ecard.photo.PhotoDoubt;
import vn.khue.ecard.photo.PhotoLimits;
import vn.khue.ecard.photo.PhotoMatch;
import vn.khue.ecard.photo.PhotoProblem;
import vn.khue.ecard.photo.PictureHash;
import vn.khue.signing.event.Acts;
import vn.khue.signing.event.SigningEvents;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPeople;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.signing.turn.Turns;

/**
 * Takes photos of a class or a school in, each named by its pupil's code, and keeps those to which somebody agreed. A photo goes when the
 * consent is taken back. Thread-safe.
 */
@Service
public class PhotoOffice {
    private static final String ROUTE = "/card-office/photos";
    /** A request is at most 50 MB; what a ZIP unpacks to may be more. */
    private static final ArchiveLimits LIMITS = new ArchiveLimits(2_000, 256L << 20, PhotoLimits.ordinary());

    /** A pupil does not stay longer at one school. */
    private static final Period OLDEST_SIGNATURE = Period.ofYears(10);

    private static final int AT_ONCE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final PhotoStore photos;
    private final Pupils pupils;
    private final Guardians guardians;
    private final ActingPeople people;
    private final OfficeGate gate;
    private final Acts acts;
    private final SigningEvents events;
    private final Clock clock;
    private final PhotoArchive archive = new PhotoArchive(LIMITS);
    /** Pictures unpack to much memory: one after another, apart from documents. */
    private final Turns turns = new Turns(AT_ONCE, PATIENCE);

    public PhotoOffice(
            PhotoStore photos,
            Pupils pupils,
            Guardians guardians,
            ActingPeople people,
            OfficeGate gate,
            Acts acts,
            SigningEvents events,
            Clock clock) {
        this.photos = photos;
        this.pupils = pupils;
        this.guardians = guardians;
        this.people = people;
        this.gate = gate;
        this.acts = acts;
        this.events = events;
        this.clock = clock;
    }

    /** What became of one file. */
    public enum Outcome {
        KEPT,
        /** In place of one that was there. */
        RENEWED,
        NO_CONSENT,
        CONSENT_REFUSED,
        UNKNOWN,
        TWICE,
        PATH_REFUSED,
        REFUSED
    }

    /**
     * One file.
     *
     * @param person whose it is by its name, where that is somebody's
     * @param problem why it was refused
     */
    public record Line(
            String fileName,
            Outcome outcome,
            Optional<Person> person,
            Set<PhotoDoubt> doubts,
            Optional<PhotoProblem> problem) {
        /** Whether the file has to be dealt with again. */
        public boolean wrong() {
            return outcome != Outcome.KEPT && outcome != Outcome.RENEWED;
        }
    }

    /**
     * What became of an upload.
     *
     * @param missing who has no photo now, though somebody agreed to one or nobody was asked
     * @param sameAs people whose pictures seem to be one
     * @param problem why a ZIP was not read to its end
     */
    public record Report(
            List<Line> lines, List<Person> missing, List<List<Person>> sameAs, Optional<ArchiveProblem> problem) {
        public long kept() {
            return lines.stream().filter(line -> !line.wrong()).count();
        }

        public long wrong() {
            return lines.size() - kept();
        }
    }

    /**
     * Takes files in: one ZIP, or pictures.
     *
     * @throws SigningException FILE_MISSING, BUSY
     */
    public Report take(ActingPerson officer, ClassGroup group, List<MultipartFile> files) {
        Role as = acts.run(
                officer,
                OfficeAction.CHANGE_PHOTOS.name(),
                ROUTE,
                Optional.empty(),
                () -> gate.require(officer, OfficeAction.CHANGE_PHOTOS, gate.of(group)));
        List<MultipartFile> given =
                files.stream().filter(file -> !file.isEmpty()).toList();
        if (given.isEmpty()) {
            acts.refused(officer, OfficeAction.CHANGE_PHOTOS.name(), ROUTE, Optional.empty(), Refusal.FILE_MISSING);
            throw new SigningException(Refusal.FILE_MISSING);
        }
        List<Person> members = pupils.of(group);
        Map<String, Person> byName = new LinkedHashMap<>();
        members.forEach(person -> byName.put(Pupils.fileName(person), person));
        PhotoBatch batch = turns.inTurn(() -> read(given, byName));
        Map<UUID, Boolean> consents = photos.consents(Pupils.ids(members));
        Map<UUID, PictureHash> before = photos.outlines(Pupils.ids(members));
        List<Line> lines = new ArrayList<>();
        for (PhotoMatch match : batch.files()) {
            lines.add(line(officer, as, group, match, byName, consents));
        }
        Map<UUID, PhotoStore.Kept> kept = photos.kept(Pupils.ids(members));
        List<Person> missing = members.stream()
                .filter(person -> !kept.containsKey(person.id()) && !Boolean.FALSE.equals(consents.get(person.id())))
                .toList();
        List<List<Person>> same = new ArrayList<>(batch.sameAs().stream()
                .map(names -> names.stream().map(byName::get).toList())
                .toList());
        same.addAll(likeEarlierOnes(batch, byName, before, members));
        return new Report(lines, missing, same, batch.problem());
    }

    /** One that came with another upload may be the same picture as well. */
    private static List<List<Person>> likeEarlierOnes(
            PhotoBatch batch, Map<String, Person> byName, Map<UUID, PictureHash> before, List<Person> members) {
        List<List<Person>> same = new ArrayList<>();
        for (PhotoMatch match : batch.files()) {
            if (match instanceof PhotoMatch.Matched matched) {
                Person person = byName.get(matched.code());
                PictureHash outline = matched.photo().hash();
                members.stream()
                        .filter(other -> !other.id().equals(person.id()))
                        .filter(other -> before.containsKey(other.id())
                                && before.get(other.id()).samePicture(outline))
                        .forEach(other -> same.add(List.of(person, other)));
            }
        }
        return same;
    }

    private PhotoBatch read(List<MultipartFile> files, Map<String, Person> byName) {
        try {
            if (files.size() == 1 && zip(files.get(0))) {
                try (InputStream in = files.get(0).getInputStream()) {
                    return archive.match(in, byName.keySet(), count -> {});
                }
            }
            return archive.match(
                    files.stream()
                            .map(file -> new PhotoArchive.LooseFile(
                                    Optional.ofNullable(file.getOriginalFilename())
                                            .orElse(""),
                                    file::getInputStream))
                            .toList(),
                    byName.keySet());
        } catch (IOException e) {
            throw new UncheckedIOException("an upload that the server took in cannot be read", e);
        }
    }

    private static boolean zip(MultipartFile file) throws IOException {
        try (InputStream in = file.getInputStream()) {
            byte[] head = in.readNBytes(4);
            return head.length == 4 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
        }
    }

    private Line line(
            ActingPerson officer,
            Role as,
            ClassGroup group,
            PhotoMatch match,
            Map<String, Person> byName,
            Map<UUID, Boolean> consents) {
        if (match instanceof PhotoMatch.Matched matched) {
            Person person = byName.get(matched.code());
            Boolean consent = consents.get(person.id());
            if (!Boolean.TRUE.equals(consent)) {
                return new Line(
                        match.fileName(),
                        consent == null ? Outcome.NO_CONSENT : Outcome.CONSENT_REFUSED,
                        Optional.of(person),
                        Set.of(),
                        Optional.empty());
            }
            boolean renewed = keep(officer, as, group, person, matched);
            return new Line(
                    match.fileName(),
                    renewed ? Outcome.RENEWED : Outcome.KEPT,
                    Optional.of(person),
                    matched.photo().doubts(),
                    Optional.empty());
        }
        if (match instanceof PhotoMatch.Refused refused) {
            return new Line(
                    match.fileName(),
                    Outcome.REFUSED,
                    Optional.ofNullable(byName.get(refused.code())),
                    Set.of(),
                    Optional.of(refused.reason().problem()));
        }
        if (match instanceof PhotoMatch.Twice twice) {
            return new Line(
                    match.fileName(),
                    Outcome.TWICE,
                    Optional.ofNullable(byName.get(twice.code())),
                    Set.of(),
                    Optional.empty());
        }
        return new Line(
                match.fileName(),
                match instanceof PhotoMatch.PathRefused ? Outcome.PATH_REFUSED : Outcome.UNKNOWN,
                Optional.empty(),
                Set.of(),
                Optional.empty());
    }

    /** Each by itself, so that what was kept stays where a later one fails. */
    private boolean keep(ActingPerson officer, Role as, ClassGroup group, Person person, PhotoMatch.Matched matched) {
        return acts.run(officer, OfficeAction.CHANGE_PHOTOS.name(), ROUTE, Optional.empty(), () -> {
            boolean renewed = photos.remove(person.id());
            CardPhoto photo = matched.photo().photo();
            photos.keep(person.id(), group.unit(), photo, matched.photo().doubts(), clock.instant(), officer.id());
            photos.outline(person.id(), matched.photo().hash());
            events.cardPhotoChanged(
                    officer.actor(),
                    officer.unit(),
                    as,
                    person.id(),
                    group.unit(),
                    renewed ? "renew" : "keep",
                    photos.digest(person.id()).map(digest -> digest.hex()));
            return renewed;
        });
    }

    /** Removes somebody's photo. */
    public void remove(ActingPerson officer, ClassGroup group, UUID person) {
        acts.run(officer, OfficeAction.CHANGE_PHOTOS.name(), ROUTE + "/{person}", Optional.empty(), () -> {
            Role as = gate.require(officer, OfficeAction.CHANGE_PHOTOS, gate.of(group));
            requireMember(group, person);
            if (photos.remove(person)) {
                events.cardPhotoChanged(
                        officer.actor(), officer.unit(), as, person, group.unit(), "remove", Optional.empty());
            }
            return true;
        });
    }

    /**
     * What an officer has before them of one pupil.
     *
     * @param guardians of the directory who signed
     * @param name of a signer whom the directory does not know; may be blank
     * @param capacity of that one
     */
    public record Said(boolean given, Set<UUID> guardians, String name, Optional<SignedConsent.Capacity> capacity) {
        public Said {
            guardians = Set.copyOf(guardians);
        }
    }

    /**
     * Writes down what guardians signed, who, when and as what. Who refused, or takes back, has no photo from then on. What is as before
     * stays as it was recorded.
     *
     * @param said by person; those who are not named stay as they are
     * @param on day of the signatures, not after today
     * @return of whom nothing was written, because nobody who may signed, or not all who may only together
     * @throws SigningException CONSENT_DAY_WRONG
     */
    public Set<UUID> record(
            ActingPerson officer, ClassGroup group, Map<UUID, Said> said, LocalDate on, SignedConsent.Medium medium) {
        return acts.run(officer, OfficeAction.RECORD_CONSENT.name(), "/card-office/consents", Optional.empty(), () -> {
            Role as = gate.require(officer, OfficeAction.RECORD_CONSENT, gate.of(group));
            LocalDate today = people.today();
            if (on.isAfter(today) || on.isBefore(today.minus(OLDEST_SIGNATURE))) {
                throw new SigningException(Refusal.CONSENT_DAY_WRONG);
            }
            Map<UUID, Person> members = new LinkedHashMap<>();
            pupils.of(group).forEach(person -> members.put(person.id(), person));
            Map<UUID, Boolean> before = photos.consents(members.keySet());
            Map<UUID, List<Guardians.Consenting>> known = guardians.of(said.keySet());
            Set<UUID> open = new HashSet<>();
            said.forEach((person, each) -> {
                if (!members.containsKey(person)) {
                    throw new SigningException(Refusal.NOT_A_PUPIL);
                }
                if (Boolean.valueOf(each.given()).equals(before.get(person))) {
                    return;
                }
                List<SignedConsent.Signer> signers = signers(
                        each,
                        known.getOrDefault(person, List.of()),
                        members.get(person).name().full());
                if (signers.isEmpty()) {
                    open.add(person);
                    return;
                }
                photos.consent(
                        person,
                        group.unit(),
                        new SignedConsent(each.given(), on, medium, signers),
                        clock.instant(),
                        officer.id());
                if (!each.given()) {
                    photos.remove(person);
                }
                events.cardPhotoChanged(
                        officer.actor(),
                        officer.unit(),
                        as,
                        person,
                        group.unit(),
                        each.given() ? "consent" : "refuse",
                        Optional.empty());
            });
            return open;
        });
    }

    /** Those who count; none where it is not enough. Anybody who may takes back alone. */
    private static List<SignedConsent.Signer> signers(Said said, List<Guardians.Consenting> known, String pupil) {
        List<Guardians.Consenting> signed = known.stream()
                .filter(each -> said.guardians().contains(each.id()))
                .toList();
        boolean together = said.given()
                && !signed.isEmpty()
                && signed.stream().allMatch(Guardians.Consenting::jointly)
                && signed.size() < known.size();
        List<SignedConsent.Signer> signers = new ArrayList<>();
        if (!together) {
            signed.forEach(each ->
                    signers.add(new SignedConsent.Signer(Optional.of(each.id()), each.name(), each.capacity())));
        }
        String name = Normalizer.normalize(said.name().strip(), Normalizer.Form.NFC);
        boolean self = said.capacity().equals(Optional.of(SignedConsent.Capacity.SELF));
        // Whoever the directory does not know counts where it knows nobody, or where the pupil is of age.
        if (said.capacity().isPresent() && signers.isEmpty() && (self || known.isEmpty())) {
            String who = self ? pupil : name;
            if (who.matches("[^\\p{Cc}]{1,100}")) {
                signers.add(new SignedConsent.Signer(
                        Optional.empty(), who, said.capacity().get()));
            }
        }
        return signers;
    }

    /** The photo, for whoever may see the class; not for those who only count. */
    public CardPhoto see(ActingPerson person, ClassGroup group, UUID pupil) {
        return acts.run(person, OfficeAction.SEE_PEOPLE.name(), ROUTE + "/{person}", Optional.empty(), () -> {
            gate.require(person, OfficeAction.SEE_PEOPLE, gate.of(group));
            requireMember(group, pupil);
            return photos.photo(pupil).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
        });
    }

    private void requireMember(ClassGroup group, UUID person) {
        if (!Pupils.ids(pupils.of(group)).contains(person)) {
            throw new SigningException(Refusal.NOT_FOUND);
        }
    }
}
