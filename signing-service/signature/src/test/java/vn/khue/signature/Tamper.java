package vn.khue.signature;

import com.itextpdf.kernel.pdf.PdfDocument;
import com.itextpdf.kernel.pdf.PdfReader;
import com.itextpdf.kernel.pdf.PdfWriter;
import com.itextpdf.kernel.pdf.StampingProperties;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Changes signed files, as an attacker with a good PDF library would. */
public final class Tamper {

    private Tamper() {}

    /** A well-formed incremental update. */
    public static Path update(Path source, Path target, Consumer<PdfDocument> change) throws IOException {
        try (PdfDocument document = new PdfDocument(
                new PdfReader(source.toString()),
                new PdfWriter(target.toString()),
                new StampingProperties().useAppendMode())) {
            change.accept(document);
        }
        return target;
    }

    /** The file with some bytes replaced by as many others. */
    public static Path replace(Path source, Path target, String from, String to) throws IOException {
        String text = text(source);
        int at = text.indexOf(from);
        if (at < 0 || from.length() != to.length()) {
            throw new IllegalArgumentException("expected \"" + from + "\" in the file and a text as long");
        }
        return write(target, text.substring(0, at) + to + text.substring(at + from.length()));
    }

    public static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }

    public static Path write(Path file, String text) throws IOException {
        return Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
