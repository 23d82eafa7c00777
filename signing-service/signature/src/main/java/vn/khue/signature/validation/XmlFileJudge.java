package vn.khue.signature.validation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import vn.khue.pki.policy.AlgorithmPolicy;
import vn.khue.signature.pdf.PdfReadException;
import vn.khue.signature.pdf.ReadBudget;
import vn.khue.signature.xml.Dereferencing;
import vn.khue.signature.xml.DetachedContents;
import vn.khue.signature.xml.XmlNames;
import vn.khue.signature.xml.XmlReadException;
import vn.khue.signature.xml.XmlReader;
import vn.khue.signature.xml.XmlSignature;

/** Judges every signature of an XML file, in the order of the document, which is the order in which they were made. One use. */
final class XmlFileJudge {

    private static final int MAX_SIGNATURES = 50;
    private static final byte[] NAMESPACE = XmlNames.DS.getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final byte[] bytes;
    private final DetachedContents contents;
    private final ValidationContext context;
    private final AlgorithmPolicy algorithms;
    private final ReadBudget budget;
    private final Dereferencing.Names names;

    XmlFileJudge(
            byte[] bytes,
            DetachedContents contents,
            ValidationContext context,
            AlgorithmPolicy algorithms,
            Duration time) {
        this(bytes, contents, context, algorithms, ReadBudget.lasting(time), Dereferencing.Names.PLAIN);
    }

    /** With files named as in a container, in the time that is left for it. */
    XmlFileJudge(
            byte[] bytes,
            DetachedContents contents,
            ValidationContext context,
            AlgorithmPolicy algorithms,
            ReadBudget budget,
            Dereferencing.Names names) {
        this.bytes = bytes;
        this.contents = contents;
        this.context = context;
        this.algorithms = algorithms;
        this.budget = budget;
        this.names = names;
    }

    /**
     * What was found.
     *
     * @param findings about the file
     * @param signatures each of them
     */
    record Judged(List<Finding> findings, List<SignatureReport> signatures) {}

    Judged judge() {
        try {
            Document document = XmlReader.read(bytes);
            List<Element> elements = XmlSignature.all(document);
            if (elements.size() > MAX_SIGNATURES) {
                throw new XmlReadException(
                        XmlReadException.Kind.LIMIT,
                        "expected at most " + MAX_SIGNATURES + " signatures, found " + elements.size());
            }
            Dereferencing dereferencing = new Dereferencing(document, contents, names);
            PathJudge paths = new PathJudge(context, XmlUnsignedProperties.evidence(unsigned(elements)));
            List<SignatureReport> reports = new ArrayList<>();
            List<XmlSignatureJudge> later = new ArrayList<>();
            // What a later signature covers, its archive timestamps prove; so they are judged from the end.
            for (int i = elements.size() - 1; i >= 0; i--) {
                budget.check();
                Element element = elements.get(i);
                List<Instant> vouched = later.stream()
                        .flatMap(judge -> judge.provenFor(element).stream())
                        .toList();
                XmlSignatureJudge judge = new XmlSignatureJudge(
                        element, dereferencing, contents, paths, algorithms, context.at(), vouched, budget);
                reports.add(0, judge.judge());
                later.add(judge);
            }
            return new Judged(List.of(), reports);
        } catch (XmlReadException e) {
            // A file that carries a signature and is not read was tampered with, or is as good as that.
            boolean failed = e.kind() != XmlReadException.Kind.LIMIT && mentionsSignature();
            return only(new Finding(
                    XmlSignatureJudge.check(e.kind()), failed, XmlSignatureJudge.sub(e.kind()), e.getMessage()));
        } catch (PdfReadException e) {
            return only(new Finding(Check.STRUCTURE, false, SubIndication.OUT_OF_TIME, e.getMessage()));
        }
    }

    private static Judged only(Finding finding) {
        return new Judged(List.of(finding), List.of());
    }

    private static List<XmlUnsignedProperties> unsigned(List<Element> signatures) {
        List<XmlUnsignedProperties> all = new ArrayList<>();
        for (Element element : signatures) {
            Optional<XmlSignature> read = read(element);
            read.ifPresent(signature -> all.add(XmlUnsignedProperties.of(signature.qualifyingProperties())));
        }
        return all;
    }

    private static Optional<XmlSignature> read(Element element) {
        try {
            return Optional.of(XmlSignature.of(element));
        } catch (XmlReadException e) {
            // Its judge says so.
            return Optional.empty();
        }
    }

    private boolean mentionsSignature() {
        for (int at = 0; at + NAMESPACE.length <= bytes.length; at++) {
            int i = 0;
            while (i < NAMESPACE.length && bytes[at + i] == NAMESPACE[i]) {
                i++;
            }
            if (i == NAMESPACE.length) {
                return true;
            }
        }
        return false;
    }
}
