package vn.khue.signature.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import javax.xml.crypto.dom.DOMStructure;
import javax.xml.crypto.dsig.spec.XPathFilter2ParameterSpec;
import javax.xml.crypto.dsig.spec.XPathFilterParameterSpec;
import javax.xml.crypto.dsig.spec.XPathType;
import javax.xml.crypto.dsig.spec.XSLTTransformParameterSpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.pki.CertifiedKey;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.PrivateKeySigner;
import vn.khue.pki.SignatureAlgorithm;
import vn.khue.signature.PlainXmlSigner;
import vn.khue.signature.SampleXml;
import vn.khue.signature.SigningWorld;
import vn.khue.signature.xades.SignedContent;
import vn.khue.signature.xades.XadesLevel;
import vn.khue.signature.xades.XmlSigner;
import vn.khue.signature.xades.XmlSigningRequest;
import vn.khue.signature.xml.XmlNames;
import vn.khue.signature.xml.XmlReader;

/** What was done to XML signatures elsewhere, and what an insider may try: each is refused for its own reason. */
class XmlAttacksTest {

    private static final String ENVELOPED = XmlNames.DS + "enveloped-signature";
    private static final String FRAMED = SampleXml.FRAMED.replace("<DSCKS/>", "");
    private static final String EVIL = "<DLHDon Id=\"evil\"><Tong>999999</Tong></DLHDon>";

    @TempDir
    private static Path folder;

    private static SigningWorld world;
    /** A whole file, an element, and an enclosed file, each signed at B-LT. */
    private static String whole;

    private static String framed;
    private static String enclosed;
    /** An element, by its identifier and with a canonicalization that does not see where the element is. */
    private static String movable;

    @BeforeAll
    static void found() throws Exception {
        world = new SigningWorld(folder.resolve("ca"), Clock.systemUTC());
        Path record = SampleXml.write(folder.resolve("record.xml"), SampleXml.RECORD);
        Path invoice = SampleXml.write(folder.resolve("invoice.xml"), FRAMED);
        whole = sign(new SignedContent.WholeXml(record));
        framed = sign(new SignedContent.XmlElement(invoice, "data"));
        movable = insider()
                .refer("#data", "http://www.w3.org/2001/10/xml-exc-c14n#")
                .sign(Optional.of(FRAMED));
        enclosed = sign(new SignedContent.Inside(record, "text/xml"));
    }

    private static String sign(SignedContent content) throws Exception {
        Path out = folder.resolve("signed.xml");
        new XmlSigner(world.services()).sign(XmlSigningRequest.of(content, out, XadesLevel.B_LT), world.principal);
        return SampleXml.text(out);
    }

    private static ValidationReport judge(String text) {
        return assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> new SignatureValidator()
                        .validate(SampleXml.write(folder.resolve("judged.xml"), text), world.offline()));
    }

    private static void fails(String text, SubIndication why, String reason) {
        refused(text, Indication.TOTAL_FAILED, why, reason);
    }

    private static void refused(String text, Indication how, SubIndication why, String reason) {
        ValidationReport report = judge(text);
        assertThat(report.indication()).as("%s", report).isEqualTo(how);
        assertThat(report.subIndication()).as("%s", report).contains(why);
        List<String> details = Stream.concat(
                        report.findings().stream(), report.signatures().stream().flatMap(s -> s.findings().stream()))
                .filter(f -> f.subIndication() == why)
                .map(Finding::detail)
                .toList();
        assertThat(details).anyMatch(detail -> detail.contains(reason));
        assertThat(report.officialDocument().complete()).isFalse();
    }

    private static String replace(String text, String from, String to) {
        assertThat(text).contains(from);
        int at = text.indexOf(from);
        return text.substring(0, at) + to + text.substring(at + from.length());
    }

    private static String signatureOf(String text) {
        return text.substring(text.indexOf("<ds:Signature "), text.lastIndexOf("</ds:Signature>") + 15);
    }

    private static String between(String text, String from, String to) {
        int start = text.indexOf(from) + from.length();
        return text.substring(start, text.indexOf(to, start));
    }

    private static final String DATA = "<DLHDon Id=\"data\"><Tong>120000</Tong></DLHDon>";

    @Test
    void untouchedFilesPassSoTheAttacksAreWhatIsRefused() {
        for (String text : List.of(whole, framed, enclosed)) {
            ValidationReport report = judge(text);
            assertThat(report.indication()).as("%s", report).isEqualTo(Indication.TOTAL_PASSED);
        }
    }

    @Test
    void aChangedWordIsSeen() {
        fails(replace(whole, "Minh", "Mình"), SubIndication.HASH_FAILURE, "another");
    }

    private static final String MOVED =
            "<DLHDon xmlns=\"urn:example:hoa-don\" Id=\"data\"><Tong>120000</Tong></DLHDon>";

    @Test
    void wrappedIntoAnObjectOfTheSignature() {
        String moved = replace(movable, DATA, EVIL);
        moved = replace(moved, "</Signature>", "<Object>" + MOVED + "</Object></Signature>");
        fails(moved, SubIndication.WRAPPED, "where readers look for it, found it at /HDon/Signature/Object/DLHDon");
    }

    @Test
    void wrappedIntoTheKeyOfTheSignature() {
        String moved = replace(movable, DATA, EVIL);
        moved = replace(moved, "</KeyInfo>", MOVED + "</KeyInfo>");
        fails(moved, SubIndication.WRAPPED, "where readers look for it, found it at /HDon/Signature/KeyInfo/DLHDon");
    }

    @Test
    void anObjectThatWasMovedOutOfSightIsRefused() throws Exception {
        String exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";
        String two = insider()
                .object("o", "<a xmlns=\"\">1</a>")
                .object("p", "<a xmlns=\"\">2</a>")
                .refer("#o", exclusive)
                .refer("#p", exclusive)
                .sign(Optional.empty());
        String second = "<Object Id=\"p\">" + between(two, "<Object Id=\"p\">", "</Object>") + "</Object>";
        String moved = replace(two, second, "");
        moved = replace(moved, "</KeyInfo>", second + "</KeyInfo>");
        fails(moved, SubIndication.WRAPPED, "found it at /Signature/KeyInfo/Object");
    }

    @Test
    @Tag("slow")
    void aFileThatCostsTooMuchToDigestIsLeftAlone() throws Exception {
        PlainXmlSigner many = insider();
        for (int i = 0; i < 30; i++) {
            many.refer("", ENVELOPED);
        }
        String text = many.sign(Optional.of("<a>" + "a".repeat(20 << 20) + "</a>"));
        fails(text, SubIndication.LIMIT_EXCEEDED, "bytes to digest in one file");
    }

    @Test
    void movedWithItsSignatureItNoLongerFitsWhereItsPlaceIsSigned() {
        String moved = replace(framed, DATA, EVIL);
        moved = replace(moved, "</ds:Signature>", "<ds:Object>" + MOVED + "</ds:Object></ds:Signature>");
        fails(moved, SubIndication.HASH_FAILURE, "#data");
    }

    @Test
    void wrappedIntoASiblingElement() {
        fails(
                replace(movable, DATA, EVIL + "<Khac>" + DATA + "</Khac>"),
                SubIndication.WRAPPED,
                "an unsigned one at /HDon/DLHDon");
    }

    @Test
    void wrappedUnderANewDocumentElement() {
        fails(
                "<HDon xmlns=\"urn:example:hoa-don\">" + EVIL + movable + "</HDon>",
                SubIndication.WRAPPED,
                "an unsigned one at /HDon/DLHDon");
    }

    @Test
    void wrappedAsTheSignatureOfALargerDocument() {
        fails("<HocBa><Diem>10</Diem>" + enclosed + "</HocBa>", SubIndication.WRAPPED, "where readers look for it");
    }

    @Test
    void wrappedIntoAnObjectOfASecondSignature() throws Exception {
        String moved = replace(movable, DATA, EVIL);
        String second = signatureOf(whole);
        moved = replace(
                moved,
                "</HDon>",
                replace(second, "</ds:Signature>", "<ds:Object>" + MOVED + "</ds:Object></ds:Signature>") + "</HDon>");
        fails(moved, SubIndication.WRAPPED, "found it at /HDon/Signature/Object/DLHDon");
    }

    @Test
    void contentBesideWhatIsSignedIsNeverGreen() {
        refused(
                replace(framed, DATA, DATA + "<GhiChu>khác</GhiChu>"),
                Indication.INDETERMINATE,
                SubIndication.PARTLY_SIGNED,
                "/HDon/DLHDon signed, and not /HDon/GhiChu");
        refused(
                "<?xml-stylesheet href=\"a.xsl\"?>" + framed,
                Indication.INDETERMINATE,
                SubIndication.PARTLY_SIGNED,
                "processing instruction");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Id", "ID", "id", "xml:id"})
    void anIdentifierUsedTwice(String attribute) {
        String twin = "<DLHDon " + attribute + "=\"data\"><Tong>999999</Tong></DLHDon>";
        fails(replace(framed, DATA, twin + DATA), SubIndication.DUPLICATE_ID, "found 2");
        fails(replace(framed, DATA, DATA + twin), SubIndication.DUPLICATE_ID, "found 2");
    }

    @Test
    void anIdentifierOfThePropertiesUsedTwice() {
        String id = between(whole, "<xades:SignedProperties Id=\"", "\"");
        fails(
                replace(
                        whole,
                        "</xades:UnsignedSignatureProperties>",
                        "<x Id=\"" + id + "\"/></xades:UnsignedSignatureProperties>"),
                SubIndication.DUPLICATE_ID,
                "found 2");
    }

    @Test
    void aFileWithoutItsSignatureIsNotSigned() {
        assertThat(judge(replace(whole, signatureOf(whole), "")).indication()).isEqualTo(Indication.NOT_SIGNED);
        String renamed = whole.replace("xmlns:ds=\"" + XmlNames.DS + "\"", "xmlns:ds=\"urn:x\"");
        assertThat(judge(renamed).indication()).isEqualTo(Indication.NOT_SIGNED);
    }

    @Test
    void theSignatureOfAnotherFileIsRefused() {
        String other = replace(whole, signatureOf(whole), signatureOf(framed));
        fails(other, SubIndication.SIGNED_DATA_NOT_FOUND, "identifier referred to, found none");
    }

    @Test
    void theValueOfAnotherSignatureIsRefused() {
        String own = between(whole, "<ds:SignatureValue Id=\"", "</ds:SignatureValue>");
        String foreign = between(framed, "<ds:SignatureValue Id=\"", "</ds:SignatureValue>");
        fails(
                replace(whole, own.substring(own.indexOf('>')), foreign.substring(foreign.indexOf('>'))),
                SubIndication.SIG_CRYPTO_FAILURE,
                "made by the certificate's key");
    }

    @Test
    void aTimestampOfAnotherSignatureIsRefused() {
        String own = between(whole, "<xades:EncapsulatedTimeStamp>", "</xades:EncapsulatedTimeStamp>");
        String foreign = between(framed, "<xades:EncapsulatedTimeStamp>", "</xades:EncapsulatedTimeStamp>");
        fails(replace(whole, own, foreign), SubIndication.SIG_CRYPTO_FAILURE, "over something else");
    }

    @Test
    void theCertificateOfSomebodyElseIsRefused() throws Exception {
        String own = between(whole, "<ds:X509Certificate>", "</ds:X509Certificate>");
        String foreign =
                Base64.getEncoder().encodeToString(world.seal.certificate().getEncoded());
        fails(replace(whole, own, foreign), SubIndication.SIG_CRYPTO_FAILURE, "made by the certificate's key");
    }

    @Test
    void anotherCertificateOfTheSameKeyIsRefused() throws Exception {
        PlainXmlSigner insider = new PlainXmlSigner(world);
        Path record = SampleXml.write(folder.resolve("same-key.xml"), SampleXml.RECORD);
        Path out = folder.resolve("same-key-signed.xml");
        new XmlSigner(world.services())
                .sign(
                        XmlSigningRequest.of(new SignedContent.WholeXml(record), out, XadesLevel.B_LT),
                        new CertifiedKey(
                                insider.chain,
                                new PrivateKeySigner(
                                        SignatureAlgorithm.ECDSA_SHA256,
                                        insider.pair::getPrivate,
                                        CryptoProviders.fastest(),
                                        new SecureRandom())));
        String text = SampleXml.text(out);
        String second = Base64.getEncoder()
                .encodeToString(insider.issue(world).certificate().getEncoded());
        fails(
                replace(text, between(text, "<ds:X509Certificate>", "</ds:X509Certificate>"), second),
                SubIndication.SIG_CONSTRAINTS_FAILURE,
                "SigningCertificateV2 to name the certificate in KeyInfo, found another");
    }

    @Test
    void aBareKeyOfSomebodyElseBesideTheCertificateIsRefused() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        BigInteger modulus = ((RSAPublicKey) generator.generateKeyPair().getPublic()).getModulus();
        fails(
                replace(
                        whole,
                        "</ds:KeyInfo>",
                        "<ds:KeyValue><ds:RSAKeyValue><ds:Modulus>"
                                + Base64.getEncoder().encodeToString(modulus.toByteArray())
                                + "</ds:Modulus><ds:Exponent>AQAB</ds:Exponent></ds:RSAKeyValue></ds:KeyValue></ds:KeyInfo>"),
                SubIndication.SIG_CONSTRAINTS_FAILURE,
                "in KeyValue");
    }

    @Test
    void propertiesThatAreNotSignedAreRefused() throws Exception {
        String plain = new PlainXmlSigner(world).refer("", ENVELOPED).sign(Optional.of("<a>1</a>"));
        ValidationReport honest = judge(plain);
        assertThat(honest.signatures().get(0).level()).isEqualTo("XMLDSig");
        String claimed = "<Object><x:QualifyingProperties xmlns:x=\"" + XmlNames.XADES
                + "\" Target=\"#s-1\"><x:SignedProperties Id=\"p\"><x:SignedSignatureProperties><x:SigningTime>"
                + "2001-01-01T00:00:00Z</x:SigningTime></x:SignedSignatureProperties></x:SignedProperties>"
                + "</x:QualifyingProperties></Object></Signature>";
        String text = replace(plain, "</Signature>", claimed);
        fails(text, SubIndication.SIG_CONSTRAINTS_FAILURE, "one reference to it, found 1 and 0");
        assertThat(judge(text).signatures().get(0).signingTime()).isEmpty();
    }

    @Test
    void aSecondSetOfPropertiesIsRefused() {
        String own = "<ds:Object>" + between(whole, "<ds:Object>", "</ds:Object>") + "</ds:Object>";
        String forged = own.replaceAll("<xades:SigningTime>[^<]*", "<xades:SigningTime>2001-01-01T00:00:00Z")
                .replaceAll(" Id=\"[^\"]*\"", "");
        fails(replace(whole, own, forged + own), SubIndication.SIG_CONSTRAINTS_FAILURE, "found 2 and 1");
    }

    @Test
    void propertiesAboutAnotherSignatureAreRefused() {
        fails(
                whole.replaceAll("Target=\"#[^\"]*\"", "Target=\"#another\""),
                SubIndication.SIG_CONSTRAINTS_FAILURE,
                "in this signature and about it");
    }

    @Test
    void contentHiddenInTheSignatureIsRefused() {
        fails(
                replace(whole, "</ds:Signature>", "<ds:Object><Diem>10</Diem></ds:Object></ds:Signature>"),
                SubIndication.MODIFIED_AFTER_SIGNING,
                "in an Object that is not signed");
    }

    @Test
    void aCommentInWhatIsSignedIsRefused() {
        fails(
                replace(whole, "<ds:DigestValue>", "<ds:DigestValue><!-- a -->"),
                SubIndication.FORMAT_FAILURE,
                "neither comments nor processing instructions");
    }

    @Test
    void aCommentInTheContentIsSaidNotToBeCovered() {
        ValidationReport report = judge(replace(whole, "Minh", "Mi<!-- a -->nh"));
        assertThat(report.indication()).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(report.signatures().get(0).coversWholeDocument()).isFalse();
    }

    private static PlainXmlSigner insider() throws Exception {
        return new PlainXmlSigner(world);
    }

    @Test
    void transformsThatChooseOrChangeWhatIsSignedAreRefused() throws Exception {
        String xpath = "http://www.w3.org/TR/1999/REC-xpath-19991116";
        fails(
                insider()
                        .refer("", new XPathFilterParameterSpec("self::text()"), xpath)
                        .sign(Optional.of("<a>1</a>")),
                SubIndication.TRANSFORM_REFUSED,
                "found " + xpath);
        String filter = "http://www.w3.org/2002/06/xmldsig-filter2";
        fails(
                insider()
                        .refer(
                                "",
                                new XPathFilter2ParameterSpec(
                                        List.of(new XPathType("/a/b", XPathType.Filter.SUBTRACT))),
                                filter)
                        .sign(Optional.of("<a><b>1</b></a>")),
                SubIndication.TRANSFORM_REFUSED,
                "found " + filter);
        String xslt = "http://www.w3.org/TR/1999/REC-xslt-19991116";
        String sheet = "<s:stylesheet xmlns:s=\"http://www.w3.org/1999/XSL/Transform\" version=\"1.0\">"
                + "<s:template match=\"/\"><x/></s:template></s:stylesheet>";
        fails(
                insider()
                        .refer(
                                "",
                                new XSLTTransformParameterSpec(
                                        new DOMStructure(XmlReader.read(sheet.getBytes(StandardCharsets.UTF_8))
                                                .getDocumentElement())),
                                xslt)
                        .sign(Optional.of("<a>1</a>")),
                SubIndication.TRANSFORM_REFUSED,
                "found " + xslt);
        fails(
                insider()
                        .object("o", "<a>AAAA</a>")
                        .refer("#o", XmlNames.DS + "base64")
                        .sign(Optional.empty()),
                SubIndication.TRANSFORM_REFUSED,
                "found " + XmlNames.DS + "base64");
        // A second canonicalization is not needed, and what is not needed is not allowed.
        String canonical = "http://www.w3.org/2001/10/xml-exc-c14n#";
        fails(
                insider().refer("", ENVELOPED, canonical, canonical).sign(Optional.of("<a>1</a>")),
                SubIndication.TRANSFORM_REFUSED,
                "then one canonicalization");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/a.xml",
                "file:///etc/hostname",
                "//example.org/a",
                "../a.xml",
                "sub/a.xml",
                "/etc/hostname",
                "a.xml?b",
                "..",
                "a%2Fb"
            })
    void referencesToElsewhereAreRefused(String uri) throws Exception {
        fails(insider().refer(uri).sign(Optional.empty()), SubIndication.REFERENCE_REFUSED, "found");
    }

    @Test
    void pointersAndManifestsAreRefused() throws Exception {
        fails(
                insider().refer("#xpointer(/)", ENVELOPED).sign(Optional.of("<a>1</a>")),
                SubIndication.REFERENCE_REFUSED,
                "an XPointer");
        String manifest = "<Manifest xmlns=\"" + XmlNames.DS + "\"/>";
        fails(
                insider().object("o", manifest).refer("#o").sign(Optional.empty()),
                SubIndication.REFERENCE_REFUSED,
                "a manifest");
    }

    @Test
    void aSignatureOverItselfSignsNothing() throws Exception {
        fails(
                insider().refer("", ENVELOPED).sign(Optional.empty()),
                SubIndication.SIGNED_DATA_NOT_FOUND,
                "the signature is the document");
    }

    @Test
    void moreThanThirtyReferencesAreRefused() throws Exception {
        PlainXmlSigner many = insider();
        for (int i = 0; i < 31; i++) {
            many.refer("", ENVELOPED);
        }
        fails(many.sign(Optional.of("<a>1</a>")), SubIndication.LIMIT_EXCEEDED, "at most 30 references, found 31");
    }

    @Test
    void authenticationCodesAndUnknownAlgorithmsAreRefused() throws Exception {
        fails(
                insider()
                        .method(
                                "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256",
                                new SecretKeySpec(new byte[32], "HmacSHA256"))
                        .refer("", ENVELOPED)
                        .sign(Optional.of("<a>1</a>")),
                SubIndication.CRYPTO_CONSTRAINTS_FAILURE,
                "HMAC");
        fails(
                insider()
                        .digestedBy("http://www.w3.org/2001/04/xmldsig-more#sha224", "", ENVELOPED)
                        .sign(Optional.of("<a>1</a>")),
                SubIndication.CRYPTO_CONSTRAINTS_FAILURE,
                "sha224");
        String ed = "http://www.w3.org/2021/04/xmldsig-more#eddsa-ed25519";
        fails(
                whole.replace("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", ed),
                SubIndication.CRYPTO_CONSTRAINTS_FAILURE,
                ed);
        fails(
                replace(
                        whole,
                        "<ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"",
                        "<ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/TR/1999/REC-xslt-19991116\""),
                SubIndication.CRYPTO_CONSTRAINTS_FAILURE,
                "canonicalization method of SignedInfo");
    }

    @Test
    void weakHashesAreRefusedWhateverTheyAreOver() throws Exception {
        fails(
                insider().digestedBy(XmlNames.DS + "sha1", "", ENVELOPED).sign(Optional.of("<a>1</a>")),
                SubIndication.ALGORITHM_WEAK,
                "SHA1");
    }

    @Test
    void aBombOfEntitiesIsNotEvenRead() {
        StringBuilder bomb =
                new StringBuilder("<?xml version=\"1.0\"?><!-- a --><!DOCTYPE a [<!ENTITY e0 \"aaaaaaaaaa\">");
        for (int i = 1; i < 12; i++) {
            bomb.append("<!ENTITY e")
                    .append(i)
                    .append(" \"")
                    .append(("&e" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        bomb.append("]><a>&e11;").append(signatureOf(whole)).append("</a>");
        fails(bomb.toString(), SubIndication.DOCTYPE, "expected no DOCTYPE");
        refused(
                "<!DOCTYPE a SYSTEM \"file:///etc/hostname\"><a/>",
                Indication.INDETERMINATE,
                SubIndication.DOCTYPE,
                "expected no DOCTYPE");
    }

    @Test
    void whatIsTooDeepOrTooManyIsNotRead() {
        refused(
                "<a>".repeat(100_000) + "</a>".repeat(100_000),
                Indication.INDETERMINATE,
                SubIndication.LIMIT_EXCEEDED,
                "100 levels");
        refused(
                "<a>" + "<b/>".repeat(500_001) + "</a>",
                Indication.INDETERMINATE,
                SubIndication.LIMIT_EXCEEDED,
                "500000 tags");
        StringBuilder wide = new StringBuilder("<a");
        for (int i = 0; i < 1000; i++) {
            wide.append(" b").append(i).append("=''");
        }
        refused(wide.append("/>").toString(), Indication.INDETERMINATE, SubIndication.LIMIT_EXCEEDED, "200 attributes");
        refused(
                "<a>" + signatureOf(whole).repeat(51) + "</a>",
                Indication.INDETERMINATE,
                SubIndication.LIMIT_EXCEEDED,
                "at most 50 signatures");
    }

    @Test
    void aBrokenFileWithASignatureFailsAndOneWithoutIsLeftOpen() {
        fails(whole.substring(0, whole.length() - 5), SubIndication.BROKEN_STRUCTURE, "well-formed");
        refused("<a><b></a>", Indication.INDETERMINATE, SubIndication.BROKEN_STRUCTURE, "well-formed");
    }
}
