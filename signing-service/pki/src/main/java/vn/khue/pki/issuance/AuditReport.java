package vn.khue.pki.issuance;

import java.util.List;

/**
 * What an audit of the log found.
 *
 * @param entries entries that the database holds
 * @param underCheckpoint how many of them the signed tree covers
 * @param root of the tree, base64; empty where it could not be read
 * @param findings at most {@value #MOST}, those of the tree first
 * @param further how many more were found
 * @param files one for each certificate of the files, in order
 */
public record AuditReport(
        long entries,
        long underCheckpoint,
        String root,
        List<AuditFinding> findings,
        long further,
        List<FileVerdict> files) {
    /** Findings that are kept; an audit of a ruined database must end as well. */
    public static final int MOST = 1000;

    /** What became of one certificate of a file. */
    public sealed interface FileVerdict {
        /** The file it was in. */
        String file();

        /** It is an entry of the log. */
        record Logged(String file, long entry) implements FileVerdict {}

        /** It bears the name of one of our CAs, or was signed by a key of one, and is no entry: see the findings. */
        record Unlogged(String file) implements FileVerdict {}

        /** Neither its name nor its signature is of a CA of ours. */
        record Foreign(String file) implements FileVerdict {}
    }

    public AuditReport {
        findings = List.copyOf(findings);
        files = List.copyOf(files);
    }

    /** Whether register, log and tree agree and no file was found unlogged. */
    public boolean sound() {
        return findings.isEmpty();
    }
}
