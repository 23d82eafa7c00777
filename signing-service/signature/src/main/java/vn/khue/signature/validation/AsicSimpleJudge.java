package vn.khue.signature.validation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.khue.pki.policy.AlgorithmPolicy;
import vn.khue.signature.asic.AsicNames;
import vn.khue.signature.asic.AsicReadException;
import vn.khue.signature.asic.ZipArchive;
import vn.khue.signature.asic.ZipEntryFacts;
import vn.khue.signature.cades.HashedContent;
import vn.khue.signature.pdf.PdfReadException;
import vn.khue.signature.pdf.ReadBudget;

/**
 * Judges an ASiC-S container (ETSI EN 319 162-1, clause 4.3): its type, one file, and one CAdES message or one timestamp over that file. XML
 * signatures, evidence records and archive manifests in such a container are not judged, and whatever else lies in it fails. One use.
 */
final class AsicSimpleJudge {

    static final String MIME_TYPE = "application/vnd.etsi.asic-s+zip";

    private static final int MAX_SIGNATURE = 8 << 20;
    private static final String SIGNATURE = "META-INF/signature.p7s";
    private static final String TIMESTAMP = "META-INF/timestamp.tst";
    private static final List<String> OTHER_FORMS =
            List.of("META-INF/signatures.xml", "META-INF/evidencerecord.ers", "META-INF/evidencerecord.xml");

    private final ZipArchive zip;
    private final AlgorithmPolicy policy;
    private final ValidationContext context;
    private final ReadBudget budget;
    private final List<Finding> findings = new ArrayList<>();

    AsicSimpleJudge(ZipArchive zip, AlgorithmPolicy policy, ValidationContext context, ReadBudget budget) {
        this.zip = zip;
        this.policy = policy;
        this.context = context;
        this.budget = budget;
    }

    /**
     * @throws AsicReadException where content cannot be unpacked as the ZIP says
     * @throws PdfReadException where the time is over
     */
    AsicJudge.Result judge() throws AsicReadException, PdfReadException, IOException {
        if (!AsicJudge.typedFirst(zip)) {
            fail(
                    Check.CONTAINER,
                    SubIndication.BROKEN_STRUCTURE,
                    "expected the type in a first entry mimetype, stored, found it elsewhere");
        }
        List<ZipEntryFacts> data = zip.entries().stream()
                .filter(entry -> AsicNames.part(entry.name()) == AsicNames.Part.DATA)
                .toList();
        if (data.size() != 1) {
            fail(
                    Check.CONTAINER,
                    SubIndication.UNCOVERED_FILE,
                    "expected exactly one file in a container of the form ASiC-S, found " + data.size());
            return result(List.of());
        }
        boolean signature = zip.entry(SIGNATURE).isPresent();
        boolean timestamp = zip.entry(TIMESTAMP).isPresent();
        checkParts(signature ? SIGNATURE : TIMESTAMP);
        if (signature) {
            return result(signatures(data.get(0)));
        }
        return result(timestamp ? List.of(timestamp(data.get(0))) : List.of());
    }

    private AsicJudge.Result result(List<SignatureReport> reports) {
        return new AsicJudge.Result(findings, reports);
    }

    private void fail(Check check, SubIndication sub, String detail) {
        findings.add(new Finding(check, true, sub, detail));
    }

    /** Beside type and file there may be the one signature or timestamp, and nothing else. */
    private void checkParts(String covering) {
        for (ZipEntryFacts entry : zip.entries()) {
            AsicNames.Part part = AsicNames.part(entry.name());
            if (part == AsicNames.Part.MIME_TYPE
                    || part == AsicNames.Part.DATA
                    || entry.name().equals(covering)) {
                continue;
            }
            if (part == AsicNames.Part.ARCHIVE_MANIFEST || OTHER_FORMS.contains(entry.name())) {
                findings.add(
                        new Finding(
                                Check.CONTAINER,
                                false,
                                SubIndication.FORM_NOT_JUDGED,
                                "expected a CAdES signature or a timestamp in a container of the form ASiC-S, found another form"));
            } else {
                fail(
                        Check.COVERAGE,
                        SubIndication.UNCOVERED_FILE,
                        "expected one signature or timestamp in META-INF and nothing else, found " + entry.name());
            }
        }
    }

    private List<SignatureReport> signatures(ZipEntryFacts data)
            throws AsicReadException, PdfReadException, IOException {
        List<CmsSignature> signers = List.of();
        List<Finding> about = new ArrayList<>();
        try {
            signers = CmsSignature.each(zip.content(zip.entry(SIGNATURE).orElseThrow(), MAX_SIGNATURE));
            if (!signers.get(0).detached()) {
                about.add(new Finding(
                        Check.CMS,
                        true,
                        SubIndication.FORMAT_FAILURE,
                        "expected a detached signature in a container, found content inside"));
            }
        } catch (CmsSignature.Malformed e) {
            about.add(new Finding(Check.CMS, true, SubIndication.FORMAT_FAILURE, e.getMessage()));
        }
        CmsEvidence evidence = new CmsEvidence();
        signers.forEach(evidence::add);
        PathJudge paths = new PathJudge(context, evidence.evidence());
        if (signers.isEmpty()) {
            return List.of(judge(paths).malformed(SIGNATURE, about));
        }
        CadesJudge.About content =
                new CadesJudge.About(Optional.of(content(data)), about, List.of(), List.of(data.name()), true);
        List<SignatureReport> reports = new ArrayList<>();
        for (CmsSignature signer : signers) {
            String id = signers.size() == 1 ? SIGNATURE : SIGNATURE + "#" + (reports.size() + 1);
            try {
                reports.add(judge(paths).judge(id, signer, content));
            } catch (Unpacked e) {
                throw e.reason;
            }
            budget.check();
        }
        return reports;
    }

    private CadesJudge judge(PathJudge paths) {
        return new CadesJudge(paths, policy, context, "ASiC-S with ");
    }

    private HashedContent content(ZipEntryFacts data) {
        return algorithm -> {
            try {
                return zip.digest(data, algorithm);
            } catch (AsicReadException e) {
                throw new Unpacked(e);
            }
        };
    }

    private SignatureReport timestamp(ZipEntryFacts data) throws AsicReadException, PdfReadException {
        TokenReport report = new TokenReport(TIMESTAMP);
        try {
            byte[] der = zip.content(zip.entry(TIMESTAMP).orElseThrow(), MAX_SIGNATURE);
            if (DerLength.cut(der).length != der.length) {
                throw new CmsSignature.Malformed("expected a timestamp and nothing after it, found bytes");
            }
            TimestampFacts token = TimestampFacts.of(der);
            report.token = Optional.of(token);
            report.whole = true;
            report.covers = List.of(data.name());
            return report.of(found(token, der, data, report));
        } catch (CmsSignature.Malformed e) {
            return report.of(List.of(
                    new Finding(Check.DOCUMENT_TIMESTAMP, true, SubIndication.SIG_CRYPTO_FAILURE, e.getMessage())));
        }
    }

    private List<Finding> found(TimestampFacts token, byte[] der, ZipEntryFacts data, TokenReport report)
            throws AsicReadException, PdfReadException, CmsSignature.Malformed {
        List<Finding> found = new ArrayList<>();
        if (!policy.digests().contains(token.imprintAlgorithm())) {
            found.add(new Finding(
                    Check.ALGORITHM,
                    true,
                    SubIndication.ALGORITHM_WEAK,
                    "expected one of the allowed hashes in the timestamp, found " + token.imprintAlgorithm()));
        }
        if (!token.covers(zip.digest(data, token.imprintAlgorithm()))) {
            found.add(new Finding(
                    Check.DIGEST, true, SubIndication.HASH_FAILURE, "expected the imprint of the file, found another"));
        }
        report.intact = found.isEmpty();
        CmsEvidence evidence = new CmsEvidence();
        CmsSignature.each(der).forEach(evidence::add);
        budget.check();
        PathJudge.Verdict verdict = new AuthorityJudge(new PathJudge(context, evidence.evidence()), policy)
                .judge(token, context.proven().orElse(context.at()));
        report.verdict = Optional.of(verdict);
        report.objects.path(verdict);
        if (!verdict.valid()) {
            found.add(PathFinding.of(verdict, true));
        }
        if (found.isEmpty()) {
            report.objects.timestamp(token, ValidationObjects.Over.DOCUMENT, verdict);
        }
        return found;
    }

    /** Carries what only reading the ZIP can throw through whoever asks for a hash. */
    private static final class Unpacked extends IOException {
        private static final long serialVersionUID = 1L;
        private final transient AsicReadException reason;

        Unpacked(AsicReadException reason) {
            super(reason);
            this.reason = reason;
        }
    }
}
