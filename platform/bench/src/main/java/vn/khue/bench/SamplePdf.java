package vn.khue.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDStream;

/** One page of 137 KB that does not compress: about what a scanned decision of one page weighs. */
final class SamplePdf {

    private static final int BYTES = 136_000;

    private SamplePdf() {}

    static void write(Path file) throws IOException {
        write(file, BYTES);
    }

    /** @param bytes about the size of the file, from 1 up */
    static void write(Path file, int bytes) throws IOException {
        byte[] noise = new byte[bytes];
        new SplittableRandom(42).nextBytes(noise);
        // One comment that a content parser passes over.
        for (int i = 0; i < noise.length; i++) {
            if (noise[i] == '\n' || noise[i] == '\r') {
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
