package vn.khue.audit.ledger;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Up to 256 entries, each behind its length as a big-endian uint16 (C2SP tlog-tiles, "Log entries"). */
final class EntryBundle {

    static final int MAX_ENTRY = 65_535;

    private EntryBundle() {}

    static void append(ByteArrayOutputStream bundle, byte[] entry) {
        bundle.write(entry.length >>> 8);
        bundle.write(entry.length);
        bundle.writeBytes(entry);
    }

    static List<byte[]> entries(byte[] bundle) {
        List<byte[]> entries = new ArrayList<>();
        int at = 0;
        while (at < bundle.length) {
            int length = at + 2 > bundle.length ? MAX_ENTRY : (bundle[at] & 0xFF) << 8 | bundle[at + 1] & 0xFF;
            if (at + 2 + length > bundle.length) {
                throw new LedgerException("Entry bundle: expected " + length + " bytes for entry " + entries.size()
                        + ", found " + Math.max(0, bundle.length - at - 2));
            }
            entries.add(Arrays.copyOfRange(bundle, at + 2, at + 2 + length));
            at += 2 + length;
        }
        return entries;
    }
}
