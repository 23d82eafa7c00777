package vn.khue.audit.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khue.audit.event.ActorKind;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.AuditEventException;
import vn.khue.audit.event.Delivery;
import vn.khue.audit.event.EventJson;
import vn.khue.audit.event.EventTransport;
import vn.khue.audit.event.Origin;
import vn.khue.audit.event.OutboxRow;
import vn.khue.audit.event.Rejection;

/**
 * Writes a batch to the topic of its source. It is acknowledged once every in-sync replica has it; whether the intake takes an event is
 * told at the audit service alone, in its quarantine and in the ledger. An event that no topic takes for its size is rejected; whatever
 * else goes wrong means later, for the whole batch: at least once, and the intake knows an event by its id.
 *
 * <p>The key is the actor's pseudonym, else the address, else the source: the events of one stay in their order, in one partition. One
 * batch at a time; a batch takes 15 s at most, and 5 s where no broker answers. Thread-safe.
 */
public final class KafkaEventTransport implements EventTransport {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaEventTransport.class);
    private static final Duration TO_CLOSE = Duration.ofSeconds(1);

    private final KafkaSettings settings;
    private final EventTopic topic;
    private KafkaProducer<byte[], byte[]> producer;

    /**
     * @param source whose events these are, as they name it
     * @throws KafkaTransportException if no topic can be named for it
     */
    public KafkaEventTransport(KafkaSettings settings, String source) {
        this.settings = settings;
        this.topic = new EventTopic(source);
    }

    @Override
    public synchronized Delivery send(List<OutboxRow> batch) throws InterruptedException {
        try {
            return delivered(batch);
        } catch (InterruptException e) {
            throw interrupted(e);
        } catch (KafkaException | KafkaTransportException | IllegalStateException e) {
            return later(e);
        }
    }

    private InterruptedException interrupted(InterruptException cause) {
        // Kafka's exception leaves the flag set, under which nothing could be closed; ours says it by itself.
        Thread.interrupted();
        abandon();
        InterruptedException interrupted = new InterruptedException(cause.getMessage());
        interrupted.initCause(cause);
        return interrupted;
    }

    private Delivery delivered(List<OutboxRow> batch) throws InterruptedException {
        KafkaProducer<byte[], byte[]> open = open();
        List<Future<?>> answers = new ArrayList<>(batch.size());
        for (OutboxRow row : batch) {
            Future<?> answer = open.send(
                    new ProducerRecord<>(topic.name(), key(row), row.body().getBytes(StandardCharsets.UTF_8)));
            answers.add(answer);
            if (answer.isDone()) {
                // Where nobody answers each further record would wait for as long again.
                Optional<Throwable> fault = fault(answer).filter(cause -> !(cause instanceof RecordTooLargeException));
                if (fault.isPresent()) {
                    return later(fault.get());
                }
            }
        }
        open.flush();
        List<Rejection> rejected = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            Optional<Throwable> fault = fault(answers.get(i));
            if (fault.isPresent() && fault.get() instanceof RecordTooLargeException) {
                rejected.add(new Rejection(
                        batch.get(i).eventId().toString(),
                        "no topic takes it: " + fault.get().getMessage()));
            } else if (fault.isPresent()) {
                return later(fault.get());
            }
        }
        return new Delivery.Acknowledged(batch.size() - rejected.size(), 0, rejected);
    }

    private static Optional<Throwable> fault(Future<?> answer) throws InterruptedException {
        try {
            answer.get();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(e.getCause());
        }
    }

    /** What became of the others of the batch is not asked: they are sent again. */
    private Delivery later(Throwable cause) {
        abandon();
        return new Delivery.Unavailable(
                "no usable answer from Kafka at " + settings + ", topic " + topic.name() + ": "
                        + cause.getClass().getSimpleName() + " " + cause.getMessage(),
                Optional.empty());
    }

    private KafkaProducer<byte[], byte[]> open() {
        if (producer == null) {
            producer = new KafkaProducer<>(
                    settings.producer(topic.source()), new ByteArraySerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    /** A producer that failed may never work again; the next batch makes a new one, with the account as it then is. */
    private void abandon() {
        KafkaProducer<byte[], byte[]> failed = producer;
        producer = null;
        if (failed != null) {
            close(failed, Duration.ZERO);
        }
    }

    private static void close(KafkaProducer<byte[], byte[]> of, Duration within) {
        try {
            of.close(within);
        } catch (KafkaException e) {
            LOG.debug("a connection to Kafka did not end in order", e);
        }
    }

    private byte[] key(OutboxRow row) {
        return key(row.body(), topic.source()).getBytes(StandardCharsets.UTF_8);
    }

    static String key(String line, String source) {
        try {
            AuditEvent event =
                    EventJson.readStored(line.getBytes(StandardCharsets.UTF_8)).event();
            return event.actor().kind() == ActorKind.PERSON
                    ? event.actor().id()
                    : event.actor().origin().map(Origin::ip).orElse(source);
        } catch (AuditEventException e) {
            // The intake will say what is wrong with it.
            return source;
        }
    }

    /** Ends the connection; waits a second for it. */
    @Override
    public synchronized void close() {
        KafkaProducer<byte[], byte[]> open = producer;
        producer = null;
        if (open != null) {
            close(open, TO_CLOSE);
        }
    }
}
