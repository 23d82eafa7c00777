package vn.khue.signature.validation;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.khue.pki.revocation.RevocationEvidence;
import vn.khue.signature.pdf.Pages;
import vn.khue.signature.pdf.PdfFile;
import vn.khue.signature.pdf.PdfReadException;
import vn.khue.signature.pdf.PdfValue;

/**
 * What the file itself brings for its validation: the document security store (ETSI EN 319 142-1, 5.4.2). Nothing in it is
 * trusted; what cannot be parsed counts as absent, and so does what comes after the first 64 MiB of a kind.
 *
 * @param certificates at most 200
 * @param revocation at most 400 items of each kind
 */
record DocumentEvidence(List<X509Certificate> certificates, RevocationEvidence revocation) {

    private static final int MAX_CERTIFICATES = 200;
    private static final int MAX_ITEMS = 400;
    private static final int MAX_BYTES = 64 << 20;

    static DocumentEvidence of(PdfFile file) throws PdfReadException {
        List<byte[]> certificates = new ArrayList<>();
        List<byte[]> ocsp = new ArrayList<>();
        List<byte[]> crls = new ArrayList<>();
        Optional<PdfValue.Dict> dss = file.dict(Pages.catalog(file).get("DSS"));
        if (dss.isPresent()) {
            collect(file, dss.get().get("Certs"), certificates, MAX_CERTIFICATES);
            collect(file, dss.get().get("OCSPs"), ocsp, MAX_ITEMS);
            collect(file, dss.get().get("CRLs"), crls, MAX_ITEMS);
            Optional<PdfValue.Dict> vri = file.dict(dss.get().get("VRI"));
            if (vri.isPresent()) {
                for (PdfValue value : vri.get().entries().values()) {
                    PdfValue.Dict entry = file.dict(value).orElse(new PdfValue.Dict(java.util.Map.of()));
                    collect(file, entry.get("Cert"), certificates, MAX_CERTIFICATES);
                    collect(file, entry.get("OCSP"), ocsp, MAX_ITEMS);
                    collect(file, entry.get("CRL"), crls, MAX_ITEMS);
                }
            }
        }
        return new DocumentEvidence(parse(certificates), new RevocationEvidence(ocsp, crls));
    }

    private static void collect(PdfFile file, PdfValue list, List<byte[]> into, int most) throws PdfReadException {
        long size = into.stream().mapToLong(each -> each.length).sum();
        for (PdfValue item : file.items(list)) {
            file.budget().step();
            if (into.size() < most && size < MAX_BYTES && file.resolve(item) instanceof PdfValue.Stream stream) {
                byte[] data = file.unpack(stream);
                size += data.length;
                into.add(data);
            }
        }
    }

    private static List<X509Certificate> parse(List<byte[]> encoded) {
        List<X509Certificate> parsed = new ArrayList<>();
        for (byte[] der : encoded) {
            try {
                X509Certificate certificate = (X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
                if (!parsed.contains(certificate)) {
                    parsed.add(certificate);
                }
            } catch (CertificateException e) {
                // Counts as absent: the path then misses it and says so.
                continue;
            }
        }
        return List.copyOf(parsed);
    }
}
