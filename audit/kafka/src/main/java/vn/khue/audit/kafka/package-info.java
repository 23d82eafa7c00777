/**
 * Events over Kafka, where HTTP is outgrown: the sender's side of an outbox, and the audit service's side, which feeds the same intake.
 * Nobody has it on the class path who does not want it; {@link vn.khue.audit.event.EventTransportProvider} finds it by name.
 *
 * <p>Who a record is from is said by its topic: each source has one of its own ({@link vn.khue.audit.kafka.EventTopic}), and the broker
 * lets one principal alone write to it. So the proof is the broker's (TLS, SASL, ACL), as it is the gate's where events come by HTTP, and
 * not a code in each record: a key to compute that would have to lie at every source and at the audit service as well, would prove no
 * more than the account does, and would have to be changed at both ends at once. What the broker cannot know the intake asks: an event
 * must name as its source the one whose topic it came by, so that whoever takes one source over can speak for no other.
 */
package vn.khue.audit.kafka;
