package vn.khue.roster.journal;

import java.util.Optional;

/**
 * One change of one entry.
 *
 * @param seq from 1, in the order of the plan
 * @param phase changes of a lower phase are done before those of a higher one
 * @param unit id of the school it counts for; empty where there is none
 * @param subject id of the person, class or edge
 * @param before the entry as the plan found it; empty where there is none yet
 * @param after the entry as it shall be; empty where it goes
 * @param reason a code in capitals, for which the bundle has words
 */
public record PlannedChange(
        long run,
        int seq,
        int phase,
        String unit,
        ChangeKind kind,
        SubjectKind subjectKind,
        String subject,
        Optional<Image> before,
        Optional<Image> after,
        String reason,
        ChangeState state,
        Optional<String> note) {}
