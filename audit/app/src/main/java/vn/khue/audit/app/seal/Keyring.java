package vn.khue.audit.app.seal;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khue.audit.event.ActorKind;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.EventJson;
import vn.khue.audit.event.PersonalFields;
import vn.khue.audit.event.Seal;
import vn.khue.audit.event.SealedEvent;

/** The keys of some persons, valid in the transaction that they were taken in. For one thread. */
public final class Keyring {

    private static final Logger LOG = LoggerFactory.getLogger(Keyring.class);
    private static final byte KEYED = 1;
    private static final byte NOTHING_KEPT = 2;
    private static final int KEYED_BYTES = 1 + Long.BYTES + 32;

    private final Map<UUID, SubjectKey> keys;
    private final Map<UUID, Instant> erased;
    private final Cryptography with;
    private final long erasures;

    /**
     * @param keys by person
     * @param erased when those were erased who have no key
     * @param erasures how many there had been when these keys were valid
     */
    Keyring(Map<UUID, SubjectKey> keys, Map<UUID, Instant> erased, Cryptography with, long erasures) {
        this.keys = Map.copyOf(keys);
        this.erased = Map.copyOf(erased);
        this.with = with;
        this.erasures = erasures;
    }

    /** How many erasures there had been when these keys were valid; {@value SubjectKeys#NOBODY} where nobody's key is needed. */
    public long erasures() {
        return erasures;
    }

    /**
     * An event as it is stored.
     *
     * @param searched what the columns of searching are filled from
     * @param line the entry of the ledger
     */
    public record Stored(AuditEvent searched, byte[] line) {}

    /** Seals what is personal. Of somebody who was erased after the event happened nothing is kept. */
    public Stored seal(AuditEvent event, byte[] line) {
        Optional<UUID> subject = PersonalFields.subject(event);
        if (subject.isEmpty()) {
            return new Stored(event, line);
        }
        if (isErased(subject.get(), event.time())) {
            AuditEvent bare = PersonalFields.removed(event);
            return new Stored(bare, EventJson.writeSealed(bare, Seal.nothingKept()));
        }
        Seal seal = key(subject.get()).seal(event.id(), PersonalFields.text(event), with);
        return new Stored(event, EventJson.writeSealed(event, seal));
    }

    /**
     * By what the same event is known again: the hash of a line in the clear tells of its address to who tries all addresses, so it is keyed
     * where there is something personal, and goes with the key.
     *
     * @param sha256 of the line as it came
     */
    public byte[] fingerprint(AuditEvent event, byte[] sha256) {
        Optional<UUID> subject = PersonalFields.subject(event);
        if (subject.isEmpty()) {
            return sha256;
        }
        if (isErased(subject.get(), event.time())) {
            return new byte[] {NOTHING_KEPT};
        }
        SubjectKey key = key(subject.get());
        byte[] keyed = key.fingerprint(sha256, with);
        return ByteBuffer.allocate(1 + Long.BYTES + keyed.length)
                .put(KEYED)
                .put(key.id())
                .put(keyed)
                .array();
    }

    /** Id of the key that a fingerprint was made with; empty where it was made without. */
    static Optional<byte[]> keyOf(byte[] fingerprint) {
        return fingerprint.length == KEYED_BYTES && fingerprint[0] == KEYED
                ? Optional.of(Arrays.copyOfRange(fingerprint, 1, 1 + Long.BYTES))
                : Optional.empty();
    }

    /** Whether of this event nothing personal was kept, so that it cannot be told from another any more. */
    static boolean nothingKept(byte[] fingerprint) {
        return fingerprint.length == 1 && fingerprint[0] == NOTHING_KEPT;
    }

    private boolean isErased(UUID subject, Instant time) {
        Optional<Instant> before = Optional.ofNullable(keys.get(subject))
                .flatMap(SubjectKey::erasedBefore)
                .or(() -> Optional.ofNullable(erased.get(subject)));
        return before.isPresent() && !time.isAfter(before.get());
    }

    private SubjectKey key(UUID subject) {
        SubjectKey key = keys.get(subject);
        if (key == null) {
            throw new SealException("Keys of persons: expected one for each who acts in a batch, found none for one");
        }
        return key;
    }

    /** Opens what is sealed, as far as it can be opened. */
    public Opened open(SealedEvent stored) {
        if (stored.seal().isEmpty()) {
            return new Opened(stored.event(), Sealing.CLEAR);
        }
        Seal seal = stored.seal().get();
        Optional<SubjectKey> key = keyFor(stored);
        if (key.isEmpty()) {
            Optional<UUID> subject = subject(stored);
            boolean erasure = seal.box().isEmpty()
                    || subject.map(each -> erased.containsKey(each)
                                    || (keys.containsKey(each)
                                            && keys.get(each).erasedBefore().isPresent()))
                            .orElse(false);
            return new Opened(stored.event(), erasure ? Sealing.ERASED : Sealing.LOST);
        }
        try {
            return new Opened(
                    PersonalFields.restored(
                            stored.event(), key.get().open(stored.event().id(), seal, with)),
                    Sealing.OPENED);
        } catch (SealException | IllegalArgumentException e) {
            LOG.error("{}", e.getMessage());
            return new Opened(stored.event(), Sealing.LOST);
        }
    }

    /** What opens this event alone, to be given away with evidence; empty where it is not sealed or was erased. */
    public Optional<byte[]> eventKey(SealedEvent stored) {
        return keyFor(stored).map(key -> key.eventKey(stored.event().id(), with));
    }

    private Optional<SubjectKey> keyFor(SealedEvent stored) {
        return stored.seal()
                .filter(seal -> !seal.box().isEmpty())
                .flatMap(seal -> subject(stored)
                        .map(keys::get)
                        .filter(key -> key.idText().equals(seal.key())));
    }

    /** Who acted in a sealed event; empty where it is in the clear. */
    static Optional<UUID> subject(SealedEvent stored) {
        return stored.seal().isPresent() && stored.event().actor().kind() == ActorKind.PERSON
                ? Optional.of(UUID.fromString(stored.event().actor().id()))
                : Optional.empty();
    }
}
