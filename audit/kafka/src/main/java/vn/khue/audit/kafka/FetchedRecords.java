package vn.khue.audit.kafka;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What was fetched and is not kept yet, and how far each partition is kept and not committed. In pieces of one source, as large as the
 * intake takes them. Not thread-safe.
 */
final class FetchedRecords {

    private static final int MAX_BYTES = 2 << 20;

    private final Deque<Piece> pieces = new ArrayDeque<>();
    private final Map<TopicPartition, OffsetAndMetadata> kept = new HashMap<>();

    /** Where a record lies, and what it holds. */
    private record Fetched(TopicPartition partition, long offset, byte[] value) {
        static Fetched of(ConsumerRecord<byte[], byte[]> found) {
            return new Fetched(
                    new TopicPartition(found.topic(), found.partition()),
                    found.offset(),
                    found.value() == null ? new byte[0] : found.value());
        }
    }

    /** Records of one source that are kept together. */
    static final class Piece {
        private final String source;
        private final List<Fetched> records = new ArrayList<>();
        private long bytes;

        private Piece(String source) {
            this.source = source;
        }

        String source() {
            return source;
        }

        List<byte[]> values() {
            return records.stream().map(Fetched::value).toList();
        }

        private boolean hasRoomFor(Fetched record) {
            return records.isEmpty() || bytes + record.value().length <= MAX_BYTES;
        }

        private void add(Fetched record) {
            records.add(record);
            bytes += record.value().length;
        }
    }

    void add(ConsumerRecords<byte[], byte[]> fetched) {
        Map<String, Piece> open = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> each : fetched) {
            Fetched record = Fetched.of(each);
            Piece piece = open.computeIfAbsent(each.topic(), this::begin);
            if (!piece.hasRoomFor(record)) {
                piece = begin(each.topic());
                open.put(each.topic(), piece);
            }
            piece.add(record);
        }
    }

    private Piece begin(String topic) {
        Piece piece = new Piece(EventTopic.named(topic).source());
        pieces.add(piece);
        return piece;
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    /** The next to be kept; there is one. */
    Piece first() {
        return pieces.getFirst();
    }

    /** The first is kept. */
    void firstIsKept() {
        for (Fetched each : pieces.removeFirst().records) {
            kept.put(each.partition(), new OffsetAndMetadata(each.offset() + 1));
        }
    }

    /** From where on each partition need not be read again, as far as that is not committed. */
    Map<TopicPartition, OffsetAndMetadata> uncommitted() {
        return Map.copyOf(kept);
    }

    void committed() {
        kept.clear();
    }

    /** Others read these from now on. */
    void forget(Collection<TopicPartition> partitions) {
        pieces.forEach(piece -> piece.records.removeIf(record -> partitions.contains(record.partition())));
        pieces.removeIf(piece -> piece.records.isEmpty());
        kept.keySet().removeAll(partitions);
    }
}
