package vn.khue.signature.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.cms.CMSAlgorithmProtection;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.IssuerSerial;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.Certificates;
import vn.khue.pki.Der;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.SignatureAlgorithm;
import vn.khue.pki.timestamp.InProcessTimestampClient;
import vn.khue.signature.CmsByHand;
import vn.khue.signature.ForeignSigner;
import vn.khue.signature.SigningWorld;
import vn.khue.signature.cades.CadesAttributes;
import vn.khue.signature.cades.CadesLevel;
import vn.khue.signature.cades.CadesRequest;
import vn.khue.signature.cades.CadesSigner;

/** CMS messages by somebody who means harm, and what is said of each. */
class CadesAttacksTest {

    private static final byte[] MARKS = "họ tên;toán\nLê An;9\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHER = "họ tên;toán\nLê An;10\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private static Path folder;

    private static SigningWorld world;
    private static Path marks;

    @BeforeAll
    static void found() throws Exception {
        world = new SigningWorld(folder.resolve("ca"), Clock.systemUTC());
        marks = Files.write(folder.resolve("marks.csv"), MARKS);
    }

    private static ValidationReport judge(byte[] message, Optional<Path> content) throws Exception {
        Path file = Files.write(folder.resolve("judge.p7s"), message);
        return new SignatureValidator()
                .validate(
                        file,
                        name -> content.isPresent()
                                ? Optional.of(Files.newInputStream(content.get()))
                                : Optional.empty(),
                        world.online());
    }

    private static ValidationReport judge(byte[] message) throws Exception {
        return judge(message, Optional.of(marks));
    }

    private static void fails(byte[] message, Check check, SubIndication why) throws Exception {
        ValidationReport report = judge(message);
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.TOTAL_FAILED);
        List<Finding> all = report.signatures().isEmpty()
                ? report.findings()
                : report.signatures().get(0).findings();
        assertThat(all).as("%s", report).anyMatch(f -> f.check() == check && f.subIndication() == why && f.failed());
    }

    private static CmsByHand byHand() {
        return CmsByHand.over(MARKS, world.principal);
    }

    private static byte[] made(CadesLevel level) throws Exception {
        Path file = folder.resolve("made.p7s");
        new CadesSigner(world.services()).sign(new CadesRequest(marks, file, level), world.principal);
        return Files.readAllBytes(file);
    }

    @Test
    void aMessageByHandPassesSoTheOthersFailForTheirOwnReason() throws Exception {
        assertThat(judge(byHand().message()).indication()).isEqualTo(Indication.TOTAL_PASSED);
    }

    @Test
    void withoutTheSignedFileItIsSaidWhatToGive() throws Exception {
        ValidationReport report = judge(byHand().message(), Optional.empty());
        assertThat(report.indication()).isEqualTo(Indication.INDETERMINATE);
        assertThat(report.subIndication()).contains(SubIndication.SIGNED_DATA_NOT_FOUND);
        assertThat(report.signatures().get(0).coversWholeDocument()).isFalse();
        assertThat(report.signatures().get(0).level()).isEqualTo("NONE");
        assertThat(new ReportText(Locale.forLanguageTag("vi")).plain(report)).contains("gửi kèm tệp đã được ký");
    }

    @Test
    void otherContentIsFound() throws Exception {
        Path other = Files.write(folder.resolve("other.csv"), OTHER);
        ValidationReport report = judge(made(CadesLevel.B_LTA), Optional.of(other));
        assertThat(report.indication()).isEqualTo(Indication.TOTAL_FAILED);
        assertThat(report.subIndication()).contains(SubIndication.HASH_FAILURE);
        assertThat(report.signatures().get(0).integrity()).isEqualTo(SignatureReport.Integrity.BROKEN);
    }

    @Test
    void anotherDigestInTheAttributesBreaksTheValue() throws Exception {
        byte[] message = made(CadesLevel.B_B);
        byte[] digest = DigestAlgorithm.SHA256.of(MARKS);
        String hex = HexFormat.of().formatHex(message);
        int at = hex.indexOf(HexFormat.of().formatHex(digest)) / 2;
        System.arraycopy(DigestAlgorithm.SHA256.of(OTHER), 0, message, at, digest.length);
        Files.write(marks, OTHER);
        try {
            fails(message, Check.SIGNATURE_VALUE, SubIndication.SIG_CRYPTO_FAILURE);
        } finally {
            Files.write(marks, MARKS);
        }
    }

    @Test
    void contentInsideIsJudgedAndHasToBeTheFileBesideIt() throws Exception {
        byte[] message = byHand().attaching(MARKS).message();
        assertThat(judge(message, Optional.empty()).indication()).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(judge(message).indication()).isEqualTo(Indication.TOTAL_PASSED);
        Path other = Files.write(folder.resolve("other.csv"), OTHER);
        assertThat(judge(message, Optional.of(other)).subIndication()).contains(SubIndication.HASH_FAILURE);
    }

    @Test
    void zerosOrAnythingElseAfterTheMessageIsRefused() throws Exception {
        byte[] message = byHand().message();
        fails(Arrays.copyOf(message, message.length + 16), Check.CMS, SubIndication.FORMAT_FAILURE);
        byte[] more = Arrays.copyOf(message, message.length + 1);
        more[message.length] = 7;
        fails(more, Check.CMS, SubIndication.FORMAT_FAILURE);
    }

    @Test
    void aCertificateThatTheAttributeDoesNotNameIsRefused() throws Exception {
        fails(
                byHand().naming(world.seal.certificate()).message(),
                Check.SIGNING_CERTIFICATE,
                SubIndication.SIG_CONSTRAINTS_FAILURE);
    }

    @Test
    void theAttributeNamesIssuerAndSerialOfTheCertificateOrNone() throws Exception {
        X509Certificate signer = world.principal.certificate();
        X500Name issuer = X500Name.getInstance(signer.getIssuerX500Principal().getEncoded());
        assertThat(judge(naming(new IssuerSerial(issuer, signer.getSerialNumber())))
                        .indication())
                .isEqualTo(Indication.TOTAL_PASSED);
        fails(
                naming(new IssuerSerial(issuer, BigInteger.TEN)),
                Check.SIGNING_CERTIFICATE,
                SubIndication.SIG_CONSTRAINTS_FAILURE);
        fails(
                naming(new IssuerSerial(new X500Name("CN=Other"), signer.getSerialNumber())),
                Check.SIGNING_CERTIFICATE,
                SubIndication.SIG_CONSTRAINTS_FAILURE);
    }

    private static byte[] naming(IssuerSerial issuer) {
        byte[] hash = DigestAlgorithm.SHA256.of(Certificates.der(world.principal.certificate()));
        return byHand().without(PKCSObjectIdentifiers.id_aa_signingCertificateV2)
                .with(
                        PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                        new SigningCertificateV2(new ESSCertIDv2(null, hash, issuer)))
                .message();
    }

    @Test
    void algorithmsAreThoseThatTheAttributesName() throws Exception {
        ASN1ObjectIdentifier protection = new ASN1ObjectIdentifier("1.2.840.113549.1.9.52");
        SignatureAlgorithm used = world.principal.algorithm();
        CMSAlgorithmProtection same = new CMSAlgorithmProtection(
                used.digest().identifier(), CMSAlgorithmProtection.SIGNATURE, used.identifier());
        assertThat(judge(byHand().with(protection, same).message()).indication())
                .isEqualTo(Indication.TOTAL_PASSED);
        CMSAlgorithmProtection other = new CMSAlgorithmProtection(
                DigestAlgorithm.SHA512.identifier(), CMSAlgorithmProtection.SIGNATURE, used.identifier());
        fails(
                byHand().with(protection, other).message(),
                Check.SIGNED_ATTRIBUTES,
                SubIndication.SIG_CONSTRAINTS_FAILURE);
    }

    @Test
    void aSignatureUnderRulesThatNobodyHereKnowsIsLeftOpen() throws Exception {
        ValidationReport report = judge(byHand().with(
                        PKCSObjectIdentifiers.id_aa_ets_sigPolicyId, new DERSequence(new ASN1ObjectIdentifier("1.2.3")))
                .message());
        assertThat(report.indication()).isEqualTo(Indication.INDETERMINATE);
        assertThat(report.subIndication()).contains(SubIndication.FORM_NOT_JUDGED);
    }

    @Test
    void attributesThatHaveToBeThereAreMissed() throws Exception {
        for (ASN1ObjectIdentifier type : List.of(
                CMSAttributes.contentType,
                CMSAttributes.messageDigest,
                PKCSObjectIdentifiers.id_aa_signingCertificateV2)) {
            fails(byHand().without(type).message(), Check.SIGNED_ATTRIBUTES, SubIndication.SIG_CONSTRAINTS_FAILURE);
        }
    }

    @Test
    void unknownAndDoubleAttributesAreRefused() throws Exception {
        fails(
                byHand().with(new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1"), new DERUTF8String("x"))
                        .message(),
                Check.SIGNED_ATTRIBUTES,
                SubIndication.SIG_CONSTRAINTS_FAILURE);
        fails(
                byHand().with(CMSAttributes.messageDigest, new DEROctetString(DigestAlgorithm.SHA256.of(OTHER)))
                        .message(),
                Check.SIGNED_ATTRIBUTES,
                SubIndication.SIG_CONSTRAINTS_FAILURE);
    }

    @Test
    void anotherContentTypeIsRefused() throws Exception {
        fails(
                byHand().without(CMSAttributes.contentType)
                        .with(CMSAttributes.contentType, CMSObjectIdentifiers.signedData)
                        .message(),
                Check.SIGNED_ATTRIBUTES,
                SubIndication.SIG_CONSTRAINTS_FAILURE);
    }

    /** A countersignature signs a signature value; taken out of its place it looks like a signature of those bytes. */
    @Test
    void aCountersignatureIsNoSignature() throws Exception {
        CmsByHand counter = CmsByHand.over(MARKS, world.seal).without(CMSAttributes.contentType);
        fails(counter.message(), Check.SIGNED_ATTRIBUTES, SubIndication.SIG_CONSTRAINTS_FAILURE);
        // Where it belongs, it counts for nothing: the report has the one signer.
        ValidationReport report = judge(byHand().unsigned(CMSAttributes.counterSignature, counter.signer())
                .message());
        assertThat(report.indication()).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(report.signatures()).hasSize(1);
        assertThat(report.signatures().get(0).certificate().orElseThrow().signer())
                .isEqualTo("Nguyễn Thị Lan");
    }

    @Test
    void eachOfSeveralSignersIsJudged() throws Exception {
        byte[] bad =
                byHand().beside(CmsByHand.over(OTHER, world.principal).signer()).message();
        ValidationReport report = judge(bad);
        assertThat(report.signatures()).hasSize(2);
        assertThat(report.indication()).isEqualTo(Indication.TOTAL_FAILED);
        byte[] good = byHand().beside(CmsByHand.over(MARKS, world.principal)
                        .with(CadesAttributes.MIME_TYPE, new DERUTF8String("text/csv"))
                        .signer())
                .message();
        assertThat(judge(good).indication()).isEqualTo(Indication.TOTAL_PASSED);
    }

    @Test
    void aTimestampOfAnotherSignatureIsRefused() throws Exception {
        byte[] token = new InProcessTimestampClient(world.authority)
                .timestamp(DigestAlgorithm.SHA256, DigestAlgorithm.SHA256.of(OTHER));
        fails(
                byHand().unsigned(
                                PKCSObjectIdentifiers.id_aa_signatureTimeStampToken, ASN1Primitive.fromByteArray(token))
                        .message(),
                Check.TIMESTAMP,
                SubIndication.SIG_CRYPTO_FAILURE);
        fails(
                byHand().unsigned(CadesAttributes.ARCHIVE_TIMESTAMP_V3, ASN1Primitive.fromByteArray(token))
                        .message(),
                Check.DOCUMENT_TIMESTAMP,
                SubIndication.HASH_FAILURE);
    }

    @Test
    void whatAnArchiveTimestampNamesCannotBeTakenOut() throws Exception {
        ASN1Sequence message = ASN1Sequence.getInstance(made(CadesLevel.B_LTA));
        byte[] without = RemovedRevocation.from(message);
        fails(without, Check.DOCUMENT_TIMESTAMP, SubIndication.HASH_FAILURE);
    }

    @Test
    void messagesOfAMillionLayersAreRefused() throws Exception {
        byte[] start = HexFormat.of().parseHex("308006092a864886f70d010702a080");
        byte[] deep = Arrays.copyOf(start, start.length + 2_000_000);
        for (int i = start.length; i < deep.length; i += 2) {
            deep[i] = 0x30;
            deep[i + 1] = (byte) 0x80;
        }
        fails(deep, Check.CMS, SubIndication.FORMAT_FAILURE);
    }

    @Test
    void aStrangersCertificateIsNeverGreen() throws Exception {
        byte[] message = ForeignSigner.of("EC", 256, "SHA256withECDSA").cms(MARKS, "SHA256withECDSA");
        ValidationReport report = judge(message);
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.INDETERMINATE);
        assertThat(report.subIndication()).contains(SubIndication.NO_CERTIFICATE_CHAIN_FOUND);
    }

    @Test
    void weakAlgorithmsAreRefused() throws Exception {
        fails(
                ForeignSigner.of("RSA", 1024, "SHA256withRSA").cms(MARKS, "SHA256withRSA"),
                Check.ALGORITHM,
                SubIndication.ALGORITHM_WEAK);
        fails(
                ForeignSigner.of("RSA", 2048, "SHA256withRSA").cms(MARKS, "SHA1withRSA"),
                Check.ALGORITHM,
                SubIndication.ALGORITHM_WEAK);
    }

    /** Found by CadesFuzzTest: a primitive where a sequence belongs made Bouncy Castle throw what nobody caught. */
    @Test
    void revocationDataOfAnotherFormCountsAsAbsent() throws Exception {
        byte[] message = made(CadesLevel.B_LT);
        byte[] ocsp = Der.of(CMSObjectIdentifiers.id_ri_ocsp_response);
        int changed = 0;
        for (int i = 0; i + 4 + ocsp.length <= message.length; i++) {
            if (message[i] == (byte) Der.CONTEXT_1
                    && Arrays.equals(message, i + 4, i + 4 + ocsp.length, ocsp, 0, ocsp.length)) {
                message[i] = (byte) 0x81;
                changed++;
            }
        }
        assertThat(changed).isPositive();
        ValidationReport report = judge(message);
        assertThat(report.indication()).isNotEqualTo(Indication.TOTAL_FAILED);
        assertThat(report.subIndication()).isNotEqualTo(Optional.of(SubIndication.GENERIC));
        assertThat(report.signatures()).hasSize(1);
    }
}
