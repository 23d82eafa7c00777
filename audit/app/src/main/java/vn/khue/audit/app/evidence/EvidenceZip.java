package vn.khue.audit.app.evidence;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import vn.khue.audit.app.paper.PaperWords;

/** Puts the parts of evidence into one ZIP (names in UTF-8). */
final class EvidenceZip {

    private final EvidenceReport report;
    private final PaperWords words;

    EvidenceZip(PaperWords words) {
        this.words = words;
        this.report = new EvidenceReport(words);
    }

    byte[] write(Exported exported) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            FileTime made = FileTime.from(exported.at());
            put(zip, made, "doc-truoc.txt", text(words.of("evidence.readme")));
            put(zip, made, "ho-so.pdf", report.write(exported));
            put(zip, made, "ho-so.json", EvidenceRecord.write(exported));
            put(zip, made, "checkpoint", text(exported.ledger().note()));
            put(zip, made, "khue-ledger.vkey", text(exported.vkey() + "\n"));
            for (var each : exported.ledger().entries().entrySet()) {
                put(
                        zip,
                        made,
                        "events/" + each.getKey() + ".json",
                        each.getValue().bytes());
                put(
                        zip,
                        made,
                        "proofs/" + each.getKey() + ".tlog-proof",
                        text(each.getValue().tlogProof()));
            }
            for (Exported.Stamped each : exported.stamps()) {
                String name = "timestamps/" + each.stamp().day();
                put(zip, made, name + ".checkpoint", text(each.stamp().note()));
                put(zip, made, name + ".tst", each.stamp().token());
                put(
                        zip,
                        made,
                        name + ".consistency",
                        text(each.growth().path().stream()
                                .map(hash -> hash.base64() + "\n")
                                .collect(Collectors.joining())));
            }
            for (var each : exported.openings().entrySet()) {
                put(zip, made, "openings/" + each.getKey() + ".key", text(each.getValue() + "\n"));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void put(ZipOutputStream zip, FileTime made, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setLastModifiedTime(made);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
