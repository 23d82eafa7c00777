package vn.khue.pki.issuance;

import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vn.khue.audit.ledger.LedgerException;
import vn.khue.audit.ledger.LedgerProofs;
import vn.khue.audit.ledger.LogPublicKey;
import vn.khue.audit.ledger.verify.DirectorySource;
import vn.khue.audit.ledger.verify.LedgerVerifier;
import vn.khue.audit.ledger.verify.Verdict;
import vn.khue.pki.Certificates;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.PkiException;
import vn.khue.pki.SignatureVerifier;
import vn.khue.pki.issuance.AuditFinding.Kind;
import vn.khue.pki.issuance.AuditReport.FileVerdict;

/**
 * Judges the log: each certificate in the register is an entry, each entry is in the register, the tree holds the same and fits its
 * signed checkpoint; and whether a certificate that somebody has is an entry. It reads everything and changes nothing, in memory
 * bounded by a batch; issuing goes on meanwhile. What waits is numbered first. The tree is judged by the ledger's verifier, which shares no code with its
 * writer. For one thread.
 */
public final class IssuanceAudit {
    /** A certificate and the file it came from. */
    public record CertificateInFile(String file, X509Certificate certificate) {}

    private static final int BATCH = 256;

    private final IssuanceTable table;
    private final IssuancePlace place;
    private final SignatureVerifier verifier = new SignatureVerifier(CryptoProviders.fastest());
    private final List<AuditFinding> findings = new ArrayList<>();
    private long further;

    /** One use: {@code new IssuanceAudit(...).run(...)}. */
    public IssuanceAudit(IssuanceTable table, IssuancePlace place) {
        this.table = table;
        this.place = place;
    }

    /**
     * @param olderCheckpoint a signed checkpoint kept from before; the tree must begin with it
     * @throws PkiException fault STORE where the database or the log's public key cannot be read
     */
    public AuditReport run(Optional<byte[]> olderCheckpoint, List<CertificateInFile> files) {
        String vkey = place.vkey();
        table.enter();
        Verdict tree = new LedgerVerifier(new DirectorySource(place.log()), Optional.of(vkey)).verify(olderCheckpoint);
        long covered = tree instanceof Verdict.Sound sound ? sound.size() : 0;
        noteTree(tree);
        long entries = compare(new TreeEntries(place, vkey, covered), covered);
        table.unlogged(AuditReport.MOST).forEach(name -> note(Kind.NOT_LOGGED, IssuanceLog.nameOf(name), ""));
        List<FileVerdict> verdicts = judge(files);
        String root = tree instanceof Verdict.Sound sound ? sound.root() : "";
        return new AuditReport(entries, covered, root, findings, further, verdicts);
    }

    private void noteTree(Verdict tree) {
        if (tree instanceof Verdict.Broken broken) {
            Optional<Issuance> named = broken.firstBadEntry().isPresent()
                    ? table.from(broken.firstBadEntry().getAsLong(), 1).stream().findFirst()
                    : Optional.empty();
            String entry = broken.firstBadEntry().isPresent()
                    ? ", entry " + broken.firstBadEntry().getAsLong()
                    : "";
            note(
                    Kind.TREE_BROKEN,
                    named.map(i -> IssuanceLog.nameOf(i.name())).orElse("-"),
                    broken.fault() + " in " + broken.where() + entry);
        } else if (tree instanceof Verdict.Unreadable unreadable) {
            note(Kind.TREE_UNREADABLE, "-", unreadable.why());
        }
    }

    /** Compares database, register and tree entry by entry; gives how many entries the database should hold. */
    private long compare(TreeEntries tree, long covered) {
        long expected = 0;
        for (List<Issuance> batch = table.from(0, BATCH); !batch.isEmpty(); batch = table.from(expected, BATCH)) {
            for (Issuance issuance : batch) {
                while (expected < issuance.entry()) {
                    removed(tree, expected++);
                }
                compare(issuance, tree);
                expected++;
            }
        }
        while (expected < covered) {
            removed(tree, expected++);
        }
        return expected;
    }

    private void removed(TreeEntries tree, long entry) {
        note(Kind.ENTRY_REMOVED, tree.named(entry), "entry " + entry);
    }

    private void compare(Issuance issuance, TreeEntries tree) {
        String name = IssuanceLog.nameOf(issuance.name());
        String where = "entry " + issuance.entry();
        Optional<byte[]> inTree = tree.at(issuance.entry());
        if (inTree.isPresent() && !MessageDigest.isEqual(Issuance.leafOf(inTree.get()), issuance.leaf())) {
            note(Kind.ENTRY_CHANGED, name, where + ", in the tree " + tree.named(issuance.entry()));
        }
        byte[] logged = inTree.map(Issuance::leafOf).orElse(issuance.leaf());
        if (issuance.der().isEmpty()) {
            note(Kind.NOT_REGISTERED, name, where);
        } else if (!MessageDigest.isEqual(logged, Issuance.leafOf(issuance.der().get()))) {
            note(Kind.CERTIFICATE_CHANGED, name, where);
        } else if (!hasSerial(issuance)) {
            note(Kind.ENTRY_CHANGED, name, where + ", its certificate bears another serial number");
        }
    }

    private static boolean hasSerial(Issuance issuance) {
        try {
            return Certificates.parse(issuance.der().orElseThrow())
                    .getSerialNumber()
                    .equals(issuance.name().serial());
        } catch (PkiException e) {
            return false;
        }
    }

    private List<FileVerdict> judge(List<CertificateInFile> files) {
        if (files.isEmpty()) {
            return List.of();
        }
        List<X509Certificate> authorities =
                table.authorities().stream().map(Certificates::parse).toList();
        List<FileVerdict> verdicts = new ArrayList<>();
        for (CertificateInFile file : files) {
            verdicts.add(judge(file, authorities));
        }
        return verdicts;
    }

    private FileVerdict judge(CertificateInFile given, List<X509Certificate> authorities) {
        X509Certificate certificate = given.certificate();
        Optional<Issuance> entry = table.byLeaf(Issuance.leafOf(Certificates.der(certificate)));
        if (entry.isPresent()) {
            return new FileVerdict.Logged(given.file(), entry.get().entry());
        }
        String detail = "serial " + certificate.getSerialNumber().toString(16).toUpperCase(Locale.ROOT);
        // By the key first: whoever holds it may write any name.
        if (authorities.stream().anyMatch(ca -> verifier.verifies(certificate, ca.getPublicKey()))) {
            note(Kind.FILE_NOT_LOGGED, given.file(), detail);
            return new FileVerdict.Unlogged(given.file());
        }
        if (authorities.stream()
                .anyMatch(ca -> ca.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()))) {
            note(Kind.FILE_FORGED, given.file(), detail);
            return new FileVerdict.Unlogged(given.file());
        }
        return new FileVerdict.Foreign(given.file());
    }

    private void note(Kind kind, String certificate, String detail) {
        if (findings.size() < AuditReport.MOST) {
            findings.add(new AuditFinding(kind, certificate, detail));
        } else {
            further++;
        }
    }

    /** Entries of a tree that was found sound, a bundle at a time. */
    private static final class TreeEntries {
        private final LedgerProofs proofs;
        private final long size;
        private long first;
        private List<byte[]> bundle = List.of();

        TreeEntries(IssuancePlace place, String vkey, long size) {
            this.proofs = new LedgerProofs(place.log(), LogPublicKey.parse(vkey));
            this.size = size;
        }

        /** Empty beyond the checkpoint. */
        Optional<byte[]> at(long entry) {
            if (entry >= size) {
                return Optional.empty();
            }
            if (entry < first || entry >= first + bundle.size()) {
                bundle = proofs.entriesFrom(entry);
                first = entry;
            }
            return Optional.of(bundle.get((int) (entry - first)));
        }

        /** How the tree names the certificate of an entry. */
        String named(long entry) {
            try {
                return at(entry)
                        .map(der -> "serial "
                                + Certificates.parse(der)
                                        .getSerialNumber()
                                        .toString(16)
                                        .toUpperCase(Locale.ROOT))
                        .orElse("-");
            } catch (PkiException | LedgerException e) {
                return "-";
            }
        }
    }
}
