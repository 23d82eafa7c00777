package vn.khue.audit.event;

import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The event on the wire and in the ledger: one line of OCSF 1.8 JSON, UTF-8, no line break, at most
 * {@value #MAX_BYTES} bytes. Writing is deterministic: the same event always gives the same bytes, so a leaf of the ledger
 * can be recomputed. Stateless and thread-safe.
 */
public final class EventJson {

    /** Below the 65,535 bytes a tlog-tiles entry can hold (its length is a uint16). */
    public static final int MAX_BYTES = 60_000;

    /** Sealing makes a line a little longer; it must not be refused then. */
    private static final int MAX_STORED = 64_000;

    private EventJson() {}

    /**
     * @throws AuditEventException if the event would be longer than {@value #MAX_BYTES} bytes
     */
    public static byte[] write(AuditEvent event) {
        byte[] line = OcsfWriter.write(event);
        if (line.length > MAX_BYTES) {
            throw new AuditEventException("Audit event " + event.id() + ": expected at most " + MAX_BYTES
                    + " bytes of JSON, found " + line.length + "; shorten its details");
        }
        return line;
    }

    /**
     * Reads one line from anybody. Size, depth, names, numbers and texts are bounded before they are believed. Every field
     * must be one that {@link #write} would give this event, with the same value: an unknown field, a missing one, or a
     * class number that is not the kind's, is refused and named. White space and the order of fields are free.
     *
     * @throws AuditEventException naming the first field at fault
     */
    public static AuditEvent read(byte[] line) {
        if (line.length > MAX_BYTES) {
            throw new AuditEventException("Audit event: expected at most " + MAX_BYTES + " bytes, found " + line.length
                    + "; the sender must shorten its details");
        }
        Map<String, Object> found = BoundedJson.object(line);
        AuditEvent event = OcsfReader.event(found);
        byte[] canonical = write(event);
        if (!MessageDigest.isEqual(canonical, line)) {
            refuseDifference("", BoundedJson.object(canonical), found);
        }
        return event;
    }

    /**
     * The line of an event whose personal fields are sealed. Only this service writes such lines; {@link #read} refuses them from senders.
     *
     * @param event its personal fields ({@link PersonalFields}) are left out
     * @throws AuditEventException if the line would be longer than an entry of the ledger may be
     */
    public static byte[] writeSealed(AuditEvent event, Seal seal) {
        byte[] line = OcsfWriter.write(event, Optional.of(seal));
        if (line.length > MAX_STORED) {
            throw new AuditEventException("Audit event " + event.id() + ": expected at most " + MAX_STORED
                    + " bytes of JSON, found " + line.length + "; shorten its details");
        }
        return line;
    }

    /**
     * Reads a line from our own store, sealed or in the clear: bounded as by {@link #read}, but not compared again with what {@link #write}
     * would give, which is half of the work.
     *
     * @throws AuditEventException if it is no event
     */
    public static SealedEvent readStored(byte[] line) {
        if (line.length > MAX_STORED) {
            throw new AuditEventException(
                    "Audit event: expected at most " + MAX_STORED + " bytes, found " + line.length);
        }
        Map<String, Object> root = BoundedJson.stored(line);
        return new SealedEvent(OcsfReader.event(root), OcsfReader.seal(root));
    }

    /**
     * The id a line claims, where it can be made out although the line as a whole may be refused; so that a refusal can
     * name the event it is about.
     */
    public static Optional<UUID> claimedId(byte[] line) {
        if (line.length > MAX_BYTES) {
            return Optional.empty();
        }
        try {
            return OcsfReader.claimedId(BoundedJson.object(line));
        } catch (AuditEventException e) {
            return Optional.empty();
        }
    }

    private static void refuseDifference(String path, Object expected, Object found) {
        if (expected instanceof Map<?, ?> expectedMap && found instanceof Map<?, ?> foundMap) {
            for (var field : foundMap.entrySet()) {
                String at = path + "/" + PlainText.clean((String) field.getKey(), 64);
                if (!expectedMap.containsKey(field.getKey())) {
                    throw new AuditEventException("Audit event: field " + at + " is not known in this place;"
                            + " the sender must leave it out or a newer audit service is needed");
                }
                refuseDifference(at, expectedMap.get(field.getKey()), field.getValue());
            }
            for (Object name : expectedMap.keySet()) {
                if (!foundMap.containsKey(name)) {
                    throw new AuditEventException("Audit event: field " + path + "/" + name + " is missing");
                }
            }
        } else if (expected instanceof List<?> expectedList && found instanceof List<?> foundList) {
            if (expectedList.size() != foundList.size()) {
                throw new AuditEventException("Audit event: field " + path + ": expected " + expectedList.size()
                        + " elements, found " + foundList.size());
            }
            for (int i = 0; i < foundList.size(); i++) {
                refuseDifference(path + "/" + i, expectedList.get(i), foundList.get(i));
            }
        } else if (!expected.equals(found)) {
            throw new AuditEventException(
                    "Audit event: field " + path + ": expected " + shown(expected) + ", found " + shown(found));
        }
    }

    private static String shown(Object value) {
        if (value instanceof Map || value instanceof List) {
            return "a structure";
        }
        return PlainText.clean(value.toString(), 80);
    }
}
