package vn.khue.signing.authorisation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vn.khue.signature.pades.PadesLevel;
import vn.khue.signing.document.DocumentKind;
import vn.khue.web.time.VietnamTime;

/**
 * Numbers of signing that a policy profile sets (architecture decision 7), profile {@code VN-2026}.
 *
 * @param authorisationLife how long one step-up may be used; research/law.md sets no number, 10 minutes is ours
 * @param documentsPerAuthorisation most documents one step-up may sign; research/law.md sets no number, 500 are ours: a school's leaving
 *     year with room
 * @param carryOutLife how long after the step-up what was authorised may still be carried out, pauses and restarts included; what is left
 *     then needs another step-up
 * @param largestFile bytes of one upload
 * @param personLevel PAdES level of the authorised person's signature (R2.13: with revocation data)
 * @param sealLevel PAdES level of the organisation's signature where no second timestamp is due
 * @param retentionYears how long documents of a kind are kept; of a kind that is not named here nothing is known. By default
 *     {@value #PERMANENT} years for resolutions, regulations, rules and contracts; the unit's own schedule (Thông tư on retention of
 *     the sector) is entered here
 * @param unseen kinds of document that may be signed without every page having been opened, such as what is made by the hundred from
 *     one model; none by default (issue: the principal sees every page)
 * @param renewBefore how long before an archive timestamp can no longer be proven the document gets the next one; research/law.md sets no
 *     number, 45 days are ours: time to find out why a renewal fails, and after the timestamp authority got its next key, 60 days before
 *     the end of the last
 * @param archiveProof how documents are proven that are kept longer than their timestamps can be checked; both ways by default: the file
 *     alone is enough for whoever has it, and the record lasts where the file is not touched again
 */
@ConfigurationProperties("khue.signing.policy")
public record SigningPolicy(
        @DefaultValue("10m") Duration authorisationLife,
        @DefaultValue("500") int documentsPerAuthorisation,
        @DefaultValue("30m") Duration carryOutLife,
        @DefaultValue("52428800") long largestFile,
        @DefaultValue("B_LT") PadesLevel personLevel,
        @DefaultValue("B_LT") PadesLevel sealLevel,
        Map<DocumentKind, Integer> retentionYears,
        @DefaultValue Set<DocumentKind> unseen,
        @DefaultValue("45d") Duration renewBefore,
        @DefaultValue("BOTH") ArchiveProof archiveProof) {
    /** What "for ever" is counted as. */
    static final int PERMANENT = 100;

    private static final Map<DocumentKind, Integer> LONG = Map.of(
            DocumentKind.NQ, PERMANENT,
            DocumentKind.QC, PERMANENT,
            DocumentKind.QYD, PERMANENT,
            DocumentKind.HOP_DONG, PERMANENT);

    public SigningPolicy {
        retentionYears = retentionYears == null ? LONG : Map.copyOf(retentionYears);
        unseen = Set.copyOf(unseen);
    }

    /**
     * Level of the organisation's signature on a document of this kind. A B-LT signature can be judged as long as the certificate of
     * its timestamp is valid; what is kept longer gets a second timestamp over all of it (B-LTA; R2.13, R2.41), which later ones
     * renew, unless a record beside the file is to prove it.
     *
     * @param timestampUntil end of the certificate of the timestamp authority
     */
    public PadesLevel sealLevel(DocumentKind kind, Instant now, Instant timestampUntil) {
        int years = retentionYears.getOrDefault(kind, 0);
        LocalDate kept = LocalDate.ofInstant(now, VietnamTime.ZONE).plusYears(years);
        boolean due = years > 0 && kept.isAfter(LocalDate.ofInstant(timestampUntil, VietnamTime.ZONE));
        return due && archiveProof.inFile() ? PadesLevel.B_LTA : sealLevel;
    }

    /** The last day on which a document is kept for sure; the day of issue itself where nothing is known of its kind. */
    public LocalDate keptUntil(DocumentKind kind, LocalDate issuedOn) {
        return issuedOn.plusYears(retentionYears.getOrDefault(kind, 0));
    }

    /** Whether every page of a document of this kind must have been opened before it is signed. */
    public boolean mustBeSeen(DocumentKind kind) {
        return !unseen.contains(kind);
    }
}
