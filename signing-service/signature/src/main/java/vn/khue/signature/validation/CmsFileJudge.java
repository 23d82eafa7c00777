package vn.khue.signature.validation;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.policy.AlgorithmPolicy;
import vn.khue.signature.cades.HashedContent;
import vn.khue.signature.pdf.PdfReadException;
import vn.khue.signature.pdf.ReadBudget;

/** Judges a file that is a CMS message, each of its signers. */
record CmsFileJudge(AlgorithmPolicy policy, ValidationContext context, ReadBudget budget) {

    /**
     * @param content the file that was signed, where it is at hand
     * @throws CmsSignature.Malformed where the file is no such message
     * @throws PdfReadException where the time is over
     * @throws IOException where the content cannot be read
     */
    List<SignatureReport> judge(byte[] file, Optional<ContentBeside> content)
            throws CmsSignature.Malformed, PdfReadException, IOException {
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
        List<String> covers = attached.isPresent()
                ? List.of("/")
                : content.map(ContentBeside::name).filter(name -> !name.isEmpty()).stream()
                        .toList();
        CadesJudge.About about = new CadesJudge.About(
                attached.isPresent() ? attached : content.map(given -> given), findings, List.of(), covers, true);
        List<SignatureReport> reports = new ArrayList<>();
        for (CmsSignature signer : signers) {
            budget.check();
            String id = "signer-" + (reports.size() + 1);
            reports.add(new CadesJudge(paths, policy, context, "").judge(id, signer, about));
        }
        return reports;
    }

    private static boolean same(HashedContent a, HashedContent b) throws IOException {
        return MessageDigest.isEqual(a.digest(DigestAlgorithm.SHA256), b.digest(DigestAlgorithm.SHA256));
    }
}
