package vn.khue.signature.validation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDStream;

/** A file of a wanted size: one page whose content stream is noise behind a comment. */
final class LargePdf {

    private LargePdf() {}

    static void write(Path file, int bytes) throws IOException {
        byte[] noise = new byte[bytes];
        new SplittableRandom(42).nextBytes(noise);
        for (int i = 0; i < noise.length; i++) {
            if (noise[i] == 10 || noise[i] == 13) {
                noise[i] = 'x';
            }
        }
        noise[0] = '%';
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage();
            PDStream content = new PDStream(document);
            try (var out = content.createOutputStream()) {
                out.write(noise);
            }
            page.setContents(content);
            document.addPage(page);
            document.save(file.toFile());
        }
    }
}
