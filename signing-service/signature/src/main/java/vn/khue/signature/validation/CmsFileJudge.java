package vn.khue.signature.validation;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.policy.AlgorithmPolicy;
import vn.khue.signature.cades.HashedContent;

/** Judges a file that is a CMS message, each of its signers. */
record CmsFileJudge(AlgorithmPolicy policy, ValidationContext context) {

    /**
     * @param content the file that was signed, where it is at hand
     * @throws CmsSignature.Malformed where the file is no such message
     * @throws IOException where the content cannot be read
     */
    List<SignatureReport> judge(byte[] file, Optional<? extends HashedContent> content)
            throws CmsSignature.Malformed, IOException {
        List<CmsSignature> signers = CmsSignature.each(file);
        CmsEvidence evidence = new CmsEvidence();
        signers.forEach(evidence::add);
        PathJudge paths = new PathJudge(context, evidence.evidence());
        Optional<HashedContent> attached = signers.get(0).attachedContent().map(bytes -> HashedContent.of(bytes));
        List<Finding> findings = new ArrayList<>();
        if (attached.isPresent() && content.isPresent() && !same(attached.get(), content.get())) {
            findings.add(new Finding(
                    Check.DIGEST,
                    true,
                    SubIndication.HASH_FAILURE,
                    "expected the content of the message to be the file beside it, found another"));
        }
        CadesJudge.About about = new CadesJudge.About(
                attached.isPresent() ? attached : content.<HashedContent>map(given -> given),
                findings,
                List.of(),
                true);
        List<SignatureReport> reports = new ArrayList<>();
        for (CmsSignature signer : signers) {
            String id = "signer-" + (reports.size() + 1);
            reports.add(new CadesJudge(paths, policy, context.at(), "").judge(id, signer, about));
        }
        return reports;
    }

    private static boolean same(HashedContent a, HashedContent b) throws IOException {
        return MessageDigest.isEqual(a.digest(DigestAlgorithm.SHA256), b.digest(DigestAlgorithm.SHA256));
    }
}
