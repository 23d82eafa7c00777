package vn.khue.signing.cardoffice;

import java.sql.Date;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khue.ecard.credential.PhotoDigest;
import vn.khue.ecard.photo.CardPhoto;
import vn.khue.ecard.photo.PhotoDoubt;
import vn.khue.ecard.photo.PictureHash;
import vn.khue.ecard.photo.SmallPhoto;
import vn.khue.signing.card.HolderPhotos;
import vn.khue.signing.rosterpack.RosterPhotos;

/** Photos and the consent that each needs. Works in the caller's transaction. Thread-safe. */
public class PhotoStore implements HolderPhotos, RosterPhotos {
    private final JdbcClient jdbc;
    private final PhotoVault vault;

    public PhotoStore(JdbcClient jdbc, PhotoVault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** What is known without opening a photo. */
    public record Kept(PhotoDigest digest, Set<PhotoDoubt> doubts, Instant at) {}

    public void keep(UUID person, String unit, CardPhoto photo, Set<PhotoDoubt> doubts, Instant at, UUID by) {
        byte[] jpeg = photo.jpeg();
        jdbc.sql("insert into card_photo (person, unit, sealed, small, digest, doubts, taken_at, taken_by) values"
                        + " (:person, :unit, :sealed, :small, :digest, :doubts, :at, :by) on conflict (person) do"
                        + " update set unit = :unit, sealed = :sealed, small = :small, digest = :digest,"
                        + " doubts = :doubts, taken_at = :at, taken_by = :by")
                .param("person", person)
                .param("unit", unit)
                .param("sealed", vault.seal(person, jpeg))
                .param("small", vault.seal(person, SmallPhoto.of(photo)))
                .param("digest", PhotoDigest.ofPicture(jpeg).bytes())
                .param("doubts", doubts.stream().map(Enum::name).sorted().collect(Collectors.joining(" ")))
                .param("at", Timestamp.from(at))
                .param("by", by)
                .update();
    }

    /** Beside the photo that was just kept. */
    public void outline(UUID person, PictureHash outline) {
        jdbc.sql("update card_photo set outline = :outline where person = :person")
                .param("outline", vault.seal(person, outline.bytes()))
                .param("person", person)
                .update();
    }

    /** Of these people's photos; absent where there is none, or it is from before outlines were kept. */
    public Map<UUID, PictureHash> outlines(Collection<UUID> people) {
        Map<UUID, PictureHash> outlines = new HashMap<>();
        if (!people.isEmpty()) {
            jdbc.sql("select person, outline from card_photo where person in (:people) and outline is not null")
                    .param("people", people)
                    .query(row -> {
                        UUID person = row.getObject("person", UUID.class);
                        outlines.put(person, PictureHash.of(vault.open(person, row.getBytes("outline"))));
                    });
        }
        return outlines;
    }

    /** @return whether there was one */
    public boolean remove(UUID person) {
        return jdbc.sql("delete from card_photo where person = :person")
                        .param("person", person)
                        .update()
                == 1;
    }

    public Optional<CardPhoto> photo(UUID person) {
        return jdbc.sql("select sealed from card_photo where person = :person")
                .param("person", person)
                .query(byte[].class)
                .optional()
                .map(bytes -> CardPhoto.stored(vault.open(person, bytes)));
    }

    /** The photo counts with a consent to it only. */
    @Override
    public Optional<PhotoDigest> digest(UUID person) {
        return jdbc.sql("select p.digest from card_photo p join card_photo_consent c on c.person = p.person and c.given"
                        + " where p.person = :person")
                .param("person", person)
                .query(byte[].class)
                .optional()
                .map(PhotoDigest::of);
    }

    /** Likewise with a consent only. */
    @Override
    public Map<UUID, byte[]> small(Collection<UUID> people, int mostBytes) {
        Map<UUID, byte[]> small = new HashMap<>();
        if (!people.isEmpty()) {
            jdbc.sql("select p.person, p.small from card_photo p join card_photo_consent c on c.person = p.person"
                            + " and c.given where p.person in (:people) and octet_length(p.small) <= :most")
                    .param("people", Set.copyOf(people))
                    .param("most", mostBytes + PhotoVault.SEAL_BYTES)
                    .query(row -> {
                        UUID person = row.getObject("person", UUID.class);
                        small.put(person, vault.open(person, row.getBytes("small")));
                    });
        }
        return small;
    }

    /** Whose photos of these people there are. */
    public Map<UUID, Kept> kept(Collection<UUID> people) {
        Map<UUID, Kept> kept = new HashMap<>();
        if (!people.isEmpty()) {
            jdbc.sql("select person, digest, doubts, taken_at from card_photo where person in (:people)")
                    .param("people", people)
                    .query(row -> {
                        kept.put(
                                row.getObject("person", UUID.class),
                                new Kept(
                                        PhotoDigest.of(row.getBytes("digest")),
                                        doubts(row.getString("doubts")),
                                        row.getTimestamp("taken_at").toInstant()));
                    });
        }
        return kept;
    }

    private static Set<PhotoDoubt> doubts(String words) {
        Set<PhotoDoubt> doubts = EnumSet.noneOf(PhotoDoubt.class);
        Arrays.stream(words.split(" "))
                .filter(word -> !word.isEmpty())
                .map(PhotoDoubt::valueOf)
                .forEach(doubts::add);
        return doubts;
    }

    /** In place of what was said before. */
    public void consent(UUID person, String unit, SignedConsent said, Instant at, UUID by) {
        jdbc.sql(
                        "insert into card_photo_consent (person, unit, given, recorded_at, recorded_by, signed_on, medium) values"
                                + " (:person, :unit, :given, :at, :by, :on, :medium) on conflict (person) do update set unit = :unit,"
                                + " given = :given, recorded_at = :at, recorded_by = :by, signed_on = :on, medium = :medium")
                .param("person", person)
                .param("unit", unit)
                .param("given", said.given())
                .param("at", Timestamp.from(at))
                .param("by", by)
                .param("on", Date.valueOf(said.on()))
                .param("medium", said.medium().name())
                .update();
        jdbc.sql("delete from card_photo_consent_signer where person = :person")
                .param("person", person)
                .update();
        int n = 0;
        for (SignedConsent.Signer signer : said.signers()) {
            jdbc.sql("insert into card_photo_consent_signer (person, n, guardian, name, capacity)"
                            + " values (:person, :n, :guardian, :name, :capacity)")
                    .param("person", person)
                    .param("n", ++n)
                    .param("guardian", signer.guardian().orElse(null), Types.OTHER)
                    .param("name", signer.name())
                    .param("capacity", signer.capacity().name())
                    .update();
        }
    }

    /**
     * What is recorded of a consent.
     *
     * @param said empty where it is from before signers were recorded
     */
    public record Recorded(boolean given, Optional<SignedConsent> said, Instant at, UUID by) {}

    /** With who signed; absent where nobody said. */
    public Map<UUID, Recorded> recorded(Collection<UUID> people) {
        Map<UUID, Recorded> recorded = new HashMap<>();
        if (people.isEmpty()) {
            return recorded;
        }
        Map<UUID, List<SignedConsent.Signer>> signers = new HashMap<>();
        jdbc.sql("select * from card_photo_consent_signer where person in (:people) order by person, n")
                .param("people", people)
                .query(row -> {
                    signers.computeIfAbsent(row.getObject("person", UUID.class), person -> new ArrayList<>())
                            .add(new SignedConsent.Signer(
                                    Optional.ofNullable(row.getObject("guardian", UUID.class)),
                                    row.getString("name"),
                                    SignedConsent.Capacity.valueOf(row.getString("capacity"))));
                });
        jdbc.sql("select * from card_photo_consent where person in (:people)")
                .param("people", people)
                .query(row -> {
                    UUID person = row.getObject("person", UUID.class);
                    boolean given = row.getBoolean("given");
                    Optional<SignedConsent> said = signers.containsKey(person)
                            ? Optional.of(new SignedConsent(
                                    given,
                                    row.getDate("signed_on").toLocalDate(),
                                    SignedConsent.Medium.valueOf(row.getString("medium")),
                                    signers.get(person)))
                            : Optional.empty();
                    recorded.put(
                            person,
                            new Recorded(
                                    given,
                                    said,
                                    row.getTimestamp("recorded_at").toInstant(),
                                    row.getObject("recorded_by", UUID.class)));
                });
        return recorded;
    }

    /** Back to not known. */
    public void forgetConsent(UUID person) {
        jdbc.sql("delete from card_photo_consent where person = :person")
                .param("person", person)
                .update();
    }

    /** Given or refused; absent where nobody said. */
    public Map<UUID, Boolean> consents(Collection<UUID> people) {
        Map<UUID, Boolean> consents = new HashMap<>();
        if (!people.isEmpty()) {
            jdbc.sql("select person, given from card_photo_consent where person in (:people)")
                    .param("people", people)
                    .query(row -> {
                        consents.put(row.getObject("person", UUID.class), row.getBoolean("given"));
                    });
        }
        return consents;
    }

    /** How many photos and refusals a unit has. */
    public record Numbers(int photos, int refused) {}

    /** By unit; absent where there is nothing. */
    public Map<String, Numbers> numbers() {
        Map<String, Numbers> numbers = new HashMap<>();
        jdbc.sql(
                        "select unit, sum(photo) as photos, sum(refused) as refused from (select unit, 1 as photo, 0 as refused"
                                + " from card_photo union all select unit, 0, 1 from card_photo_consent where not given) each"
                                + " group by unit")
                .query(row -> {
                    numbers.put(row.getString("unit"), new Numbers(row.getInt("photos"), row.getInt("refused")));
                });
        return numbers;
    }

    /** Everybody of whom a photo or a consent is kept, after one of them; for the rounds that look who left. */
    public List<Known> people(UUID after, int most) {
        return jdbc.sql("select person, min(unit) as unit from (select person, unit from card_photo union"
                        + " select person, unit from card_photo_consent) each where person > :after group by person"
                        + " order by person limit :most")
                .param("after", after)
                .param("most", most)
                .query((row, n) -> new Known(row.getObject("person", UUID.class), row.getString("unit")))
                .list();
    }

    /** Somebody of whom something is kept, as of that unit. */
    public record Known(UUID person, String unit) {}
}
