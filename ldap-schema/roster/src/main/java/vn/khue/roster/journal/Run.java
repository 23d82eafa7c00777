package vn.khue.roster.journal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One run.
 *
 * @param number by which people name it
 * @param source name of the system that the file came from
 * @param fileSha256 lower-case hex; empty where there is no file
 * @param day from which the changes hold
 * @param plannedBy Khuê id of the person, or name of the service
 * @param undoes the run that this one takes back
 * @param passedBy who answers for passing the brake
 */
public record Run(
        long number,
        RunKind kind,
        String source,
        String fileName,
        String fileSha256,
        LocalDate day,
        RunState state,
        String plannedBy,
        Instant plannedAt,
        OptionalLong undoes,
        Optional<String> passedBy) {}
