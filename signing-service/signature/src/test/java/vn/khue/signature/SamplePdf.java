package vn.khue.signature;

import com.itextpdf.forms.PdfAcroForm;
import com.itextpdf.forms.fields.TextFormFieldBuilder;
import com.itextpdf.kernel.font.PdfFontFactory;
import com.itextpdf.kernel.geom.PageSize;
import com.itextpdf.kernel.geom.Rectangle;
import com.itextpdf.kernel.pdf.PdfArray;
import com.itextpdf.kernel.pdf.PdfDocument;
import com.itextpdf.kernel.pdf.PdfName;
import com.itextpdf.kernel.pdf.PdfNumber;
import com.itextpdf.kernel.pdf.PdfPage;
import com.itextpdf.kernel.pdf.PdfString;
import com.itextpdf.kernel.pdf.PdfVersion;
import com.itextpdf.kernel.pdf.PdfWriter;
import com.itextpdf.kernel.pdf.WriterProperties;
import com.itextpdf.kernel.pdf.canvas.PdfCanvas;
import com.itextpdf.layout.Document;
import com.itextpdf.layout.element.Paragraph;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/** PDF files of many kinds, made anew for each test, each by the program that makes such files. */
public enum SamplePdf {
    CLASSIC_1_4 {
        @Override
        public void write(Path file) throws IOException {
            pages(file, 3, new WriterProperties().setPdfVersion(PdfVersion.PDF_1_4), PageSize.A4, 0);
        }
    },
    XREF_AND_OBJECT_STREAMS {
        @Override
        public void write(Path file) throws IOException {
            pages(file, 3, new WriterProperties().setFullCompressionMode(true), PageSize.A4, 0);
        }
    },
    PDF_2_0 {
        @Override
        public void write(Path file) throws IOException {
            try (PDDocument document = new PDDocument()) {
                document.addPage(new org.apache.pdfbox.pdmodel.PDPage(PDRectangle.A4));
                document.getDocumentInformation().setTitle("A title that PDF 2.0 deprecates");
                document.save(file.toFile(), CompressParameters.NO_COMPRESSION);
            }
            byte[] bytes = Files.readAllBytes(file);
            bytes[5] = '2';
            bytes[7] = '0';
            Files.write(file, bytes);
        }
    },
    WITH_XMP {
        @Override
        public void write(Path file) throws IOException {
            pages(file, 2, new WriterProperties().addXmpMetadata(), PageSize.A4, 0);
        }
    },
    LANDSCAPE {
        @Override
        public void write(Path file) throws IOException {
            pages(file, 2, new WriterProperties(), PageSize.A4.rotate(), 0);
        }
    },
    ROTATED_90 {
        @Override
        public void write(Path file) throws IOException {
            pages(file, 2, new WriterProperties(), PageSize.A4, 90);
        }
    },
    ROTATED_180 {
        @Override
        public void write(Path file) throws IOException {
            pages(file, 2, new WriterProperties(), PageSize.A4, 180);
        }
    },
    ROTATED_270 {
        @Override
        public void write(Path file) throws IOException {
            pages(file, 2, new WriterProperties().setFullCompressionMode(true), PageSize.A4, 270);
        }
    },
    CROPPED_WITH_USER_UNIT {
        @Override
        public void write(Path file) throws IOException {
            try (PdfDocument document = new PdfDocument(new PdfWriter(file.toString()))) {
                PdfPage page = document.addNewPage(new PageSize(500, 600));
                page.setCropBox(new Rectangle(40, 50, 400, 500));
                page.getPdfObject().put(new PdfName("UserUnit"), new PdfNumber(1.5));
                text(page, "Cropped");
            }
        }
    },
    FIVE_HUNDRED_PAGES {
        @Override
        public void write(Path file) throws IOException {
            pages(file, 500, new WriterProperties().setFullCompressionMode(true), PageSize.A4, 0);
        }
    },
    TAGGED {
        @Override
        public void write(Path file) throws IOException {
            PdfDocument document = new PdfDocument(new PdfWriter(file.toString()));
            document.setTagged();
            document.getCatalog().setLang(new PdfString("vi"));
            try (Document layout = new Document(document)) {
                layout.add(new Paragraph("A tagged paragraph"));
                layout.add(new Paragraph("and another"));
            }
        }
    },
    WITH_FORM {
        @Override
        public void write(Path file) throws IOException {
            try (PdfDocument document = new PdfDocument(new PdfWriter(file.toString()))) {
                document.addNewPage();
                document.addNewPage();
                PdfAcroForm.getAcroForm(document, true)
                        .addField(new TextFormFieldBuilder(document, "school.name")
                                .setWidgetRectangle(new Rectangle(72, 700, 200, 20))
                                .createText()
                                .setValue("A school"));
            }
        }
    },
    WITH_INDIRECT_ANNOTATIONS {
        @Override
        public void write(Path file) throws IOException {
            try (PdfDocument document = new PdfDocument(new PdfWriter(file.toString()))) {
                PdfPage page = document.addNewPage();
                page.getPdfObject().put(PdfName.Annots, new PdfArray().makeIndirect(document));
                text(page, "Annotations live elsewhere");
            }
        }
    },
    BY_PDFBOX {
        @Override
        public void write(Path file) throws IOException {
            try (PDDocument document = new PDDocument()) {
                for (int i = 0; i < 3; i++) {
                    org.apache.pdfbox.pdmodel.PDPage page = new org.apache.pdfbox.pdmodel.PDPage(PDRectangle.A4);
                    document.addPage(page);
                    try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                        content.beginText();
                        content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                        content.newLineAtOffset(72, 500);
                        content.showText("By PDFBox");
                        content.endText();
                    }
                }
                document.save(file.toFile());
            }
        }
    },
    /** ISO 19005-4 allows no information dictionary. */
    PDF_A_4 {
        @Override
        public void write(Path file) throws IOException {
            String metadata = xmp("<pdfaid:part>4</pdfaid:part><pdfaid:rev>2020</pdfaid:rev>");
            Files.write(
                    file,
                    classic(
                            "2.0",
                            "",
                            "<< /Type /Catalog /Pages 2 0 R /Metadata 4 0 R >>",
                            PAGES,
                            PAGE,
                            stream("/Type /Metadata /Subtype /XML", metadata)));
        }
    },
    /** Signing must not bring the two into line. */
    METADATA_UNLIKE_INFORMATION {
        @Override
        public void write(Path file) throws IOException {
            String metadata = xmp("<xmp:CreatorTool>One program</xmp:CreatorTool>");
            Files.write(
                    file,
                    classic(
                            "1.7",
                            "/Info 5 0 R",
                            "<< /Type /Catalog /Pages 2 0 R /Metadata 4 0 R >>",
                            PAGES,
                            PAGE,
                            stream("/Type /Metadata /Subtype /XML", metadata),
                            "<< /Creator <FEFF0041006E006F0074006800650072> >>"));
        }
    },
    HYBRID {
        @Override
        public void write(Path file) throws IOException {
            Files.write(file, hybrid());
        }
    };

    private static final String PAGES = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>";
    private static final String PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> >>";

    public abstract void write(Path file) throws IOException;

    public static void pages(Path file, int pages, WriterProperties properties, PageSize size, int rotation)
            throws IOException {
        try (PdfDocument document = new PdfDocument(new PdfWriter(file.toString(), properties))) {
            for (int i = 1; i <= pages; i++) {
                PdfPage page = document.addNewPage(size);
                page.setRotation(rotation);
                text(page, "Page " + i);
            }
        }
    }

    private static void text(PdfPage page, String text) throws IOException {
        new PdfCanvas(page)
                .beginText()
                .setFontAndSize(PdfFontFactory.createFont(), 12)
                .moveText(72, 400)
                .showText(text)
                .endText();
    }

    private static String xmp(String properties) {
        return "<?xpacket begin=\"\u00ef\u00bb\u00bf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"
                + "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
                + "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
                + " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">" + properties
                + "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>";
    }

    private static String stream(String entries, String data) {
        return "<< " + entries + " /Length " + data.length() + " >>\nstream\n" + data + "\nendstream";
    }

    /** A file with a cross-reference table, written out object by object; the first is the catalog. */
    public static byte[] classic(String version, String trailer, String... objects) {
        StringBuilder pdf = new StringBuilder("%PDF-" + version + "\n%\u00e2\u00e3\n");
        StringBuilder table = new StringBuilder("0000000000 65535 f \n");
        for (int i = 0; i < objects.length; i++) {
            table.append(String.format(Locale.ROOT, "%010d 00000 n \n", pdf.length()));
            pdf.append(i + 1).append(" 0 obj\n").append(objects[i]).append("\nendobj\n");
        }
        int xref = pdf.length();
        pdf.append("xref\n0 ").append(objects.length + 1).append('\n').append(table);
        pdf.append("trailer\n<< /Root 1 0 R /Size ").append(objects.length + 1).append(' ');
        pdf.append(trailer).append(" >>\nstartxref\n").append(xref).append("\n%%EOF\n");
        return pdf.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A file for old and new readers (ISO 32000-2, 7.5.8.4): its document information hides in an object stream. */
    private static byte[] hybrid() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int[] at = new int[8];
        put(out, "%PDF-1.5\n%\u00e2\u00e3\n");
        String[] objects = {
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>",
            "<< /Length 9 >>\nstream\n0 0 m S q\nendstream"
        };
        for (int i = 0; i < objects.length; i++) {
            at[i + 1] = out.size();
            put(out, (i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n");
        }
        byte[] packed = deflate("5 0 << /Title (Hybrid) >>".getBytes(StandardCharsets.ISO_8859_1));
        at[6] = out.size();
        put(
                out,
                "6 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length " + packed.length
                        + " >>\nstream\n");
        out.write(packed);
        put(out, "\nendstream\nendobj\n");
        at[7] = out.size();
        byte[] rows = {2, 0, 6, 0, 1, (byte) (at[6] >> 8), (byte) at[6], 0, 1, (byte) (at[7] >> 8), (byte) at[7], 0};
        byte[] table = deflate(rows);
        put(
                out,
                "7 0 obj\n<< /Type /XRef /Size 8 /W [1 2 1] /Index [5 3] /Root 1 0 R /Info 5 0 R /Filter /FlateDecode /Length "
                        + table.length + " >>\nstream\n");
        out.write(table);
        put(out, "\nendstream\nendobj\n");
        int xref = out.size();
        put(out, "xref\n0 8\n0000000005 65535 f \n");
        for (int i = 1; i <= 4; i++) {
            put(out, String.format(Locale.ROOT, "%010d 00000 n \n", at[i]));
        }
        put(out, "0000000006 00000 f \n0000000007 00000 f \n0000000000 00000 f \n");
        put(
                out,
                "trailer\n<< /Size 8 /Root 1 0 R /Info 5 0 R /XRefStm " + at[7] + " >>\nstartxref\n" + xref
                        + "\n%%EOF\n");
        return out.toByteArray();
    }

    private static void put(ByteArrayOutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] deflate(byte[] data) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
            deflater.write(data);
        }
        return out.toByteArray();
    }
}
