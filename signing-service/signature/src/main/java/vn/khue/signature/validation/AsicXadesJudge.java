package vn.khue.signature.validation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import vn.khue.pki.policy.AlgorithmPolicy;
import vn.khue.signature.asic.AsicNames;
import vn.khue.signature.asic.AsicReadException;
import vn.khue.signature.asic.ZipArchive;
import vn.khue.signature.asic.ZipEntryFacts;
import vn.khue.signature.pdf.PdfReadException;
import vn.khue.signature.pdf.ReadBudget;
import vn.khue.signature.xml.Dereferencing;
import vn.khue.signature.xml.DetachedContents;
import vn.khue.signature.xml.XmlNames;
import vn.khue.signature.xml.XmlReadException;
import vn.khue.signature.xml.XmlReader;
import vn.khue.signature.xml.XmlReference;
import vn.khue.signature.xml.XmlSignature;

/**
 * Judges the XML signatures of an ASiC-E container (ETSI EN 319 162-1, 4.4.3): one file is a list of signatures and nothing else, and
 * each of them refers to files of the container by their paths, and to nothing of the list. One use for each container.
 */
final class AsicXadesJudge {

    /** What OpenDocument calls it; EU DSS and others write one beside XAdES, and no signature covers it. */
    static final String OPEN_DOCUMENT_MANIFEST = "META-INF/manifest.xml";

    private static final String ASIC = "http://uri.etsi.org/02918/v1.2.1#";
    private static final String MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0";
    private static final int MAX_CONTENT = 64 << 20;

    private final ZipArchive zip;
    private final AlgorithmPolicy policy;
    private final ValidationContext context;
    private final ReadBudget budget;
    private final Set<String> covered = new HashSet<>();

    AsicXadesJudge(ZipArchive zip, AlgorithmPolicy policy, ValidationContext context, ReadBudget budget) {
        this.zip = zip;
        this.policy = policy;
        this.context = context;
        this.budget = budget;
    }

    /** Names of the files that the signatures judged so far refer to. */
    Set<String> covered() {
        return covered;
    }

    /**
     * @param list the entry with the signatures
     * @param data names of the files that have to be signed
     * @param findings about the container, to which is added
     * @throws AsicReadException where content cannot be unpacked as the ZIP says
     * @throws PdfReadException where the time is over
     */
    List<SignatureReport> judge(ZipEntryFacts list, Set<String> data, List<Finding> findings)
            throws AsicReadException, PdfReadException {
        byte[] xml = zip.content(list, XmlReader.MAX_BYTES);
        XmlFileJudge.Judged judged =
                new XmlFileJudge(xml, this::open, context, policy, budget, Dereferencing.Names.PATHS).judge();
        findings.addAll(judged.findings());
        budget.check();
        List<Set<String>> named = named(xml, findings);
        List<SignatureReport> reports = new ArrayList<>();
        for (int i = 0; i < judged.signatures().size(); i++) {
            Set<String> names = i < named.size() ? named.get(i) : Set.of();
            covered.addAll(names);
            reports.add(inContainer(list.name(), judged.signatures().get(i), names, names.containsAll(data)));
        }
        if (reports.isEmpty() && judged.findings().isEmpty()) {
            findings.add(broken("expected signatures in " + list.name() + ", found none"));
        }
        return reports;
    }

    /** A file of the container, and nothing that stands for it. */
    private Optional<InputStream> open(String name) throws IOException {
        Optional<ZipEntryFacts> entry = zip.entry(name);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ByteArrayInputStream(zip.content(entry.get(), MAX_CONTENT)));
        } catch (AsicReadException e) {
            throw new IOException("expected content that can be unpacked, found other", e);
        }
    }

    /** What each signature refers to, in order; a list of another form is a finding. */
    private List<Set<String>> named(byte[] xml, List<Finding> findings) {
        List<Set<String>> named = new ArrayList<>();
        try {
            Document document = XmlReader.read(xml);
            Element root = document.getDocumentElement();
            List<Element> children = XmlNames.children(root);
            boolean list = XmlNames.is(root, ASIC, "XAdESSignatures")
                    && children.stream().allMatch(each -> XmlNames.is(each, XmlNames.DS, "Signature"))
                    && children.size() == XmlSignature.all(document).size();
            if (!list) {
                findings.add(broken("expected XAdESSignatures with signatures and nothing else, found other elements"));
            }
            Dereferencing dereferencing =
                    new Dereferencing(document, DetachedContents.none(), Dereferencing.Names.PATHS);
            for (Element signature : XmlSignature.all(document)) {
                named.add(files(signature, dereferencing));
            }
        } catch (XmlReadException e) {
            // The judge of the file has said so.
            return named;
        }
        return named;
    }

    private static Set<String> files(Element signature, Dereferencing dereferencing) {
        Set<String> files = new HashSet<>();
        try {
            for (XmlReference reference : XmlSignature.of(signature).references()) {
                if (dereferencing.source(reference) instanceof Dereferencing.Source.Outside file) {
                    files.add(file.name());
                }
            }
        } catch (XmlReadException e) {
            // The judge of the signature has said so.
            return files;
        }
        return files;
    }

    private SignatureReport inContainer(String list, SignatureReport report, Set<String> names, boolean whole) {
        List<Finding> findings = new ArrayList<>();
        for (Finding finding : report.findings()) {
            // A file that lies beside a signature may be given later; one of a container may not.
            boolean missing = finding.check() == Check.REFERENCE
                    && finding.subIndication() == SubIndication.SIGNED_DATA_NOT_FOUND;
            findings.add(
                    missing ? new Finding(finding.check(), true, finding.subIndication(), finding.detail()) : finding);
        }
        boolean inside = report.covers().stream().anyMatch(each -> each.startsWith("/"));
        boolean parts = names.stream().map(AsicNames::part).anyMatch(part -> switch (part) {
            case DATA, MIME_TYPE, OTHER -> false;
            case MANIFEST, ARCHIVE_MANIFEST, SIGNATURE, TIMESTAMP, XADES -> true;
        });
        if (inside || parts) {
            findings.add(new Finding(
                    Check.REFERENCE,
                    true,
                    SubIndication.REFERENCE_REFUSED,
                    "expected references to files of the container, found one to a list of signatures or within it"));
        }
        findings.sort(Comparator.comparing((Finding f) -> !f.failed()).thenComparing(Finding::check));
        Optional<Finding> first = findings.stream().findFirst();
        return new SignatureReport(
                list + "#" + report.id(),
                report.kind(),
                report.level().startsWith("XAdES") ? "ASiC-E with " + report.level() : report.level(),
                first.map(f -> f.failed() ? Indication.TOTAL_FAILED : Indication.INDETERMINATE)
                        .orElse(report.indication()),
                first.map(Finding::subIndication),
                findings,
                report.certificate(),
                report.signingTime(),
                report.timeSource(),
                report.trustClass(),
                report.integrity(),
                report.validAtSigning(),
                whole,
                report.changesAfter(),
                report.revocationKnownAt(),
                report.signedBytes(),
                names.stream().sorted().toList(),
                report.objects());
    }

    /**
     * The manifest of OpenDocument says of what type files are, unsigned; it may name nothing but what is there, and no other type for the
     * container.
     */
    void checkOpenDocumentManifest(ZipEntryFacts manifest, Set<String> data, List<Finding> findings)
            throws AsicReadException {
        try {
            Element root =
                    XmlReader.read(zip.content(manifest, XmlReader.MAX_BYTES)).getDocumentElement();
            boolean good = XmlNames.is(root, MANIFEST, "manifest");
            for (Element entry : XmlNames.children(root)) {
                String path = entry.getAttributeNS(MANIFEST, "full-path");
                boolean whole = path.equals("/")
                        && entry.getAttributeNS(MANIFEST, "media-type").equals(AsicNames.MIME_TYPE);
                good &= XmlNames.is(entry, MANIFEST, "file-entry") && (whole || data.contains(path));
            }
            if (!good) {
                findings.add(broken("expected a manifest of the files that are there, found another"));
            }
        } catch (XmlReadException e) {
            findings.add(broken("expected a manifest that is XML, found another: " + e.getMessage()));
        }
    }

    private static Finding broken(String detail) {
        return new Finding(Check.CONTAINER, true, SubIndication.BROKEN_STRUCTURE, detail);
    }
}
