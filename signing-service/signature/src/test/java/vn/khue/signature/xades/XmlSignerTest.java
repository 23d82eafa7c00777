package vn.khue.signature.xades;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.pki.CertifiedKey;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.PkiException;
import vn.khue.pki.PrivateKeySigner;
import vn.khue.pki.SignatureAlgorithm;
import vn.khue.pki.SigningKey;
import vn.khue.pki.ca.CertificateRequest;
import vn.khue.pki.ca.IssuedCertificate;
import vn.khue.pki.ca.Subject;
import vn.khue.signature.SampleXml;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.SigningWorld;
import vn.khue.signature.SilentRevocation;
import vn.khue.signature.Tools;
import vn.khue.signature.pades.SigningServices;
import vn.khue.signature.validation.Change;
import vn.khue.signature.validation.Indication;
import vn.khue.signature.validation.ReportText;
import vn.khue.signature.validation.SignatureReport;
import vn.khue.signature.validation.SignatureValidator;
import vn.khue.signature.validation.SubIndication;
import vn.khue.signature.validation.TimeSource;
import vn.khue.signature.validation.ValidationReport;
import vn.khue.signature.xml.DetachedContents;

/** XAdES in each form, at each level and with each algorithm, judged by us and by xmlsec1; and every way it is refused. */
class XmlSignerTest {

    private static final String UNIT = "th-thi-tran-cu-chi";
    private static final String UNIT_NAME = "Trường Tiểu học Thị Trấn Củ Chi";

    @TempDir
    private static Path shared;

    private static SigningWorld world;
    private static XmlSigner signer;
    /** Made once, because it takes a second. */
    private static KeyPair rsa;

    @TempDir
    private Path folder;

    private Path record;
    private Path out;

    @BeforeAll
    static void found() {
        world = new SigningWorld(shared.resolve("ca"), Clock.systemUTC());
        signer = new XmlSigner(world.services());
    }

    @BeforeEach
    void write() throws Exception {
        record = SampleXml.write(folder.resolve("hoc-ba.xml"), SampleXml.RECORD);
        out = folder.resolve("out.xml");
    }

    private XmlSigningRequest whole(Path source, Path target, XadesLevel level) {
        return XmlSigningRequest.of(new SignedContent.WholeXml(source), target, level);
    }

    private static ValidationReport judge(Path file, XadesLevel level) throws Exception {
        boolean longTerm = level.compareTo(XadesLevel.B_LT) >= 0;
        return new SignatureValidator()
                .validate(file, DetachedContents.beside(file), longTerm ? world.offline() : world.online());
    }

    private static SignatureReport passes(Path file, XadesLevel level) throws Exception {
        ValidationReport report = judge(file, level);
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(report.format()).isEqualTo("XML");
        SignatureReport last = report.signatures().get(report.signatures().size() - 1);
        assertThat(last.level()).isEqualTo("XAdES-BASELINE-" + level.name().substring(2));
        assertThat(last.integrity()).isEqualTo(SignatureReport.Integrity.INTACT);
        assertThat(last.timeSource()).isEqualTo(level == XadesLevel.B_B ? TimeSource.CLAIMED : TimeSource.TIMESTAMP);
        return last;
    }

    /** Last in a test, because what is missing is skipped and says so. */
    private static void xmlsec1Accepts(Path file, int... numbers) throws Exception {
        assumeTrue(Tools.has("xmlsec1"), "xmlsec1 is not installed");
        for (int number : numbers) {
            String printed = Tools.run(
                    "xmlsec1",
                    "--verify",
                    "--insecure",
                    "--id-attr:Id",
                    "http://uri.etsi.org/01903/v1.3.2#:SignedProperties",
                    "--id-attr:Id",
                    "http://www.w3.org/2000/09/xmldsig#:Object",
                    "--id-attr:Id",
                    "urn:example:hoa-don:DLHDon",
                    "--node-xpath",
                    "(//*[local-name()='Signature'])[" + number + "]",
                    file.toString());
            assertThat(printed).startsWith("OK");
        }
    }

    @ParameterizedTest
    @EnumSource(XadesLevel.class)
    void aWholeFileIsSignedInsideOfItself(XadesLevel level) throws Exception {
        SignedXml signed = signer.sign(whole(record, out, level), world.principal);
        SignatureReport report = passes(out, level);
        assertThat(report.id()).isEqualTo(signed.signatureId());
        assertThat(report.coversWholeDocument()).isTrue();
        assertThat(report.covers()).containsExactly("/");
        assertThat(report.certificate().orElseThrow().signer()).isEqualTo("Nguyễn Thị Lan");
        assertThat(signed.bytes()).isEqualTo(Files.size(out));
        assertThat(SampleXml.text(record)).isEqualTo(SampleXml.RECORD);
        leavesNoDraft();
        xmlsec1Accepts(out, 1);
    }

    @ParameterizedTest
    @EnumSource(XadesLevel.class)
    void aFileIsSignedInsideOfTheSignature(XadesLevel level) throws Exception {
        signer.sign(XmlSigningRequest.of(new SignedContent.Inside(record, "text/xml"), out, level), world.principal);
        assertThat(passes(out, level).coversWholeDocument()).isTrue();
        assertThat(SampleXml.text(out)).contains("<hb:Ten>Trần Minh Anh</hb:Ten>");
        xmlsec1Accepts(out, 1);
    }

    @ParameterizedTest
    @EnumSource(XadesLevel.class)
    void filesBesideAreSignedWhereTheyAre(XadesLevel level) throws Exception {
        Path other = Files.write(folder.resolve("bảng điểm 4A.bin"), new byte[] {0, 1, 2, 3});
        signer.sign(
                XmlSigningRequest.of(
                        new SignedContent.Beside(List.of(
                                new SignedContent.Content(record, "text/xml"),
                                new SignedContent.Content(other, "application/octet-stream"))),
                        out,
                        level),
                world.principal);
        assertThat(passes(out, level).covers()).containsExactly("hoc-ba.xml", "bảng điểm 4A.bin");
        assertThat(new ReportText(Locale.forLanguageTag("vi")).plain(judge(out, level)))
                .contains("Nội dung được ký: hoc-ba.xml, bảng điểm 4A.bin");
        ValidationReport alone = new SignatureValidator().validate(out, world.online());
        assertThat(alone.indication()).isEqualTo(Indication.INDETERMINATE);
        assertThat(alone.subIndication()).contains(SubIndication.SIGNED_DATA_NOT_FOUND);
        assertThat(alone.signatures().get(0).findings())
                .anyMatch(f -> f.detail().contains("expected the signed file hoc-ba.xml beside the signature"));
        assertThat(new ReportText(Locale.forLanguageTag("vi")).plain(alone)).contains("hãy để hai tệp cùng thư mục");
        Files.write(other, new byte[] {0, 1, 2, 4});
        assertThat(judge(out, level).subIndication()).contains(SubIndication.HASH_FAILURE);
    }

    @Test
    void bytesThatAreNoXmlAreEnclosedAsBase64() throws Exception {
        Path bytes = Files.write(folder.resolve("a.bin"), new byte[] {'<', 0, 1, 2});
        signer.sign(
                XmlSigningRequest.of(new SignedContent.Inside(bytes, "application/octet-stream"), out, XadesLevel.B_LT),
                world.principal);
        passes(out, XadesLevel.B_LT);
        assertThat(SampleXml.text(out)).contains(">PAABAg==</ds:Object>");
        xmlsec1Accepts(out, 1);
    }

    @Test
    void anElementIsSignedAndNamed() throws Exception {
        Path framed = SampleXml.write(folder.resolve("hoa-don.xml"), SampleXml.FRAMED);
        signer.sign(
                XmlSigningRequest.of(new SignedContent.XmlElement(framed, "data"), out, XadesLevel.B_LT),
                world.principal);
        Path twice = folder.resolve("twice.xml");
        signer.sign(
                XmlSigningRequest.of(new SignedContent.XmlElement(out, "data"), twice, XadesLevel.B_LT), world.seal);
        ValidationReport report = judge(twice, XadesLevel.B_LT);
        // The empty list of signatures beside the element says nothing, but it is there and is not signed.
        assertThat(report.subIndication()).contains(SubIndication.PARTLY_SIGNED);
        assertThat(report.signatures()).hasSize(2).allSatisfy(s -> {
            assertThat(s.covers()).containsExactly("/HDon/DLHDon");
            assertThat(s.coversWholeDocument()).isFalse();
            assertThat(s.integrity()).isEqualTo(SignatureReport.Integrity.INTACT);
        });
        xmlsec1Accepts(twice, 1, 2);
    }

    @Test
    void anElementThatIsAllTheContentPasses() throws Exception {
        Path framed = SampleXml.write(folder.resolve("hoa-don.xml"), SampleXml.FRAMED.replace("<DSCKS/>", ""));
        signer.sign(
                XmlSigningRequest.of(new SignedContent.XmlElement(framed, "data"), out, XadesLevel.B_LT),
                world.principal);
        SignatureReport report = passes(out, XadesLevel.B_LT);
        assertThat(report.covers()).containsExactly("/HDon/DLHDon");
        assertThat(report.coversWholeDocument()).isFalse();
    }

    @Test
    void laterSignaturesCoverTheEarlierAndAllStayGood() throws Exception {
        Path one = folder.resolve("one.xml");
        Path two = folder.resolve("two.xml");
        signer.sign(whole(record, one, XadesLevel.B_LT), world.principal);
        signer.sign(whole(one, two, XadesLevel.B_LT), world.principal);
        signer.sign(whole(two, out, XadesLevel.B_LTA), world.seal);
        ValidationReport report = judge(out, XadesLevel.B_LTA);
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(report.signatures())
                .extracting(SignatureReport::coversWholeDocument)
                .containsExactly(false, false, true);
        assertThat(report.signatures().get(0).changesAfter())
                .extracting(Change::kind)
                .containsExactly(Change.Kind.SIGNATURE_ADDED);
        assertThat(report.officialDocument().complete()).isTrue();
        // A change to the first signature's evidence is a change under the later ones.
        String text = SampleXml.text(out);
        int at = text.indexOf("<xades:EncapsulatedOCSPValue>") + 40;
        Path changedFile =
                SampleXml.write(folder.resolve("changed.xml"), text.substring(0, at) + "AAAA" + text.substring(at + 4));
        ValidationReport changed = judge(changedFile, XadesLevel.B_LTA);
        assertThat(changed.signatures().get(1).subIndication()).contains(SubIndication.HASH_FAILURE);
        assertThat(changed.signatures().get(2).subIndication()).contains(SubIndication.HASH_FAILURE);
        xmlsec1Accepts(out, 1, 2, 3);
    }

    @Test
    void aFileWithAnArchiveTimestampIsNotSignedAgain() throws Exception {
        Path one = folder.resolve("one.xml");
        signer.sign(whole(record, one, XadesLevel.B_LTA), world.principal);
        refuses(SignatureFailure.Reason.UNREADABLE_FILE, signer, whole(one, out, XadesLevel.B_LT));
    }

    @Test
    void aSignatureInsideOfAnotherFormIsCoveredByTheNext() throws Exception {
        Path one = folder.resolve("one.xml");
        signer.sign(
                XmlSigningRequest.of(new SignedContent.Inside(record, "text/xml"), one, XadesLevel.B_T),
                world.principal);
        signer.sign(whole(one, out, XadesLevel.B_T), world.seal);
        assertThat(passes(out, XadesLevel.B_T).covers()).containsExactly("/");
    }

    private static KeyPair pair(SignatureAlgorithm algorithm) throws Exception {
        boolean curve = algorithm.scheme() == SignatureAlgorithm.Scheme.ECDSA;
        if (!curve && rsa != null) {
            return rsa;
        }
        KeyPairGenerator generator = KeyPairGenerator.getInstance(curve ? "EC" : "RSA");
        if (curve) {
            generator.initialize(
                    new ECGenParameterSpec(algorithm == SignatureAlgorithm.ECDSA_SHA256 ? "secp256r1" : "secp384r1"));
            return generator.generateKeyPair();
        }
        generator.initialize(3072);
        rsa = generator.generateKeyPair();
        return rsa;
    }

    private static SigningKey token(SignatureAlgorithm algorithm) throws Exception {
        KeyPair pair = pair(algorithm);
        UUID holder = UUID.randomUUID();
        IssuedCertificate issued = world.hierarchy
                .authority("people")
                .issue(
                        new CertificateRequest(
                                "person-signing",
                                Subject.person("Trần Văn Bảy", holder, UNIT_NAME, UNIT),
                                pair.getPublic(),
                                Optional.empty(),
                                Optional.of(holder),
                                Optional.of(UNIT),
                                Optional.empty()),
                        world.register);
        return new CertifiedKey(
                issued.chain(),
                new PrivateKeySigner(algorithm, pair::getPrivate, CryptoProviders.fastest(), new SecureRandom()));
    }

    @ParameterizedTest
    @CsvSource({
        "ECDSA_SHA256, ecdsa-sha256, true",
        "ECDSA_SHA384, ecdsa-sha384, true",
        "RSA_PKCS1_SHA256, rsa-sha256, true",
        "RSA_PKCS1_SHA512, rsa-sha512, true",
        "RSA_PSS_SHA256, sha256-rsa-MGF1, false",
        "RSA_PSS_SHA384, sha384-rsa-MGF1, false"
    })
    void eachAlgorithmIsMadeAndJudged(SignatureAlgorithm algorithm, String written, boolean known) throws Exception {
        signer.sign(whole(record, out, XadesLevel.B_LT), token(algorithm));
        passes(out, XadesLevel.B_LT);
        assertThat(SampleXml.text(out)).contains("#" + written + "\"");
        // xmlsec1 of Debian 12 does not know RSASSA-PSS; EU DSS judges it in platform/oracle.
        if (known) {
            xmlsec1Accepts(out, 1);
        }
    }

    @Test
    void aPolicyIsPutInWhereItIsAskedFor() throws Exception {
        byte[] digest = DigestAlgorithm.SHA256.of("quy chế".getBytes(StandardCharsets.UTF_8));
        SignaturePolicy policy = new SignaturePolicy("urn:oid:1.2.3.4", DigestAlgorithm.SHA256, digest);
        signer.sign(
                new XmlSigningRequest(new SignedContent.WholeXml(record), out, XadesLevel.B_B, Optional.of(policy)),
                world.principal);
        passes(out, XadesLevel.B_B);
        assertThat(SampleXml.text(out)).contains("Qualifier=\"OIDAsURN\">urn:oid:1.2.3.4<");
    }

    private void refuses(SignatureFailure.Reason reason, XmlSigner by, XmlSigningRequest request) throws Exception {
        assertThatThrownBy(() -> by.sign(request, world.principal))
                .isInstanceOfSatisfying(
                        SignatureFailure.class, e -> assertThat(e.reason()).isEqualTo(reason));
        assertThat(out).doesNotExist();
        leavesNoDraft();
    }

    private void leavesNoDraft() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString())).noneMatch(n -> n.startsWith(".draft"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>",
                "<a><b></a>",
                "xin chào",
                "<?xml version=\"1.1\"?><a/>",
                "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>"
            })
    void whatIsNoPlainXmlIsNotSigned(String text) throws Exception {
        Path source = SampleXml.write(folder.resolve("source.xml"), text);
        refuses(SignatureFailure.Reason.UNREADABLE_FILE, signer, whole(source, out, XadesLevel.B_B));
    }

    @Test
    void anIdentifierThatStandsTwiceIsNotSigned() throws Exception {
        Path source = SampleXml.write(folder.resolve("source.xml"), "<a><b Id=\"data\">1</b><c id=\"data\">2</c></a>");
        refuses(
                SignatureFailure.Reason.UNREADABLE_FILE,
                signer,
                XmlSigningRequest.of(new SignedContent.XmlElement(source, "data"), out, XadesLevel.B_B));
    }

    private PreparedXmlSignature prepare() throws Exception {
        return signer.prepare(
                whole(record, out, XadesLevel.B_LT), world.principal.chain(), world.principal.algorithm());
    }

    private static void isRefused(SignatureFailure.Reason reason, XmlSigner by, PreparedXmlSignature it, byte[] value) {
        assertThatThrownBy(() -> by.embed(it, value))
                .isInstanceOfSatisfying(
                        SignatureFailure.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void aPreparedFileIsEmbeddedOnce() throws Exception {
        PreparedXmlSignature prepared = prepare();
        byte[] value = world.principal.signDigest(prepared.digestToSign());
        assertThat(prepared.digestToSign())
                .isEqualTo(prepared.algorithm().digest().of(prepared.toBeSigned()));
        signer.embed(prepared, value);
        passes(out, XadesLevel.B_LT);
        isRefused(SignatureFailure.Reason.PREPARED_DOCUMENT_SPENT, signer, prepared, value);
    }

    @Test
    void aPreparedFileExpires() throws Exception {
        PreparedXmlSignature prepared = prepare();
        SigningServices now = world.services();
        Clock later = Clock.fixed(prepared.expires().plusSeconds(1), ZoneOffset.UTC);
        XmlSigner late =
                new XmlSigner(new SigningServices(now.timestamps(), now.revocation(), now.paths(), now.trust(), later));
        byte[] value = world.principal.signDigest(prepared.digestToSign());
        isRefused(SignatureFailure.Reason.PREPARED_DOCUMENT_SPENT, late, prepared, value);
        assertThat(out).doesNotExist();
    }

    @Test
    void theValueOfAnotherKeyIsRefused() throws Exception {
        PreparedXmlSignature prepared = prepare();
        byte[] foreign = world.seal.signDigest(prepared.digestToSign());
        isRefused(SignatureFailure.Reason.KEY_REFUSED, signer, prepared, foreign);
        assertThat(out).doesNotExist();
    }

    @Test
    void aCertificateThatIsNotGoodNowSignsNothing() throws Exception {
        SigningServices now = world.services();
        Instant late = world.principal.certificate().getNotAfter().toInstant().plus(Duration.ofDays(1));
        XmlSigner expired = new XmlSigner(new SigningServices(
                now.timestamps(), now.revocation(), now.paths(), now.trust(), Clock.fixed(late, ZoneOffset.UTC)));
        refuses(SignatureFailure.Reason.CERTIFICATE_NOT_USABLE, expired, whole(record, out, XadesLevel.B_B));
        XmlSigner unanswered = new XmlSigner(
                new SigningServices(now.timestamps(), new SilentRevocation(), now.paths(), now.trust(), now.clock()));
        refuses(SignatureFailure.Reason.REVOCATION_UNAVAILABLE, unanswered, whole(record, out, XadesLevel.B_B));
        SigningWorld other = new SigningWorld(folder.resolve("ca"), Clock.systemUTC());
        other.revokePrincipal();
        assertThatThrownBy(
                        () -> new XmlSigner(other.services()).sign(whole(record, out, XadesLevel.B_B), other.principal))
                .isInstanceOfSatisfying(
                        SignatureFailure.class,
                        e -> assertThat(e.reason()).isEqualTo(SignatureFailure.Reason.CERTIFICATE_NOT_USABLE));
        assertThat(out).doesNotExist();
    }

    @Test
    void withoutATimestampAuthorityOnlyLevelBIsMade() throws Exception {
        SigningServices now = world.services();
        XmlSigner untimed = new XmlSigner(new SigningServices(
                (algorithm, digest) -> {
                    throw new PkiException(PkiException.Fault.REMOTE, "no answer");
                },
                now.revocation(),
                now.paths(),
                now.trust(),
                now.clock()));
        refuses(SignatureFailure.Reason.TIMESTAMP_UNAVAILABLE, untimed, whole(record, out, XadesLevel.B_T));
        untimed.sign(whole(record, out, XadesLevel.B_B), world.principal);
        passes(out, XadesLevel.B_B);
    }
}
