package vn.khue.signature.validation;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.policy.AlgorithmPolicy;
import vn.khue.pki.policy.PolicyCalendar;
import vn.khue.signature.evidence.ArchiveTimestamp;
import vn.khue.signature.evidence.ArchiveTimestampChain;
import vn.khue.signature.evidence.EvidenceRecord;
import vn.khue.signature.evidence.TreeHash;

/** One judgement of one evidence record. One use; not thread-safe. */
final class EvidenceJudging {

    /** Clocks of two authorities may differ by this much, milliseconds. */
    private static final long CLOCK_SKEW = 2000;

    private final String name;
    private final List<EvidenceFile> files;
    private final ValidationContext context;
    private final PolicyCalendar policies;

    private final List<Finding> findings = new ArrayList<>();
    private final List<EvidenceReport.Timestamp> timestamps = new ArrayList<>();
    private final Map<DigestAlgorithm, List<byte[]>> hashes = new EnumMap<>(DigestAlgorithm.class);
    private Optional<Instant> oldest = Optional.empty();
    private Optional<Instant> until = Optional.empty();

    EvidenceJudging(String name, List<EvidenceFile> files, ValidationContext context, PolicyCalendar policies) {
        this.name = name;
        this.files = List.copyOf(files);
        this.context = context;
        this.policies = policies;
    }

    /** A timestamp with its place in the record. */
    private record Stamp(int chain, int number, ArchiveTimestamp archive, TimestampFacts facts) {
        String place() {
            return "chain " + (chain + 1) + ", timestamp " + (number + 1);
        }
    }

    private void fail(Check check, SubIndication sub, String detail) {
        findings.add(new Finding(check, true, sub, detail));
    }

    private void leaveOpen(Check check, SubIndication sub, String detail) {
        findings.add(new Finding(check, false, sub, detail));
    }

    EvidenceReport unread(Finding why) {
        findings.add(why);
        return report();
    }

    /** @throws IOException where a file cannot be read */
    EvidenceReport judge(EvidenceRecord record) throws IOException {
        if (files.isEmpty()) {
            leaveOpen(
                    Check.HASH_TREE,
                    SubIndication.SIGNED_DATA_NOT_FOUND,
                    "expected the files that the record is about, found none; give them with it");
            return report();
        }
        List<Stamp> stamps = stamps(record);
        if (!findings.isEmpty()) {
            return report();
        }
        oldest = Optional.of(stamps.get(0).facts().time());
        checkAlgorithms(record, stamps);
        if (findings.isEmpty()) {
            for (Stamp stamp : stamps) {
                checkHashes(record, stamp, stamps);
            }
        }
        checkOrder(stamps);
        checkAuthorities(stamps);
        return report();
    }

    /** Every timestamp, where the own signature of each holds. */
    private List<Stamp> stamps(EvidenceRecord record) {
        List<Stamp> stamps = new ArrayList<>();
        for (int chain = 0; chain < record.chains().size(); chain++) {
            List<ArchiveTimestamp> each = record.chains().get(chain).timestamps();
            for (int number = 0; number < each.size(); number++) {
                try {
                    stamps.add(new Stamp(
                            chain,
                            number,
                            each.get(number),
                            TimestampFacts.of(each.get(number).token())));
                } catch (CmsSignature.Malformed e) {
                    fail(
                            Check.ARCHIVE_TIMESTAMP,
                            SubIndication.SIG_CRYPTO_FAILURE,
                            e.getMessage() + " in chain " + (chain + 1) + ", timestamp " + (number + 1));
                }
            }
        }
        return stamps;
    }

    /** One algorithm in a chain, stated or not, the one of each imprint, and named by the record (RFC 4998, 3.1 and 5.3). */
    private void checkAlgorithms(EvidenceRecord record, List<Stamp> stamps) {
        for (Stamp stamp : stamps) {
            DigestAlgorithm imprint = stamp.facts().imprintAlgorithm();
            DigestAlgorithm chain = algorithm(stamps, stamp.chain());
            Optional<ASN1ObjectIdentifier> stated = stamp.archive().digestAlgorithm();
            if (stated.isPresent() && !stated.get().equals(imprint.oid())) {
                fail(
                        Check.ALGORITHM,
                        SubIndication.CRYPTO_CONSTRAINTS_FAILURE,
                        "expected the hash of the timestamp, " + imprint + ", for its tree, found " + stated.get()
                                + " in " + stamp.place());
            } else if (imprint != chain) {
                fail(
                        Check.ALGORITHM,
                        SubIndication.CRYPTO_CONSTRAINTS_FAILURE,
                        "expected one hash in a chain, found " + chain + " and " + imprint + " in " + stamp.place());
            } else if (!record.digestAlgorithms().contains(imprint.oid())) {
                fail(
                        Check.EVIDENCE_RECORD,
                        SubIndication.FORMAT_FAILURE,
                        "expected the record to name its hash algorithms, found " + imprint + " missing");
            } else if (!sameLengths(stamp)) {
                fail(
                        Check.HASH_TREE,
                        SubIndication.HASH_FAILURE,
                        "expected hashes of " + imprint.length() + " bytes in the tree, found others in "
                                + stamp.place());
            }
        }
    }

    private static boolean sameLengths(Stamp stamp) {
        int length = stamp.facts().imprintAlgorithm().length();
        return stamp.archive().reducedHashTree().stream().flatMap(List::stream).allMatch(hash -> hash.length == length);
    }

    private static DigestAlgorithm algorithm(List<Stamp> stamps, int chain) {
        return stamps.stream()
                .filter(stamp -> stamp.chain() == chain)
                .findFirst()
                .orElseThrow()
                .facts()
                .imprintAlgorithm();
    }

    /** The first timestamp of a chain is over the files and all older chains, each other one over the one before it. */
    private void checkHashes(EvidenceRecord record, Stamp stamp, List<Stamp> stamps) throws IOException {
        DigestAlgorithm algorithm = algorithm(stamps, stamp.chain());
        boolean first = stamp.number() == 0;
        List<byte[]> expected = first
                ? TreeHash.inChain(record, stamp.chain(), algorithm, fileHashes(algorithm))
                : List.of(algorithm.of(before(record, stamp).token()));
        Optional<byte[]> root = TreeHash.root(algorithm, stamp.archive(), expected);
        Check check = first && stamp.chain() == 0 ? Check.HASH_TREE : Check.RENEWAL;
        if (root.isEmpty()) {
            String what = !first
                    ? "the timestamp before it"
                    : files.size() == 1 ? "the file" : "exactly the " + files.size() + " files";
            fail(
                    check,
                    SubIndication.HASH_FAILURE,
                    "expected the hash of " + what + " in the first list of the tree, found others in "
                            + stamp.place());
        } else if (!stamp.facts().covers(root.get())) {
            fail(
                    check,
                    SubIndication.HASH_FAILURE,
                    "expected a timestamp over the root of the tree, found one over something else in "
                            + stamp.place());
        }
    }

    private static ArchiveTimestamp before(EvidenceRecord record, Stamp stamp) {
        ArchiveTimestampChain chain = record.chains().get(stamp.chain());
        return chain.timestamps().get(stamp.number() - 1);
    }

    private List<byte[]> fileHashes(DigestAlgorithm algorithm) throws IOException {
        List<byte[]> known = hashes.get(algorithm);
        if (known == null) {
            known = new ArrayList<>();
            for (EvidenceFile file : files) {
                known.add(file.content().digest(algorithm));
            }
            hashes.put(algorithm, known);
        }
        return known;
    }

    private void checkOrder(List<Stamp> stamps) {
        for (int i = 1; i < stamps.size(); i++) {
            if (stamps.get(i).facts().time().isBefore(stamps.get(i - 1).facts().time())) {
                fail(
                        Check.RENEWAL,
                        SubIndication.TIMESTAMP_ORDER_FAILURE,
                        "expected each timestamp after the one before it, found an earlier one in "
                                + stamps.get(i).place());
            }
        }
        Stamp last = stamps.get(stamps.size() - 1);
        if (last.facts().time().isAfter(context.at().plusMillis(CLOCK_SKEW))) {
            leaveOpen(
                    Check.RENEWAL,
                    SubIndication.TIMESTAMP_ORDER_FAILURE,
                    "expected timestamps from before the time that is judged for, found a later one in "
                            + last.place());
        }
    }

    private void checkAuthorities(List<Stamp> stamps) {
        CmsEvidence evidence = new CmsEvidence();
        stamps.forEach(stamp -> evidence.add(stamp.facts().cms()));
        PathJudge paths = new PathJudge(context, evidence.evidence());
        Instant now = context.at();
        for (int i = 0; i < stamps.size(); i++) {
            Stamp stamp = stamps.get(i);
            boolean newest = i + 1 == stamps.size();
            Instant control = newest ? now : stamps.get(i + 1).facts().time();
            ArchiveAuthority authority = new ArchiveAuthority(paths, policyFor(stamps, stamp));
            ArchiveAuthority.Result result = authority.judge(stamp.facts(), control, newest);
            result.finding()
                    .ifPresent(finding -> findings.add(new Finding(
                            finding.check(),
                            finding.failed(),
                            finding.subIndication(),
                            finding.detail() + " in " + stamp.place())));
            CertificateFacts facts = CertificateReading.facts(
                    stamp.facts().cms().signerCertificate().orElseThrow());
            timestamps.add(new EvidenceReport.Timestamp(
                    stamp.chain() + 1,
                    stamp.facts().time(),
                    stamp.facts().imprintAlgorithm().standardName(),
                    facts.signer(),
                    facts.notAfter(),
                    result.trustClass()));
            if (newest) {
                until = Optional.of(facts.notAfter());
            }
        }
    }

    /** The one in force when the next chain took over, or now (RFC 4998, 5.3). */
    private AlgorithmPolicy policyFor(List<Stamp> stamps, Stamp stamp) {
        Instant control = stamps.stream()
                .filter(other -> other.chain() == stamp.chain() + 1)
                .findFirst()
                .map(other -> other.facts().time())
                .orElse(context.at());
        return policies.at(control).algorithms();
    }

    private EvidenceReport report() {
        findings.sort(Comparator.comparing((Finding f) -> !f.failed()).thenComparing(Finding::check));
        Optional<Finding> first = findings.stream().findFirst();
        return new EvidenceReport(
                name,
                context.at(),
                first.map(f -> f.failed() ? Indication.TOTAL_FAILED : Indication.INDETERMINATE)
                        .orElse(Indication.TOTAL_PASSED),
                first.map(Finding::subIndication),
                findings,
                files.stream().map(EvidenceFile::name).toList(),
                first.isEmpty() ? oldest : Optional.empty(),
                until,
                timestamps);
    }
}
