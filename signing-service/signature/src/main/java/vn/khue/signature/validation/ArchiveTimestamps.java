package vn.khue.signature.validation;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.cms.SignerInfo;
import vn.khue.signature.cades.ArchiveTimestampV3;
import vn.khue.signature.cades.CadesAttributes;
import vn.khue.signature.cades.HashedContent;

/**
 * Archive timestamps inside a signature (ETSI EN 319 122-1, 5.5.3): each has to cover the content, the signature and everything
 * that its index names. The newest vouches for the one before it.
 */
final class ArchiveTimestamps {

    private final AuthorityJudge authority;
    private final ObjectCollector objects;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Instant> proofs = new ArrayList<>();

    /** @param objects to which is added what holds */
    ArchiveTimestamps(AuthorityJudge authority, ObjectCollector objects) {
        this.authority = authority;
        this.objects = objects;
    }

    /** Why one does not count. */
    List<Finding> findings() {
        return findings;
    }

    /** Times at which the signature is proven to have been there. */
    List<Instant> proofs() {
        return proofs;
    }

    /**
     * @param control time of a timestamp over the whole container, or now
     * @throws IOException where the content cannot be read
     */
    void judge(CmsSignature cms, HashedContent content, Instant control) throws IOException {
        List<TimestampFacts> tokens = new ArrayList<>();
        for (byte[] value : cms.unsignedValues(CadesAttributes.ARCHIVE_TIMESTAMP_V3)) {
            try {
                tokens.add(TimestampFacts.of(value));
            } catch (CmsSignature.Malformed e) {
                fail(SubIndication.SIG_CRYPTO_FAILURE, e.getMessage());
            }
        }
        tokens.sort(Comparator.comparing(TimestampFacts::time).reversed());
        Instant next = control;
        for (TimestampFacts token : tokens) {
            if (!covers(token, cms, content)) {
                fail(
                        SubIndication.HASH_FAILURE,
                        "expected an archive timestamp over this signature and all that its index names, found another");
                continue;
            }
            PathJudge.Verdict verdict = authority.judge(token, next);
            if (verdict.valid()) {
                proofs.add(token.time());
                objects.timestamp(token, ValidationObjects.Over.ARCHIVE, verdict);
                next = token.time();
            } else {
                Finding path = PathFinding.of(verdict, true);
                findings.add(new Finding(Check.DOCUMENT_TIMESTAMP, false, path.subIndication(), path.detail()));
            }
        }
    }

    private static boolean covers(TimestampFacts token, CmsSignature cms, HashedContent content) throws IOException {
        byte[] digest = content.digest(token.imprintAlgorithm());
        try {
            SignerInfo signer = cms.signer().toASN1Structure();
            Optional<ASN1Sequence> index =
                    ArchiveTimestampV3.indexOf(token.cms().signer(), token.imprintAlgorithm(), cms.structure(), signer);
            return index.isPresent()
                    && token.covers(token.imprintAlgorithm()
                            .of(ArchiveTimestampV3.covered(
                                    cms.structure().getEncapContentInfo().getContentType(),
                                    digest,
                                    signer,
                                    index.get())));
        } catch (IllegalArgumentException | IllegalStateException e) {
            // An index of another form names nothing.
            return false;
        }
    }

    private void fail(SubIndication sub, String detail) {
        findings.add(new Finding(Check.DOCUMENT_TIMESTAMP, true, sub, detail));
    }
}
