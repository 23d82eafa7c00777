package vn.khue.signature.validation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.policy.AlgorithmPolicy;
import vn.khue.signature.asic.AsicManifest;
import vn.khue.signature.asic.AsicNames;
import vn.khue.signature.asic.AsicReadException;
import vn.khue.signature.asic.ManifestReference;
import vn.khue.signature.asic.ZipArchive;
import vn.khue.signature.asic.ZipEntryFacts;
import vn.khue.signature.cades.HashedContent;
import vn.khue.signature.pdf.PdfReadException;
import vn.khue.signature.pdf.ReadBudget;

/**
 * Judges an ASiC-E container (ETSI EN 319 162-1, clause 4.4 and annex A): its type, its manifests with the digest of every file, a CAdES
 * signature or timestamp over each manifest, XML signatures by {@link AsicXadesJudge}, and that nothing lies in it that no signature
 * covers. ASiC-S is judged by {@link AsicSimpleJudge}. One use.
 */
final class AsicJudge {

    private static final int MAX_SIGNATURE = 8 << 20;
    private static final int MAX_TYPE = 100;

    private final ZipArchive zip;
    private final AlgorithmPolicy policy;
    private final ValidationContext context;
    private final ReadBudget budget;

    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, AsicManifest> manifests = new LinkedHashMap<>();
    private final Map<String, byte[]> manifestBytes = new HashMap<>();
    private final Map<String, byte[]> digests = new HashMap<>();

    AsicJudge(ZipArchive zip, AlgorithmPolicy policy, ValidationContext context, ReadBudget budget) {
        this.zip = zip;
        this.policy = policy;
        this.context = context;
        this.budget = budget;
    }

    /** What was concluded. */
    record Result(List<Finding> findings, List<SignatureReport> reports) {}

    /** A timestamp over a manifest that holds: a proof that what it names existed. */
    private record Proof(Instant time, Set<String> covers) {}

    /** A signature entry; its signers, or why it is none. */
    private record Message(List<CmsSignature> signers, String trouble) {}

    /** Whether the ZIP wants to be such a container; others are files like any other. */
    static boolean isContainer(ZipArchive zip) {
        return zip.entries().stream().map(entry -> AsicNames.part(entry.name())).anyMatch(part -> switch (part) {
                    case MANIFEST, ARCHIVE_MANIFEST, SIGNATURE, TIMESTAMP, XADES -> true;
                    case MIME_TYPE, DATA, OTHER -> false;
                })
                || type(zip).startsWith("application/vnd.etsi.asic");
    }

    private static String type(ZipArchive zip) {
        Optional<ZipEntryFacts> entry = zip.entry(AsicNames.MIME_ENTRY);
        if (entry.isEmpty()) {
            return "";
        }
        try {
            return new String(zip.content(entry.get(), MAX_TYPE), StandardCharsets.ISO_8859_1);
        } catch (AsicReadException e) {
            return "";
        }
    }

    /**
     * @throws AsicReadException where content cannot be unpacked as the ZIP says
     * @throws PdfReadException where the time is over
     */
    Result judge() throws AsicReadException, PdfReadException, IOException {
        if (type(zip).equals(AsicSimpleJudge.MIME_TYPE)) {
            return new AsicSimpleJudge(zip, policy, context, budget).judge();
        }
        checkType();
        readManifests();
        Map<String, Message> signatures = new LinkedHashMap<>();
        CmsEvidence evidence = new CmsEvidence();
        for (ZipEntryFacts entry : of(AsicNames.Part.SIGNATURE)) {
            signatures.put(entry.name(), message(entry));
        }
        Map<String, Message> timestamps = new LinkedHashMap<>();
        for (ZipEntryFacts entry : of(AsicNames.Part.TIMESTAMP)) {
            timestamps.put(entry.name(), message(entry));
        }
        signatures.values().forEach(m -> m.signers().forEach(evidence::add));
        timestamps.values().forEach(m -> m.signers().forEach(evidence::add));
        budget.check();
        PathJudge paths = new PathJudge(context, evidence.evidence());
        Map<String, SignatureReport> stamped = new TreeMap<>();
        List<Proof> proofs = timestamps(paths, stamped);
        List<SignatureReport> reports = new ArrayList<>();
        Set<String> covered = new HashSet<>();
        for (ZipEntryFacts entry : zip.entries()) {
            if (signatures.containsKey(entry.name())) {
                reports.addAll(signature(entry.name(), signatures.get(entry.name()), paths, proofs, covered));
                budget.check();
            } else if (stamped.containsKey(entry.name())) {
                reports.add(stamped.get(entry.name()));
            }
        }
        reports.addAll(xades(covered));
        if (!signatures.isEmpty() || !of(AsicNames.Part.XADES).isEmpty()) {
            checkCoverage(covered);
        }
        return new Result(findings, reports);
    }

    private List<ZipEntryFacts> of(AsicNames.Part part) {
        return zip.entries().stream()
                .filter(entry -> AsicNames.part(entry.name()) == part)
                .toList();
    }

    /** Whether the type is where readers look for it without unpacking: the first entry, stored, with nothing beside its name. */
    static boolean typedFirst(ZipArchive zip) {
        List<ZipEntryFacts> entries = zip.entries();
        return !entries.isEmpty()
                && entries.get(0).name().equals(AsicNames.MIME_ENTRY)
                && !entries.get(0).deflated()
                && entries.get(0).plain();
    }

    private void checkType() {
        String type = type(zip);
        if (!typedFirst(zip) || !type.equals(AsicNames.MIME_TYPE)) {
            findings.add(new Finding(
                    Check.CONTAINER,
                    true,
                    SubIndication.BROKEN_STRUCTURE,
                    "expected " + AsicNames.MIME_TYPE
                            + " as the content of a first entry mimetype, stored, found another"));
        }
    }

    private List<SignatureReport> xades(Set<String> covered) throws AsicReadException, PdfReadException {
        List<SignatureReport> reports = new ArrayList<>();
        AsicXadesJudge xades = new AsicXadesJudge(zip, policy, context, budget);
        for (ZipEntryFacts list : of(AsicNames.Part.XADES)) {
            reports.addAll(xades.judge(list, dataNames(), findings));
        }
        covered.addAll(xades.covered());
        Optional<ZipEntryFacts> manifest = zip.entry(AsicXadesJudge.OPEN_DOCUMENT_MANIFEST);
        if (manifest.isPresent() && !of(AsicNames.Part.XADES).isEmpty()) {
            xades.checkOpenDocumentManifest(manifest.get(), dataNames(), findings);
            covered.add(manifest.get().name());
        }
        return reports;
    }

    private void readManifests() throws AsicReadException {
        List<ZipEntryFacts> entries = new ArrayList<>(of(AsicNames.Part.MANIFEST));
        entries.addAll(of(AsicNames.Part.ARCHIVE_MANIFEST));
        for (ZipEntryFacts entry : entries) {
            byte[] xml = zip.content(entry, AsicManifest.MAX_BYTES);
            try {
                manifests.put(entry.name(), AsicManifest.parse(xml));
                manifestBytes.put(entry.name(), xml);
            } catch (AsicReadException e) {
                findings.add(new Finding(Check.MANIFEST, true, SubIndication.BROKEN_STRUCTURE, e.getMessage()));
            }
        }
        for (AsicManifest manifest : manifests.values()) {
            AsicNames.Part part = AsicNames.part(manifest.target());
            boolean there = zip.entry(manifest.target()).isPresent();
            if (!there || (part != AsicNames.Part.SIGNATURE && part != AsicNames.Part.TIMESTAMP)) {
                findings.add(new Finding(
                        Check.MANIFEST,
                        true,
                        SubIndication.BROKEN_STRUCTURE,
                        "expected the signature or timestamp that the manifest is for, found none: it was taken out"));
            }
        }
    }

    private Message message(ZipEntryFacts entry) throws AsicReadException {
        try {
            List<CmsSignature> signers = CmsSignature.each(zip.content(entry, MAX_SIGNATURE));
            return new Message(signers, "");
        } catch (CmsSignature.Malformed e) {
            return new Message(List.of(), e.getMessage());
        }
    }

    /** The one manifest that a signature or timestamp is for. */
    private Optional<String> manifestOf(String target) {
        List<String> names = manifests.entrySet().stream()
                .filter(each -> each.getValue().target().equals(target))
                .map(Map.Entry::getKey)
                .toList();
        return names.size() == 1 ? Optional.of(names.get(0)) : Optional.empty();
    }

    private static Finding noManifest() {
        return new Finding(
                Check.MANIFEST,
                true,
                SubIndication.FORMAT_FAILURE,
                "expected exactly one manifest for each signature and timestamp, found none or several");
    }

    /** The archive manifest of the newest timestamp names the one before, so they are judged from the newest. */
    private List<Proof> timestamps(PathJudge paths, Map<String, SignatureReport> reports)
            throws AsicReadException, PdfReadException {
        List<Proof> proofs = new ArrayList<>();
        List<Token> tokens = new ArrayList<>();
        for (ZipEntryFacts entry : of(AsicNames.Part.TIMESTAMP)) {
            try {
                byte[] der = zip.content(entry, MAX_SIGNATURE);
                if (DerLength.cut(der).length != der.length) {
                    throw new CmsSignature.Malformed("expected a timestamp and nothing after it, found bytes");
                }
                tokens.add(new Token(entry.name(), TimestampFacts.of(der)));
            } catch (CmsSignature.Malformed e) {
                Finding finding =
                        new Finding(Check.DOCUMENT_TIMESTAMP, true, SubIndication.SIG_CRYPTO_FAILURE, e.getMessage());
                reports.put(entry.name(), new TokenReport(entry.name()).of(List.of(finding)));
            }
        }
        tokens.sort(Comparator.comparing((Token token) -> token.facts().time()).reversed());
        for (Token token : tokens) {
            reports.put(token.name(), timestamp(token, paths, proofs));
            budget.check();
        }
        return proofs;
    }

    private record Token(String name, TimestampFacts facts) {}

    private SignatureReport timestamp(Token token, PathJudge paths, List<Proof> proofs)
            throws AsicReadException, PdfReadException {
        TokenReport report = new TokenReport(token.name());
        report.token = Optional.of(token.facts());
        Optional<String> manifest = manifestOf(token.name());
        if (manifest.isEmpty()) {
            return report.of(List.of(noManifest()));
        }
        List<Finding> found = new ArrayList<>(compare(manifests.get(manifest.get())));
        byte[] xml = manifestBytes.get(manifest.get());
        if (!token.facts().covers(token.facts().imprintAlgorithm().of(xml))) {
            found.add(new Finding(
                    Check.DIGEST,
                    true,
                    SubIndication.HASH_FAILURE,
                    "expected the imprint of the manifest, found another"));
        }
        report.intact = found.isEmpty();
        Set<String> covers = names(manifests.get(manifest.get()));
        Instant control = proofs.stream()
                .filter(p -> p.covers().contains(token.name()))
                .map(Proof::time)
                .min(Comparator.naturalOrder())
                .orElse(context.proven().orElse(context.at()));
        PathJudge.Verdict verdict = new AuthorityJudge(paths, policy).judge(token.facts(), control);
        report.verdict = Optional.of(verdict);
        report.objects.path(verdict);
        if (!verdict.valid()) {
            found.add(PathFinding.of(verdict, true));
        }
        if (found.isEmpty()) {
            proofs.add(new Proof(token.facts().time(), covers));
            report.objects.timestamp(token.facts(), ValidationObjects.Over.DOCUMENT, verdict);
        }
        report.whole = covers.containsAll(dataNames());
        report.covers = covers.stream().sorted().toList();
        return report.of(found);
    }

    private List<SignatureReport> signature(
            String name, Message message, PathJudge paths, List<Proof> proofs, Set<String> covered)
            throws AsicReadException, PdfReadException, IOException {
        List<Finding> about = new ArrayList<>();
        Optional<String> manifest = manifestOf(name);
        if (manifest.isEmpty()) {
            about.add(noManifest());
        } else {
            about.addAll(compare(manifests.get(manifest.get())));
        }
        if (message.signers().isEmpty()) {
            about.add(new Finding(Check.CMS, true, SubIndication.FORMAT_FAILURE, message.trouble()));
            return List.of(judge(paths).malformed(name, about));
        }
        if (!message.signers().get(0).detached()) {
            about.add(new Finding(
                    Check.CMS,
                    true,
                    SubIndication.FORMAT_FAILURE,
                    "expected a detached signature in a container, found content inside"));
        }
        Set<String> names = manifest.map(m -> names(manifests.get(m))).orElse(Set.of());
        covered.addAll(names);
        List<Instant> times = proofs.stream()
                .filter(p -> p.covers().contains(name))
                .map(Proof::time)
                .toList();
        CadesJudge.About content = new CadesJudge.About(
                manifest.map(m -> HashedContent.of(manifestBytes.get(m))),
                about,
                times,
                names.stream().sorted().toList(),
                names.containsAll(dataNames()));
        List<SignatureReport> reports = new ArrayList<>();
        for (CmsSignature signer : message.signers()) {
            String id = message.signers().size() == 1 ? name : name + "#" + (reports.size() + 1);
            reports.add(judge(paths).judge(id, signer, content));
            budget.check();
        }
        return reports;
    }

    private CadesJudge judge(PathJudge paths) {
        return new CadesJudge(paths, policy, context, "ASiC-E with ");
    }

    private static Set<String> names(AsicManifest manifest) {
        Set<String> names = new HashSet<>();
        manifest.references().forEach(reference -> names.add(reference.name()));
        return names;
    }

    private Set<String> dataNames() {
        Set<String> names = new HashSet<>();
        of(AsicNames.Part.DATA).forEach(entry -> names.add(entry.name()));
        return names;
    }

    /** Every file that the manifest names is there, with its digest. */
    private List<Finding> compare(AsicManifest manifest) throws AsicReadException, PdfReadException {
        List<Finding> found = new ArrayList<>();
        for (ManifestReference reference : manifest.references()) {
            budget.check();
            Optional<ZipEntryFacts> entry = zip.entry(reference.name());
            if (entry.isEmpty()) {
                found.add(new Finding(
                        Check.MANIFEST,
                        true,
                        SubIndication.SIGNED_DATA_NOT_FOUND,
                        "expected every file that the manifest names, found none called " + reference.name()));
            } else if (!policy.digests().contains(reference.algorithm())) {
                found.add(new Finding(
                        Check.ALGORITHM,
                        true,
                        SubIndication.ALGORITHM_WEAK,
                        "expected one of the allowed hashes in the manifest, found " + reference.algorithm()));
            } else if (!MessageDigest.isEqual(reference.digest(), digest(entry.get(), reference.algorithm()))) {
                found.add(new Finding(
                        Check.DIGEST,
                        true,
                        SubIndication.HASH_FAILURE,
                        "expected the digest that the manifest states, found another of " + reference.name()));
            }
        }
        return found;
    }

    private byte[] digest(ZipEntryFacts entry, DigestAlgorithm algorithm) throws AsicReadException {
        String key = algorithm + " " + entry.name();
        byte[] known = digests.get(key);
        if (known == null) {
            known = zip.digest(entry, algorithm);
            digests.put(key, known);
        }
        return known;
    }

    private void checkCoverage(Set<String> covered) {
        for (ZipEntryFacts entry : zip.entries()) {
            AsicNames.Part part = AsicNames.part(entry.name());
            boolean data = part == AsicNames.Part.DATA || part == AsicNames.Part.OTHER;
            if (data && !covered.contains(entry.name())) {
                findings.add(new Finding(
                        Check.COVERAGE,
                        true,
                        SubIndication.UNCOVERED_FILE,
                        "expected every file to be covered by a signature, found none over " + entry.name()));
            }
        }
    }
}
