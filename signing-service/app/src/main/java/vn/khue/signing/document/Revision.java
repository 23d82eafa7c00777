package vn.khue.signing.document;

import java.time.Instant;

/** One form of the file that was current: which act made it, who, when. */
public record Revision(int seq, String act, ContentDigest content, String actorName, Instant madeAt) {}
