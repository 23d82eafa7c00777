package vn.khue.signing.card;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khue.ecard.status.IndexPermutation;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;

/**
 * Gives cards their place in a status list: a shard by lot, the next number of it, and the place that the secret order gives that number. The
 * secret lies in a file of its own; the database holds its hash, so that no other is taken for it. Thread-safe.
 */
public class CardPlaces {
    /** Lists of all cards. */
    public static final int SHARDS = 16;

    /** Lists of all forms of cards for wallets, after those of the cards. */
    public static final int WALLET_SHARDS = 16;

    /** Lists of all forms of cards on phones, after those for wallets. */
    public static final int PHONE_SHARDS = 16;

    /** All of them, numbered from 0. */
    public static final int LISTS = SHARDS + WALLET_SHARDS + PHONE_SHARDS;

    /**
     * @param shard from 0
     * @param place in its list, given to nobody else, ever
     */
    public record Place(int shard, int place) {}

    private final Path keyFile;
    private final CardStore cards;
    private final JdbcClient jdbc;
    private final SecureRandom random = new SecureRandom();
    private final Map<Integer, IndexPermutation> orders = new ConcurrentHashMap<>();
    private Optional<byte[]> key = Optional.empty();

    /** @param keyFile made at the first card where there is none */
    public CardPlaces(Path keyFile, CardStore cards, JdbcClient jdbc) {
        this.keyFile = keyFile;
        this.cards = cards;
        this.jdbc = jdbc;
    }

    /**
     * Takes a place in the caller's transaction.
     *
     * @throws PkiException fault STORE where every list is full, KEY where the secret is not the one that gave the places before
     */
    public Place take() {
        return take(0, SHARDS);
    }

    /** The same for a form for a wallet. */
    public Place takeForWallet() {
        return take(SHARDS, WALLET_SHARDS);
    }

    /** The same for a form that a phone shows. */
    public Place takeForPhone() {
        return take(SHARDS + WALLET_SHARDS, PHONE_SHARDS);
    }

    /** Numbers of the lists that tell of what is shown to people who check cards: of cards and of phones, and of no wallet. */
    public static List<Integer> shown() {
        return IntStream.range(0, LISTS)
                .filter(shard -> shard < SHARDS || shard >= SHARDS + WALLET_SHARDS)
                .boxed()
                .toList();
    }

    private Place take(int from, int lists) {
        byte[] secret = key();
        int first = random.nextInt(lists);
        for (int i = 0; i < lists; i++) {
            int shard = from + (first + i) % lists;
            Optional<Integer> number = cards.takeNumber(shard);
            if (number.isPresent()) {
                IndexPermutation order = orders.computeIfAbsent(shard, s -> new IndexPermutation(secret, s));
                return new Place(shard, order.place(number.get()));
            }
        }
        throw new PkiException(Fault.STORE, "a place in one of " + lists + " status lists expected, found all full");
    }

    private synchronized byte[] key() {
        if (key.isEmpty()) {
            byte[] read = readOrMake();
            byte[] hash = DigestAlgorithm.SHA256.of(read);
            jdbc.sql("insert into card_index_key (sha256) values (:hash) on conflict do nothing")
                    .param("hash", hash)
                    .update();
            byte[] known = jdbc.sql("select sha256 from card_index_key")
                    .query(byte[].class)
                    .single();
            if (!MessageDigest.isEqual(known, hash)) {
                throw new PkiException(
                        Fault.KEY,
                        "the secret of the places of cards expected in " + keyFile
                                + ", found another than the one that gave the places before; put it back from a backup");
            }
            key = Optional.of(read);
        }
        return key.get();
    }

    private byte[] readOrMake() {
        try {
            if (!Files.exists(keyFile)) {
                byte[] made = new byte[IndexPermutation.KEY_BYTES];
                random.nextBytes(made);
                write(made);
            }
            byte[] read = Base64.getDecoder().decode(Files.readString(keyFile).strip());
            if (read.length != IndexPermutation.KEY_BYTES) {
                throw new IllegalArgumentException("length");
            }
            return read;
        } catch (IOException e) {
            throw new PkiException(Fault.KEY, keyFile + " cannot be read or made; check its rights", e);
        } catch (IllegalArgumentException e) {
            throw new PkiException(
                    Fault.KEY,
                    IndexPermutation.KEY_BYTES + " bytes in Base64 expected in " + keyFile
                            + ", found something else; put it back from a backup",
                    e);
        }
    }

    /** Whoever comes second takes what the first wrote. */
    private void write(byte[] made) throws IOException {
        try {
            Files.createFile(
                    keyFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) {
            return;
        }
        try {
            Files.writeString(keyFile, Base64.getEncoder().encodeToString(made) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
