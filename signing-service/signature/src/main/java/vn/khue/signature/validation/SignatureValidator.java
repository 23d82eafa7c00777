package vn.khue.signature.validation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.policy.AlgorithmPolicy;
import vn.khue.pki.policy.PkiPolicy;
import vn.khue.signature.pdf.PdfFile;
import vn.khue.signature.pdf.PdfReadException;
import vn.khue.signature.pdf.ReadBudget;
import vn.khue.signature.pdf.ReadLimits;
import vn.khue.signature.xml.DetachedContents;
import vn.khue.signature.xml.XmlReader;

/**
 * Judges signed files, PDF, XML, CMS and ASiC-E, by ETSI EN 319 102-1, more strictly where the standard leaves room: whatever is not known
 * to be harmless fails, whatever cannot be concluded is INDETERMINATE, and a file passes only if each of its signatures does. iText
 * has no part in it. Never throws for a hostile file; bounded in time and memory. Thread-safe.
 */
public final class SignatureValidator {

    /** Signing adds to the 50 MiB that the intake takes. */
    private static final long MAX_BYTES = 64L << 20;

    private static final byte[] BYTE_RANGE = "/ByteRange".getBytes(StandardCharsets.US_ASCII);

    private static final Duration TIME = Duration.ofMinutes(2);

    private final AlgorithmPolicy algorithms;
    private final Duration time;

    /** With the algorithms of the policy VN-2026. */
    public SignatureValidator() {
        this(PkiPolicy.vn2026().algorithms());
    }

    /** With the algorithms of another policy. */
    public SignatureValidator(AlgorithmPolicy algorithms) {
        this(algorithms, TIME);
    }

    /**
     * With another time for one file, after which there is no conclusion; 2 minutes otherwise. What is asked of the network has
     * limits of its own.
     */
    public SignatureValidator(AlgorithmPolicy algorithms, Duration time) {
        this.algorithms = algorithms;
        this.time = time;
    }

    /**
     * @param file any file
     * @param context anchors, revocation, time
     * @return INDETERMINATE with OUT_OF_TIME where the thread is interrupted meanwhile; the interrupt stays set
     * @throws IOException only if the bytes cannot be read from the disk
     */
    public ValidationReport validate(Path file, ValidationContext context) throws IOException {
        return validate(file, DetachedContents.none(), context);
    }

    /**
     * The same with files that were signed and lie outside of the signature.
     *
     * @param contents asked by the names that the signature gives; for a detached CMS message {@code NAME.p7s} by {@code NAME}, and by the
     *     empty name where the message is called otherwise
     */
    public ValidationReport validate(Path file, DetachedContents contents, ValidationContext context)
            throws IOException {
        String name = String.valueOf(file.getFileName());
        long size = Files.size(file);
        if (size > MAX_BYTES) {
            Finding tooLarge = new Finding(
                    Check.STRUCTURE,
                    false,
                    SubIndication.LIMIT_EXCEEDED,
                    "expected at most " + MAX_BYTES + " bytes, found " + size);
            return Conclusion.unread(name, FileFormat.UNKNOWN.shown(), "", context, tooLarge);
        }
        byte[] bytes = Files.readAllBytes(file);
        String sha256 = HexFormat.of().formatHex(DigestAlgorithm.SHA256.of(bytes));
        if (XmlReader.looksLikeXml(bytes)) {
            return xml(name, sha256, bytes, contents, context);
        }
        String format = FileFormat.of(bytes) == FileFormat.PDF ? FileFormat.PDF.shown() : FileFormat.UNKNOWN.shown();
        ReadBudget budget = ReadBudget.lasting(time);
        try {
            Optional<ValidationReport> other = new NonPdfFiles(algorithms, context, budget)
                    .judge(new NonPdfFiles.Read(name, sha256, bytes), contents);
            if (other.isPresent()) {
                return other.get();
            }
        } catch (RuntimeException e) {
            return Conclusion.unread(name, FileFormat.of(bytes).shown(), sha256, context, Conclusion.unforeseen(e));
        }
        try (LaterPictures pictures = new LaterPictures(bytes, budget)) {
            PdfFile read = PdfFile.open(bytes, bytes.length, ReadLimits.standard(), budget);
            List<PdfSignatureFacts> signatures = PdfSignatureFacts.of(read);
            PathJudge paths = new PathJudge(context, DocumentEvidence.of(read));
            List<SignatureReport> reports = new Judging(read, bytes, paths, pictures, context).all(signatures);
            List<Finding> findings = new ArrayList<>();
            if (!reports.isEmpty()) {
                SecondReader.disagreement(bytes, read, signatures).ifPresent(findings::add);
                read.budget().check();
            }
            return Conclusion.of(name, format, sha256, context, findings, reports);
        } catch (PdfReadException e) {
            return Conclusion.unread(name, format, sha256, context, structure(e, bytes));
        } catch (RuntimeException e) {
            // Whatever a hostile file brings about that nobody foresaw: no verdict, never a good one.
            return Conclusion.unread(name, format, sha256, context, Conclusion.unforeseen(e));
        }
    }

    private ValidationReport xml(
            String name, String sha256, byte[] bytes, DetachedContents contents, ValidationContext context) {
        try {
            XmlFileJudge.Judged judged = new XmlFileJudge(bytes, contents, context, algorithms, time).judge();
            return Conclusion.of(name, "XML", sha256, context, judged.findings(), judged.signatures());
        } catch (RuntimeException e) {
            return Conclusion.unread(name, "XML", sha256, context, Conclusion.unforeseen(e));
        }
    }

    private static Finding structure(PdfReadException e, byte[] bytes) {
        boolean limit =
                switch (e.kind()) {
                    case INFLATION, TOO_MANY_OBJECTS, TOO_MANY_PAGES, OUT_OF_TIME -> true;
                    default -> false;
                };
        if (e.kind() == PdfReadException.Kind.OUT_OF_TIME) {
            return new Finding(Check.STRUCTURE, false, SubIndication.OUT_OF_TIME, e.getMessage());
        }
        if (e.kind() == PdfReadException.Kind.NOT_PDF) {
            return new Finding(Check.STRUCTURE, false, SubIndication.FORMAT_FAILURE, e.getMessage());
        }
        // A file that carries a signature and cannot be read without guessing was tampered with, or is as good as that.
        boolean failed = !limit && e.kind() != PdfReadException.Kind.ENCRYPTED && mentionsSignature(bytes);
        return new Finding(
                Check.STRUCTURE,
                failed,
                limit ? SubIndication.LIMIT_EXCEEDED : SubIndication.BROKEN_STRUCTURE,
                e.getMessage());
    }

    private static boolean mentionsSignature(byte[] bytes) {
        for (int at = 0; at + BYTE_RANGE.length <= bytes.length; at++) {
            int i = 0;
            while (i < BYTE_RANGE.length && bytes[at + i] == BYTE_RANGE[i]) {
                i++;
            }
            if (i == BYTE_RANGE.length) {
                return true;
            }
        }
        return false;
    }

    private record Pending(PdfSignatureFacts facts, Coverage.Result covered) {
        int end() {
            return covered.coverage().map(Coverage::end).orElse(Integer.MAX_VALUE);
        }

        boolean isTimestamp() {
            return facts.dict()
                    .filter(d -> d.is("SubFilter", "ETSI.RFC3161") || d.is("Type", "DocTimeStamp"))
                    .isPresent();
        }
    }

    /** All signatures of one file, one revision open at a time. */
    private final class Judging {
        private final PdfFile read;
        private final byte[] bytes;
        private final PathJudge paths;
        private final LaterPictures pictures;
        private final ValidationContext context;

        Judging(PdfFile read, byte[] bytes, PathJudge paths, LaterPictures pictures, ValidationContext context) {
            this.read = read;
            this.bytes = bytes;
            this.paths = paths;
            this.pictures = pictures;
            this.context = context;
        }

        List<SignatureReport> all(List<PdfSignatureFacts> signatures) throws PdfReadException {
            List<Pending> pending = new ArrayList<>();
            for (PdfSignatureFacts facts : signatures) {
                pending.add(new Pending(facts, Coverage.of(read, facts)));
                // Whoever met an unreadable object went on; a budget that is spent ends the work here.
                read.budget().check();
            }
            pending.sort(Comparator.comparingInt(Pending::end));
            List<SignatureJudge.Proof> proofs = new ArrayList<>();
            Map<Pending, SignatureReport> done = new IdentityHashMap<>();
            // The newest document timestamp vouches for the one before it, so they are judged from the end.
            for (int i = pending.size() - 1; i >= 0; i--) {
                Pending one = pending.get(i);
                if (one.isTimestamp()) {
                    SignatureJudge.Timestamped result = judge().timestamp(one.facts(), one.covered(), proofs);
                    result.proof().ifPresent(proofs::add);
                    done.put(one, result.report());
                    read.budget().check();
                }
            }
            List<SignatureReport> reports = new ArrayList<>();
            for (Pending one : pending) {
                SignatureReport report = done.get(one);
                if (report == null) {
                    report = judge().signature(one.facts(), one.covered(), proofs);
                    read.budget().check();
                }
                reports.add(report);
            }
            return reports;
        }

        private SignatureJudge judge() {
            return new SignatureJudge(read, bytes, paths, pictures, algorithms, context.at());
        }
    }
}
