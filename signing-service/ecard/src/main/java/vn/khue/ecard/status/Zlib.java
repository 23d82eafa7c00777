package vn.khue.ecard.status;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import vn.khue.ecard.EcardException;
import vn.khue.ecard.EcardException.Fault;

/** zlib (RFC 1950), within bounds. */
final class Zlib {
    private static final int CHUNK = 8192;

    private Zlib() {}

    static byte[] deflate(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(CHUNK);
            byte[] chunk = new byte[CHUNK];
            while (!deflater.finished()) {
                out.write(chunk, 0, deflater.deflate(chunk));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    static byte[] inflate(byte[] zlib, int most) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(zlib);
            ByteArrayOutputStream out = new ByteArrayOutputStream(CHUNK);
            byte[] chunk = new byte[CHUNK];
            while (!inflater.finished()) {
                int read = inflater.inflate(chunk);
                if (read == 0 && !inflater.finished()) {
                    throw malformed();
                }
                out.write(chunk, 0, read);
                if (out.size() > most) {
                    throw new EcardException(Fault.STRUCTURE, "at most " + most + " bytes expected, found more");
                }
            }
            if (inflater.getRemaining() > 0) {
                throw malformed();
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw malformed();
        } finally {
            inflater.end();
        }
    }

    private static EcardException malformed() {
        return new EcardException(Fault.STRUCTURE, "one whole zlib stream expected, found something else");
    }
}
