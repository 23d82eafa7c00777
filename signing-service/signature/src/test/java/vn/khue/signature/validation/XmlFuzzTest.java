package vn.khue.signature.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.fuzz.Fuzz;
import vn.khue.signature.SampleXml;
import vn.khue.signature.SigningWorld;
import vn.khue.signature.xades.SignedContent;
import vn.khue.signature.xades.XadesLevel;
import vn.khue.signature.xades.XmlSigner;
import vn.khue.signature.xades.XmlSigningRequest;
import vn.khue.signature.xml.Canonical;
import vn.khue.signature.xml.XmlReadException;
import vn.khue.signature.xml.XmlReader;
import vn.khue.signature.xml.XmlSignature;

/** Damaged XML: a verdict each time, and never a pass for other content. */
@Tag("slow")
class XmlFuzzTest {

    private static final int LIMIT = 1 << 20;

    @TempDir
    private static Path folder;

    private static SigningWorld world;

    @BeforeAll
    static void found() {
        world = new SigningWorld(folder.resolve("ca"), Clock.systemUTC());
    }

    private static byte[] signed(String name, String text, XadesLevel level) throws Exception {
        Path source = SampleXml.write(folder.resolve(name), text);
        Path out = folder.resolve("signed-" + name);
        new XmlSigner(world.services())
                .sign(XmlSigningRequest.of(new SignedContent.WholeXml(source), out, level), world.principal);
        return Files.readAllBytes(out);
    }

    @Test
    void xmlFiles() {
        Fuzz fuzz = new Fuzz(
                21,
                LIMIT,
                SampleXml.RECORD.getBytes(StandardCharsets.UTF_8),
                "<!DOCTYPE a [<!ENTITY b 'c'>]><a x='&b;'><!-- - --><?p q?><![CDATA[ ]]></a>"
                        .getBytes(StandardCharsets.UTF_8));
        long count = fuzz.run("XML", Fuzz.share(4), input -> {
            try {
                Canonical.EXCLUSIVE.of(XmlReader.read(input));
            } catch (XmlReadException e) {
                assertThat(e).hasMessageContaining("expected");
            }
        });
        assertThat(count).isPositive();
    }

    @Test
    void signedFiles() throws Exception {
        byte[][] seeds = {
            signed("a.xml", SampleXml.RECORD, XadesLevel.B_B), signed("b.xml", SampleXml.FRAMED, XadesLevel.B_LTA)
        };
        List<String> contents = new ArrayList<>();
        for (byte[] seed : seeds) {
            contents.add(content(seed));
        }
        Path file = folder.resolve("judge.xml");
        SignatureValidator validator = new SignatureValidator();
        long count = new Fuzz(22, LIMIT, seeds).run("signed XML", Fuzz.share(2), input -> {
            ValidationReport report = validator.validate(Files.write(file, input), world.online());
            assertThat(report.subIndication())
                    .as("%s", report.findings())
                    .isNotEqualTo(Optional.of(SubIndication.GENERIC));
            if (report.indication() == Indication.TOTAL_PASSED) {
                assertThat(contents).contains(content(input));
            }
        });
        assertThat(count).isPositive();
    }

    /** Digest of the document without its first signature. */
    private static String content(byte[] signed) throws XmlReadException {
        var document = XmlReader.read(signed);
        var signature = XmlSignature.all(document).get(0);
        signature.getParentNode().removeChild(signature);
        return java.util.HexFormat.of().formatHex(DigestAlgorithm.SHA256.of(Canonical.INCLUSIVE.of(document)));
    }
}
