package vn.khue.launcher.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.khue.launcher.LauncherException;
import vn.khue.launcher.Texts;
import vn.khue.pki.Certificates;
import vn.khue.pki.PkiException;
import vn.khue.pki.revocation.RevocationEvidence;

/** Reads certificates, CRLs and OCSP answers that somebody named, PEM or DER, bounded. */
public final class CertificateFiles {
    private static final long LARGEST_CERTIFICATES = 1 << 20;
    private static final long LARGEST_EVIDENCE = 64 << 20;
    private static final Pattern CRL = Pattern.compile("-----BEGIN X509 CRL-----([^-]*)-----END X509 CRL-----");

    private final Texts texts;

    /** @param texts for what goes wrong */
    public CertificateFiles(Texts texts) {
        this.texts = texts;
    }

    /**
     * All certificates of these files, in their order.
     *
     * @throws LauncherException naming the file that cannot be read or holds none; ends the launcher with 65
     */
    public List<X509Certificate> certificates(List<String> files) {
        List<X509Certificate> found = new ArrayList<>();
        for (String file : files) {
            try {
                found.addAll(Certificates.parseFile(bytes(file, LARGEST_CERTIFICATES, "verify.trust")));
            } catch (PkiException e) {
                throw LauncherException.unreadable(texts.get("verify.trust", file), e);
            }
        }
        return List.copyOf(found);
    }

    /**
     * CRLs (DER or PEM) and OCSP answers (DER).
     *
     * @throws LauncherException naming the file that cannot be read, holds none or is over 64 MiB; ends the launcher with 65
     */
    public RevocationEvidence evidence(List<String> crls, List<String> answers) {
        List<byte[]> lists = new ArrayList<>();
        for (String file : crls) {
            lists.addAll(lists(file, bytes(file, LARGEST_EVIDENCE, "cert.crl")));
        }
        List<byte[]> ocsp = new ArrayList<>();
        for (String file : answers) {
            byte[] answer = bytes(file, LARGEST_EVIDENCE, "cert.ocsp");
            if (!der(answer)) {
                throw LauncherException.unreadable(texts.get("cert.ocsp", file), null);
            }
            ocsp.add(answer);
        }
        return new RevocationEvidence(ocsp, lists);
    }

    private List<byte[]> lists(String file, byte[] content) {
        if (der(content)) {
            return List.of(content);
        }
        List<byte[]> found = new ArrayList<>();
        Matcher matcher = CRL.matcher(new String(content, StandardCharsets.ISO_8859_1));
        try {
            while (matcher.find()) {
                found.add(Base64.getMimeDecoder().decode(matcher.group(1)));
            }
        } catch (IllegalArgumentException e) {
            throw LauncherException.unreadable(texts.get("cert.crl", file), e);
        }
        if (found.isEmpty()) {
            throw LauncherException.unreadable(texts.get("cert.crl", file), null);
        }
        return found;
    }

    private static boolean der(byte[] content) {
        return content.length > 0 && content[0] == 0x30;
    }

    private byte[] bytes(String file, long largest, String expected) {
        try {
            Path path = Path.of(file);
            if (Files.size(path) > largest) {
                throw LauncherException.unreadable(texts.get(expected, file), null);
            }
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw LauncherException.unreadable(texts.get(expected, file), e);
        }
    }
}
