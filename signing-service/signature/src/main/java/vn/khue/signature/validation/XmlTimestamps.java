package vn.khue.signature.validation;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vn.khue.pki.path.PathRule;
import vn.khue.pki.path.Purpose;
import vn.khue.signature.pdf.PdfReadException;
import vn.khue.signature.pdf.ReadBudget;
import vn.khue.signature.xml.ArchivedOctets;
import vn.khue.signature.xml.Canonical;
import vn.khue.signature.xml.Dereferencing;
import vn.khue.signature.xml.DigestStream;
import vn.khue.signature.xml.XmlReadException;
import vn.khue.signature.xml.XmlSignature;

/**
 * Timestamps of one XML signature: archive timestamps from the newest, which vouch for what stands before them, then those over
 * the value. Those of a later signature that covers this one vouch for it too. One use.
 */
final class XmlTimestamps {

    /** Clocks of two authorities may differ by this much, milliseconds. */
    private static final long CLOCK_SKEW = 2000;

    private final XmlSignature signature;
    private final Dereferencing dereferencing;
    private final XmlUnsignedProperties properties;
    private final PathJudge paths;
    private final Instant now;
    private final List<Finding> findings;
    private final ObjectCollector objects;
    private final ReadBudget budget;

    private final List<Instant> archives = new ArrayList<>();
    private final List<Instant> vouched;
    private Optional<Instant> proven = Optional.empty();
    private boolean stamped;
    private boolean fromDocument = true;

    /**
     * @param vouched times of archive timestamps that hold, of signatures that cover this one
     * @param findings to which is added what does not hold
     * @param objects to which is added what holds
     */
    XmlTimestamps(
            XmlSignature signature,
            Dereferencing dereferencing,
            XmlUnsignedProperties properties,
            PathJudge paths,
            Instant now,
            List<Instant> vouched,
            List<Finding> findings,
            ObjectCollector objects,
            ReadBudget budget) {
        this.signature = signature;
        this.dereferencing = dereferencing;
        this.properties = properties;
        this.paths = paths;
        this.now = now;
        this.vouched = List.copyOf(vouched);
        this.findings = findings;
        this.objects = objects;
        this.budget = budget;
    }

    XmlTimestamps judge() throws XmlReadException, PdfReadException {
        List<XmlUnsignedProperties.Timestamp> archive = properties.archiveTimestamps();
        for (int i = archive.size() - 1; i >= 0; i--) {
            budget.check();
            XmlUnsignedProperties.Timestamp one = archive.get(i);
            Optional<Instant> at = judge(
                    one,
                    Check.DOCUMENT_TIMESTAMP,
                    (method, out) -> ArchivedOctets.write(signature, dereferencing, method, one.before(), out));
            at.ifPresent(archives::add);
        }
        Instant control = control();
        boolean bounded = archived() || !vouched.isEmpty();
        proven = bounded ? Optional.of(control) : Optional.empty();
        for (XmlUnsignedProperties.Timestamp one : properties.signatureTimestamps()) {
            budget.check();
            Optional<Instant> at =
                    judge(one, Check.TIMESTAMP, (method, out) -> out.write(method.of(signature.valueElement())));
            if (at.isEmpty()) {
                continue;
            }
            if (bounded && at.get().toEpochMilli() > control.toEpochMilli() + CLOCK_SKEW) {
                findings.add(new Finding(
                        Check.TIMESTAMP,
                        false,
                        SubIndication.TIMESTAMP_ORDER_FAILURE,
                        "expected the archive timestamp after the signature's, found it before"));
                continue;
            }
            stamped = true;
            proven = Optional.of(proven.filter(p -> p.isBefore(at.get())).orElse(at.get()));
        }
        return this;
    }

    /** What a timestamp is over. */
    private interface Octets {
        void write(Canonical method, DigestStream out) throws XmlReadException;
    }

    private Instant control() {
        return Stream.concat(archives.stream(), vouched.stream())
                .min(Comparator.naturalOrder())
                .orElse(now);
    }

    private Optional<Instant> judge(XmlUnsignedProperties.Timestamp timestamp, Check check, Octets octets)
            throws XmlReadException {
        Optional<Canonical> method = timestamp.method();
        if (method.isEmpty()) {
            findings.add(new Finding(
                    check,
                    true,
                    SubIndication.CRYPTO_CONSTRAINTS_FAILURE,
                    "expected a canonicalization method that is on the list in a timestamp, found another"));
            return Optional.empty();
        }
        try {
            TimestampFacts facts = TimestampFacts.of(timestamp.token());
            DigestStream digest = new DigestStream(facts.imprintAlgorithm());
            octets.write(method.get(), digest);
            if (!facts.covers(digest.digest())) {
                findings.add(new Finding(
                        check,
                        true,
                        SubIndication.SIG_CRYPTO_FAILURE,
                        "expected a timestamp over this signature, found one over something else"));
                return Optional.empty();
            }
            PathJudge.Verdict verdict = authority(facts);
            fromDocument &= verdict.fromDocument();
            if (!verdict.valid()) {
                Finding path = PathFinding.of(verdict, true);
                findings.add(new Finding(check, false, path.subIndication(), path.detail()));
                return Optional.empty();
            }
            objects.timestamp(
                    facts,
                    check == Check.TIMESTAMP ? ValidationObjects.Over.SIGNATURE : ValidationObjects.Over.ARCHIVE,
                    verdict);
            return Optional.of(facts.time());
        } catch (CmsSignature.Malformed e) {
            findings.add(new Finding(check, true, SubIndication.SIG_CRYPTO_FAILURE, e.getMessage()));
            return Optional.empty();
        }
    }

    /** Valid when it stamped, and its certificate not expired when something newer vouches for it, or now. */
    private PathJudge.Verdict authority(TimestampFacts facts) {
        X509Certificate authority = facts.cms().signerCertificate().orElseThrow();
        PathJudge.Verdict verdict =
                paths.judge(authority, facts.cms().certificates(), facts.time(), Purpose.TIME_STAMPING);
        if (verdict.valid() && control().isAfter(authority.getNotAfter().toInstant())) {
            return verdict.refused(
                    PathRule.OUT_OF_BOUNDS_NO_POE,
                    "expected an archive timestamp from before the authority's certificate expired, found none");
        }
        return verdict;
    }

    /** The earliest time at which the signature is known to have been there. */
    Optional<Instant> proven() {
        return proven;
    }

    /** Whether a timestamp over the value holds. */
    boolean stamped() {
        return stamped;
    }

    /** Whether an archive timestamp holds. */
    boolean archived() {
        return !archives.isEmpty();
    }

    /** Times of the archive timestamps that hold. */
    List<Instant> archives() {
        return List.copyOf(archives);
    }

    /** Whether the file alone was enough to judge the authorities. */
    boolean fromDocument() {
        return fromDocument;
    }
}
