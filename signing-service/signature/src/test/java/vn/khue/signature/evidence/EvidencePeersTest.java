package vn.khue.signature.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.ers.ERSArchiveTimeStampGenerator;
import org.bouncycastle.tsp.ers.ERSByteData;
import org.bouncycastle.tsp.ers.ERSData;
import org.bouncycastle.tsp.ers.ERSDataGroup;
import org.bouncycastle.tsp.ers.ERSEvidenceRecord;
import org.bouncycastle.tsp.ers.ERSEvidenceRecordGenerator;
import org.bouncycastle.tsp.ers.ERSException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.Der;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.signature.SigningWorld;
import vn.khue.signature.Tools;
import vn.khue.signature.validation.EvidenceReport;
import vn.khue.signature.validation.Indication;

/** Bouncy Castle's evidence records are the second implementation of ours, and openssl checks the timestamp inside. */
class EvidencePeersTest {

    @TempDir
    private static Path folder;

    private static EvidenceWorld evidence;
    private static DigestCalculatorProvider digests;

    @BeforeAll
    static void make() throws Exception {
        evidence = new EvidenceWorld(folder.resolve("ca"));
        digests = new JcaDigestCalculatorProviderBuilder().build();
    }

    private static X509Certificate authority(SigningWorld world) {
        return world.hierarchy.timestampKey().certificate();
    }

    private static void accepts(EvidenceRecord record, ERSData data, X509Certificate authority, Instant at)
            throws Exception {
        ERSEvidenceRecord theirs = new ERSEvidenceRecord(record.encoded(), digests);
        theirs.validatePresent(data, Date.from(at));
        theirs.validate(new JcaSimpleSignerInfoVerifierBuilder().build(authority));
    }

    @Test
    void bouncyCastleAcceptsOurs() throws Exception {
        Instant now = Instant.now().plusSeconds(1);
        for (int i = 0; i < EvidenceWorld.PAPERS.size(); i++) {
            accepts(
                    evidence.records.get(i),
                    new ERSByteData(EvidenceWorld.PAPERS.get(i)),
                    authority(evidence.world),
                    now);
        }
        accepts(evidence.records.get(5), group(), authority(evidence.world), now);
        assertThatThrownBy(() -> accepts(
                        evidence.records.get(0),
                        new ERSByteData(EvidenceWorld.PAPERS.get(1)),
                        authority(evidence.world),
                        now))
                .isInstanceOf(ERSException.class);
    }

    @Test
    void bouncyCastleAcceptsWhatWeRenewed() throws Exception {
        SigningWorld next = evidence.shortBeforeTheEnd();
        EvidenceRecorder recorder = new EvidenceRecorder(next.services());
        Instant later = evidence.end.plus(Duration.ofDays(1));
        EvidenceRecord once =
                recorder.renewTimestamps(List.of(evidence.records.get(1))).get(0);
        accepts(once, new ERSByteData(EvidenceWorld.PAPERS.get(1)), authority(next), later);
        List<EvidenceRecord> trees = recorder.renewHashTrees(
                List.of(
                        new EvidenceRecorder.Renewal(once, EvidenceWorld.object(EvidenceWorld.PAPERS.get(1))),
                        new EvidenceRecorder.Renewal(
                                evidence.records.get(5), EvidenceWorld.group(EvidenceWorld.GROUP))),
                DigestAlgorithm.SHA512);
        accepts(trees.get(0), new ERSByteData(EvidenceWorld.PAPERS.get(1)), authority(next), later);
        accepts(trees.get(1), group(), authority(next), later);
    }

    private static ERSDataGroup group() {
        return new ERSDataGroup(EvidenceWorld.GROUP.stream()
                .map(bytes -> (ERSData) new ERSByteData(bytes))
                .toList());
    }

    private static TimeStampResponse ask(TimeStampRequest request) throws Exception {
        return new TimeStampResponse(evidence.world.authority.respond(request.getEncoded()));
    }

    private static TimeStampRequestGenerator requests() {
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        return generator;
    }

    @Test
    void oursAcceptsBouncyCastles() throws Exception {
        ERSArchiveTimeStampGenerator generator =
                new ERSArchiveTimeStampGenerator(digests.get(DigestAlgorithm.SHA256.identifier()));
        List<ERSData> data = new ArrayList<>();
        EvidenceWorld.PAPERS.forEach(bytes -> data.add(new ERSByteData(bytes)));
        data.add(group());
        generator.addAllData(data);
        TimeStampResponse response = ask(generator.generateTimeStampRequest(requests(), BigInteger.TEN));
        List<ERSEvidenceRecord> theirs =
                new ERSEvidenceRecordGenerator(digests).generate(generator.generateArchiveTimeStamps(response));
        for (int i = 0; i < EvidenceWorld.PAPERS.size(); i++) {
            passes(theirs.get(i), List.of(EvidenceWorld.PAPERS.get(i)));
            EvidenceReport other = evidence.judge(
                    theirs.get(i).getEncoded(), List.of(EvidenceWorld.text("another")), evidence.world.online());
            assertThat(other.indication()).isEqualTo(Indication.TOTAL_FAILED);
        }
        passes(theirs.get(5), EvidenceWorld.GROUP);
        ERSEvidenceRecord renewed = theirs.get(0)
                .renewTimeStamp(ask(theirs.get(0).generateTimeStampRenewalRequest(requests(), BigInteger.ONE)));
        passes(renewed, List.of(EvidenceWorld.PAPERS.get(0)));
        var sha512 = digests.get(DigestAlgorithm.SHA512.identifier());
        ERSData paper = new ERSByteData(EvidenceWorld.PAPERS.get(0));
        ERSEvidenceRecord rehashed = renewed.renewHash(
                sha512, paper, ask(renewed.generateHashRenewalRequest(sha512, paper, requests(), BigInteger.TWO)));
        passes(rehashed, List.of(EvidenceWorld.PAPERS.get(0)));
    }

    /** It has each timestamp of a chain cover all before it, and asks that of others too; RFC 4998, 5.2 asks for the one before. */
    @Test
    void bouncyCastleWantsMoreOfASecondRenewalThanTheStandard() throws Exception {
        ERSEvidenceRecord theirs = new ERSEvidenceRecord(evidence.records.get(2).encoded(), digests);
        for (int i = 0; i < 2; i++) {
            theirs = theirs.renewTimeStamp(
                    ask(theirs.generateTimeStampRenewalRequest(requests(), BigInteger.valueOf(i))));
        }
        passes(theirs, List.of(EvidenceWorld.PAPERS.get(2)));
        EvidenceRecord ours = evidence.records.get(2);
        for (int i = 0; i < 2; i++) {
            ours = evidence.recorder.renewTimestamps(List.of(ours)).get(0);
        }
        ERSEvidenceRecord read = new ERSEvidenceRecord(ours.encoded(), digests);
        assertThatThrownBy(
                        () -> read.validate(new JcaSimpleSignerInfoVerifierBuilder().build(authority(evidence.world))))
                .isInstanceOf(TSPException.class);
    }

    private static void passes(ERSEvidenceRecord theirs, List<byte[]> files) throws Exception {
        EvidenceReport report = evidence.judge(theirs.getEncoded(), files, evidence.world.online());
        assertThat(report.indication()).as("%s", report.findings()).isEqualTo(Indication.TOTAL_PASSED);
    }

    @Test
    void opensslVerifiesTheTimestampInside() throws Exception {
        assumeTrue(Tools.has("openssl"), "openssl is not installed");
        EvidenceRecord record = evidence.records.get(0);
        byte[] full = record.last().last().token();
        // It reads revocation data in a token as CRLs only, so it gets the token as the authority gave it.
        SignedData data = SignedData.getInstance(ContentInfo.getInstance(full).getContent());
        byte[] plain = Der.of(new ContentInfo(
                CMSObjectIdentifiers.signedData,
                new SignedData(
                        data.getDigestAlgorithms(),
                        data.getEncapContentInfo(),
                        data.getCertificates(),
                        null,
                        data.getSignerInfos())));
        Path token = Files.write(folder.resolve("token.der"), plain);
        Path root = folder.resolve("root.pem");
        Files.writeString(root, pem(List.of(evidence.world.hierarchy.root())));
        Path chain = folder.resolve("chain.pem");
        Files.writeString(chain, pem(evidence.world.hierarchy.timestampKey().chain()));
        byte[] hash = TreeHash.root(
                        DigestAlgorithm.SHA256,
                        record.last().last(),
                        List.of(DigestAlgorithm.SHA256.of(EvidenceWorld.PAPERS.get(0))))
                .orElseThrow();
        assertThat(openssl(token, root, chain, hash)).contains("Verification: OK");
        hash[0] ^= 1;
        assertThat(openssl(token, root, chain, hash)).contains("Verification: FAILED");
    }

    private static String openssl(Path token, Path root, Path chain, byte[] hash) throws Exception {
        return Tools.run(
                "openssl",
                "ts",
                "-verify",
                "-digest",
                HexFormat.of().formatHex(hash),
                "-in",
                token.toString(),
                "-token_in",
                "-CAfile",
                root.toString(),
                "-untrusted",
                chain.toString());
    }

    private static String pem(Collection<X509Certificate> certificates) throws Exception {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            for (X509Certificate certificate : certificates) {
                writer.writeObject(certificate);
            }
        }
        return text.toString();
    }
}
