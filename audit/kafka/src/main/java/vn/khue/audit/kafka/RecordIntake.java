package vn.khue.audit.kafka;

import java.util.List;

/** Where records go. */
public interface RecordIntake {

    /**
     * Keeps every record, or what is wrong with it, and returns once that is committed. The same records may come again.
     *
     * @param source proven by the topic that they came by
     * @param records 1 to 500, in the order of their partitions, 2 MB or one record; hostile, empty where one had no value
     * @throws RuntimeException if nothing could be kept; they will come again
     */
    void take(String source, List<byte[]> records);

    /**
     * Keeps that records are gone that nobody had taken.
     *
     * @param source whose they were
     * @param what which, for a person
     * @throws RuntimeException if that could not be kept; it will be said again
     */
    void lost(String source, String what);
}
