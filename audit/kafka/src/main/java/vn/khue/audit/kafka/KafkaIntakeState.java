package vn.khue.audit.kafka;

import java.time.Instant;

/** How the reading of the topics stands on this node. */
public sealed interface KafkaIntakeState {

    /** Not yet started, or stopped. */
    record Idle() implements KafkaIntakeState {}

    /**
     * Reads.
     *
     * @param partitions that are this node's; none where others have them all
     */
    record Following(int partitions) implements KafkaIntakeState {}

    /**
     * Nothing is fetched, for what was fetched cannot be kept yet.
     *
     * @param reason for the operator
     */
    record Paused(String reason, Instant since) implements KafkaIntakeState {}

    /**
     * Kafka does not answer or does not let us in; tried again every few seconds.
     *
     * @param reason for the operator
     */
    record Failing(String reason, Instant since) implements KafkaIntakeState {}
}
