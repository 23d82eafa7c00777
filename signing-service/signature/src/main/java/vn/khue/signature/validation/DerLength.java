package vn.khue.signature.validation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1InputStream;

/** Cuts the zeros off that pad a value in a PDF. */
final class DerLength {

    private DerLength() {}

    static byte[] cut(byte[] padded) throws CmsSignature.Malformed {
        try (ASN1InputStream in = new ASN1InputStream(new ByteArrayInputStream(padded), padded.length)) {
            if (in.readObject() == null) {
                throw new CmsSignature.Malformed("expected an ASN.1 value, found nothing");
            }
            return Arrays.copyOf(padded, padded.length - in.readAllBytes().length);
        } catch (IOException | RuntimeException e) {
            throw new CmsSignature.Malformed("expected an ASN.1 value, found bytes that are none", e);
        }
    }
}
