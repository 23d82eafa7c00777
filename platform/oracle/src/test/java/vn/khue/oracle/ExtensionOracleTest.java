package vn.khue.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.khue.pki.policy.PkiPolicy;
import vn.khue.signature.asic.AsicExtender;
import vn.khue.signature.asic.AsicRequest;
import vn.khue.signature.asic.AsicSigner;
import vn.khue.signature.asic.DataFile;
import vn.khue.signature.cades.CadesExtender;
import vn.khue.signature.cades.CadesLevel;
import vn.khue.signature.cades.CadesRequest;
import vn.khue.signature.cades.CadesSigner;
import vn.khue.signature.xades.SignedContent;
import vn.khue.signature.xades.XadesLevel;
import vn.khue.signature.xades.XmlExtender;
import vn.khue.signature.xades.XmlSigner;
import vn.khue.signature.xades.XmlSigningRequest;
import vn.khue.signature.xml.DetachedContents;

/** EU DSS judges XAdES, CAdES and ASiC-E that we have extended and renewed, from each level that there is. */
class ExtensionOracleTest {

    @TempDir
    private static Path folder;

    private static SigningWorld world;
    private static Path record;
    private static Path framed;
    private static Path marks;
    private static XmlSigner xml;
    private static XmlExtender xmlExtender;
    private static CadesExtender cadesExtender;
    private static AsicExtender asicExtender;

    @BeforeAll
    static void found() throws Exception {
        world = new SigningWorld(folder.resolve("ca"), Clock.systemUTC());
        xml = new XmlSigner(world.services());
        xmlExtender = new XmlExtender(world.services(), PkiPolicy.vn2026().algorithms());
        cadesExtender = new CadesExtender(world.services(), PkiPolicy.vn2026().algorithms());
        asicExtender = new AsicExtender(world.services(), PkiPolicy.vn2026().algorithms());
        record = Files.writeString(
                folder.resolve("hoc-ba.xml"),
                "<hb:HocBa xmlns:hb=\"urn:x\"><hb:Diem mon=\"Toán\">9</hb:Diem></hb:HocBa>");
        framed = Files.writeString(folder.resolve("framed.xml"), "<a><b Id=\"data\">1</b></a>");
        marks = Files.writeString(folder.resolve("marks.csv"), "họ tên;toán\nLê An;9\n");
    }

    private static void passes(Path file, List<Path> contents, String level) {
        Judgement judged = new Oracle(List.of(world.hierarchy.root())).judge(file, contents);
        assertThat(judged.indication()).as("%s", judged).isEqualTo("TOTAL_PASSED");
        assertThat(judged.signatures())
                .extracting(Judgement.Signature::level)
                .as("%s", judged)
                .containsOnly(level);
    }

    @ParameterizedTest
    @CsvSource({"B_B, B_LT", "B_B, B_LTA", "B_T, B_LT", "B_T, B_LTA", "B_LT, B_LTA", "B_LTA, B_LTA"})
    void xmlInEachForm(XadesLevel from, XadesLevel to) throws Exception {
        for (SignedContent content : List.of(
                new SignedContent.WholeXml(record),
                new SignedContent.XmlElement(framed, "data"),
                new SignedContent.Inside(record, "text/xml"),
                new SignedContent.Beside(List.of(new SignedContent.Content(marks, "text/csv"))))) {
            Path signed = Files.createTempFile(folder, "signed", ".xml");
            Path extended = Files.createTempFile(folder, "extended", ".xml");
            xml.sign(XmlSigningRequest.of(content, signed, from), world.principal);
            xmlExtender.extend(signed, DetachedContents.beside(marks), extended, to);
            passes(
                    extended,
                    content instanceof SignedContent.Beside ? List.of(marks) : List.of(),
                    "XAdES-BASELINE-" + to.name().substring(2));
        }
    }

    @Test
    void xmlRenewedTwice() throws Exception {
        Path signed = folder.resolve("first.xml");
        Path second = folder.resolve("second.xml");
        Path third = folder.resolve("third.xml");
        xml.sign(XmlSigningRequest.of(new SignedContent.WholeXml(record), signed, XadesLevel.B_B), world.principal);
        xmlExtender.extend(signed, DetachedContents.none(), second, XadesLevel.B_LTA);
        xmlExtender.extend(second, DetachedContents.none(), third, XadesLevel.B_LTA);
        xmlExtender.extend(third, DetachedContents.none(), third, XadesLevel.B_LTA);
        passes(third, List.of(), "XAdES-BASELINE-LTA");
    }

    @ParameterizedTest
    @CsvSource({"B_B, B_LT", "B_B, B_LTA", "B_T, B_LT", "B_T, B_LTA", "B_LT, B_LTA", "B_LTA, B_LTA"})
    void messagesAndContainers(CadesLevel from, CadesLevel to) throws Exception {
        String level = "CAdES-BASELINE-" + to.name().substring(2);
        Path message = folder.resolve(from + "-" + to + ".p7s");
        Path raised = folder.resolve(from + "-" + to + "-raised.p7s");
        new CadesSigner(world.services()).sign(new CadesRequest(marks, message, from), world.principal);
        cadesExtender.extend(message, Optional.of(marks), raised, to);
        passes(raised, List.of(marks), level);
        Path container = folder.resolve(from + "-" + to + ".asice");
        Path extended = folder.resolve(from + "-" + to + "-extended.asice");
        new AsicSigner(world.services())
                .sign(
                        new AsicRequest.NewContainer(
                                List.of(new DataFile("marks.csv", marks, "text/csv")), container, from),
                        world.principal);
        asicExtender.extend(container, extended, to);
        passes(extended, List.of(), level);
        asicExtender.extend(extended, extended, CadesLevel.B_LTA);
        passes(extended, List.of(), "CAdES-BASELINE-LTA");
    }
}
