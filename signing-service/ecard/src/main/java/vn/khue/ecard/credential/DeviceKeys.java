package vn.khue.ecard.credential;

import java.security.interfaces.ECPublicKey;
import vn.khue.ecard.EcardException;
import vn.khue.ecard.EcardException.Fault;
import vn.khue.ecard.cbor.CborReader;
import vn.khue.ecard.cbor.CborWriter;
import vn.khue.ecard.cose.P256;
import vn.khue.pki.CryptoProviders;

/** A phone's key as COSE_Key in a confirmation claim: {1: {1: 2, -1: 1, -2: x, -3: y}} (RFC 8747 section 3.2, RFC 9053 section 7.1.1). */
final class DeviceKeys {
    private static final long COSE_KEY = 1;
    private static final long TYPE = 1;
    private static final long EC2 = 2;
    private static final long CURVE = -1;
    private static final long P_256 = 1;
    private static final long X = -2;
    private static final long Y = -3;

    private DeviceKeys() {}

    static void write(ECPublicKey key, CborWriter writer) {
        byte[][] xy = P256.coordinates(key);
        writer.map(1).integer(COSE_KEY);
        writer.map(4).integer(TYPE).integer(EC2).integer(CURVE).integer(P_256);
        writer.integer(X).bytes(xy[0]).integer(Y).bytes(xy[1]);
    }

    /** y may be its sign alone (SEC 1 section 2.3.4). */
    static ECPublicKey read(CborReader reader, CryptoProviders providers) {
        if (reader.map() != 1 || reader.integer() != COSE_KEY) {
            throw other();
        }
        long type = 0;
        long curve = 0;
        byte[] x = {};
        byte[] y = {};
        boolean odd = false;
        for (int pairs = reader.map(); pairs > 0; pairs--) {
            long key = reader.integer();
            if (key == TYPE) {
                type = reader.integer();
            } else if (key == CURVE) {
                curve = reader.integer();
            } else if (key == X) {
                x = reader.bytes(P256.COORDINATE);
            } else if (key == Y && reader.nextIsBytes()) {
                y = reader.bytes(P256.COORDINATE);
            } else if (key == Y) {
                odd = reader.bool();
            } else {
                throw other();
            }
        }
        if (type != EC2 || curve != P_256) {
            throw other();
        }
        return y.length == 0 ? P256.key(x, odd, providers) : P256.key(x, y, providers);
    }

    private static EcardException other() {
        return new EcardException(Fault.STRUCTURE, "a COSE_Key of P-256 expected in cnf, found another");
    }
}
