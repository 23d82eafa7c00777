package vn.khue.signature.pades;

import com.itextpdf.kernel.pdf.CompressionConstants;
import com.itextpdf.kernel.pdf.PdfArray;
import com.itextpdf.kernel.pdf.PdfCatalog;
import com.itextpdf.kernel.pdf.PdfDeveloperExtension;
import com.itextpdf.kernel.pdf.PdfDictionary;
import com.itextpdf.kernel.pdf.PdfDocument;
import com.itextpdf.kernel.pdf.PdfName;
import com.itextpdf.kernel.pdf.PdfStream;
import com.itextpdf.kernel.pdf.PdfVersion;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The document security store (ETSI EN 319 142-1, 5.4.2): one global dictionary; what is in it already stays and is not
 * written twice. No VRI entries, which are optional and say nothing more.
 */
final class DssDictionary {

    private final PdfDocument document;
    private final PdfName key;

    DssDictionary(PdfDocument document, PdfName key) {
        this.document = document;
        this.key = key;
    }

    void add(ValidationMaterial material) {
        PdfCatalog catalog = document.getCatalog();
        PdfDictionary dss = catalog.getPdfObject().getAsDictionary(key);
        if (dss == null) {
            dss = new PdfDictionary();
            dss.put(PdfName.Type, key);
            dss.makeIndirect(document);
            catalog.put(key, dss);
            catalog.getPdfObject().setModified();
            if (document.getPdfVersion().compareTo(PdfVersion.PDF_2_0) < 0) {
                catalog.addDeveloperExtension(PdfDeveloperExtension.ESIC_1_7_EXTENSIONLEVEL5);
            }
        }
        boolean changed = add(dss, "Certs", material.certificates());
        changed |= add(dss, "OCSPs", material.ocsp());
        changed |= add(dss, "CRLs", material.crls());
        if (changed) {
            if (dss.getIndirectReference() != null) {
                dss.setModified();
            } else {
                catalog.getPdfObject().setModified();
            }
        }
    }

    private boolean add(PdfDictionary dss, String name, List<byte[]> values) {
        PdfName arrayKey = new PdfName(name);
        PdfArray array = dss.getAsArray(arrayKey);
        Set<String> known = new HashSet<>();
        for (int i = 0; array != null && i < array.size(); i++) {
            PdfStream stream = array.getAsStream(i);
            if (stream != null) {
                known.add(ValidationMaterial.key(stream.getBytes()));
            }
        }
        boolean changed = false;
        for (byte[] value : values) {
            if (!known.add(ValidationMaterial.key(value))) {
                continue;
            }
            if (array == null) {
                array = new PdfArray();
                dss.put(arrayKey, array);
            }
            // Keys and signature values do not shrink: compressing took an eighth of the time for a twentieth of the
            // length.
            PdfStream stream = new PdfStream(value, CompressionConstants.NO_COMPRESSION);
            stream.makeIndirect(document);
            array.add(stream);
            changed = true;
        }
        if (changed && array.getIndirectReference() != null) {
            array.setModified();
        }
        return changed;
    }
}
