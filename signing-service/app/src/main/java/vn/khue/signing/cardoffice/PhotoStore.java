package vn.khue.signing.cardoffice;

import java.sql.Timestamp;
import java.time.Instant;
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

    public void consent(UUID person, String unit, boolean given, Instant at, UUID by) {
        jdbc.sql(
                        "insert into card_photo_consent (person, unit, given, recorded_at, recorded_by) values (:person, :unit,"
                                + " :given, :at, :by) on conflict (person) do update set unit = :unit, given = :given,"
                                + " recorded_at = :at, recorded_by = :by")
                .param("person", person)
                .param("unit", unit)
                .param("given", given)
                .param("at", Timestamp.from(at))
                .param("by", by)
                .update();
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
