package vn.khue.directory;

import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Tells everything that the directory holds of one kind, record by record, for comparing it with a roster. Memory does not grow with
 * the directory: a page of at most a thousand records is held at a time. Safe for use by many threads; the consumer is called by the
 * caller's thread, in no particular order, and may write to the directory.
 *
 * <p>A telling is not a snapshot: a record that stays all the while is told exactly once; one that comes or goes meanwhile is told once
 * or not at all. All dates are told, past and coming ones too.
 *
 * <p>Every method throws {@link DirectoryException} if the server does not answer in time or an entry does not follow our schema; a
 * telling that breaks off must be begun anew. What the consumer throws comes out unchanged and ends the telling.
 */
public interface Census {

    /**
     * The same census of one school only: the unit itself, the edges in which it is the child, its class groups, the enrolments in
     * them, its appointments, the people who have or ever had one of these there, and the guardianships of its pupils. The ids of
     * the school's people are held in memory, 16 bytes and a set's entry each.
     *
     * @param unit id of the school
     */
    Census ofSchool(String unit);

    void people(Consumer<Person> each);

    /**
     * Khuê ids of the people of the whole district, also from one school's census, whose citizen number has a keyed hash, with that
     * hash. Nobody is told to a reader who may not see it.
     */
    void citizenHashes(BiConsumer<UUID, String> each);

    void units(Consumer<Unit> each);

    void unitEdges(Consumer<UnitEdge> each);

    void appointments(Consumer<Appointment> each);

    void classGroups(Consumer<ClassGroup> each);

    void enrolments(Consumer<Enrolment> each);

    void guardianships(Consumer<Guardianship> each);

    /** Login names that stay taken although their people were erased; of the whole district, also from one school's census. */
    void retiredNames(Consumer<RetiredName> each);
}
