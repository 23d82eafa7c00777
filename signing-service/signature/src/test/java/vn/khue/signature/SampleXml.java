package vn.khue.signature;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A pupil's record as XML, as a school would hand it on; the pupil is invented. */
public final class SampleXml {

    /** Signed as a whole. */
    public static final String RECORD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <hb:HocBa xmlns:hb="urn:example:hoc-ba" xmlns:k="urn:example:khac" phienBan="1">
              <hb:HocSinh k:ma="7"><hb:Ten>Trần Minh Anh</hb:Ten><hb:Lop>4A</hb:Lop></hb:HocSinh>
              <hb:Diem mon="Toán">9</hb:Diem>
              <hb:Diem mon="Tiếng Việt"><![CDATA[10 & giỏi]]></hb:Diem>
            </hb:HocBa>
            """;

    /** With an element to sign and nothing else that says anything, as invoices have it. */
    public static final String FRAMED = """
            <HDon xmlns="urn:example:hoa-don"><DLHDon Id="data"><Tong>120000</Tong></DLHDon><DSCKS/></HDon>
            """;

    private SampleXml() {}

    public static Path write(Path file, String text) throws IOException {
        return Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    public static String text(Path file) throws IOException {
        return Files.readString(file);
    }
}
