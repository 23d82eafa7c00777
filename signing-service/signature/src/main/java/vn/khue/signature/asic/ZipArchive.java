package vn.khue.signature.asic;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import vn.khue.pki.DigestAlgorithm;

/**
 * A ZIP that every reader reads alike, or an exception (APPNOTE 6.3; ETSI EN 319 162-1, annex A): the entries follow one another
 * from the first byte to the central directory, which says of each what its own header says, in the same order; after it only
 * the end record. No comments, encryption, ZIP64 or other methods than stored and deflated, no two names that may be one file.
 * All of this is checked before any content is unpacked. Immutable; thread-safe.
 */
public final class ZipArchive {

    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int DESCRIPTOR = 0x08074b50;
    private static final int LOCAL_SIZE = 30;
    private static final int CENTRAL_SIZE = 46;
    private static final int END_SIZE = 22;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int WITH_DESCRIPTOR = 1 << 3;
    private static final int UTF8 = 1 << 11;
    /** Bits 1 and 2 say how hard was packed. */
    private static final int ALLOWED_FLAGS = WITH_DESCRIPTOR | UTF8 | 6;
    /** Times and owners; none of them changes a name, a size or a content. */
    private static final Set<Integer> EXTRAS = Set.of(0x5455, 0x7875, 0x000a);

    private static final int UNIX = 3;
    /** Types of a Unix file: not said, directory, regular. */
    private static final Set<Integer> PLAIN_FILES = Set.of(0, 4, 8);

    private static final byte[] COMMENT = ("mimetype=" + AsicNames.MIME_TYPE).getBytes(StandardCharsets.US_ASCII);
    private static final long RATIO_FROM = 1L << 20;

    private final byte[] file;
    private final ByteBuffer in;
    private final ZipLimits limits;
    private final Map<String, ZipEntryFacts> entries = new LinkedHashMap<>();

    private ZipArchive(byte[] file, ZipLimits limits) {
        this.file = file;
        this.in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        this.limits = limits;
    }

    /**
     * Reads the structure; no content is unpacked.
     *
     * @param file the whole file; not copied, so leave it as it is
     */
    public static ZipArchive read(byte[] file, ZipLimits limits) throws AsicReadException {
        ZipArchive archive = new ZipArchive(file, limits);
        try {
            archive.readAll();
        } catch (IndexOutOfBoundsException e) {
            throw new AsicReadException(
                    AsicReadException.Kind.STRUCTURE, "expected headers within the file, found one beyond its end", e);
        }
        return archive;
    }

    /** In the order of the file. */
    public List<ZipEntryFacts> entries() {
        return List.copyOf(entries.values());
    }

    public Optional<ZipEntryFacts> entry(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    private void readAll() throws AsicReadException {
        int end = endRecord();
        int count = u16(end + 10);
        long size = u32(end + 12);
        long start = u32(end + 16);
        if (u16(end + 4) != 0 || u16(end + 6) != 0 || u16(end + 8) != count || start + size != end) {
            throw AsicReadException.structure(
                    "expected one central directory right before the end record, found another arrangement");
        }
        if (count > limits.entries()) {
            throw AsicReadException.limit("expected at most " + limits.entries() + " entries, found " + count);
        }
        Set<String> folded = new HashSet<>();
        long total = 0;
        int at = (int) start;
        int next = 0;
        for (int i = 0; i < count; i++) {
            if (at + CENTRAL_SIZE > end || i32(at) != CENTRAL) {
                throw AsicReadException.structure("expected " + count + " central headers, found " + i);
            }
            Header header = central(at, next);
            at += CENTRAL_SIZE + header.nameLength() + header.extraLength();
            next = local(header, next, (int) start, folded);
            total += header.size();
            if (total > limits.totalBytes()) {
                throw AsicReadException.limit(
                        "expected at most " + limits.totalBytes() + " bytes unpacked, found more");
            }
        }
        if (at != end || next != start) {
            throw AsicReadException.structure(
                    "expected nothing between the entries, the directory and the end, found bytes");
        }
    }

    private int endRecord() throws AsicReadException {
        for (int comment : new int[] {0, COMMENT.length}) {
            int at = file.length - END_SIZE - comment;
            if (at >= 0 && i32(at) == END && u16(at + 20) == comment && comment(at + END_SIZE, comment)) {
                return at;
            }
        }
        throw AsicReadException.structure(
                "expected the end record at the end of the file, without a comment other than its type, found none");
    }

    private boolean comment(int at, int length) {
        for (int i = 0; i < length; i++) {
            if (file[at + i] != COMMENT[i]) {
                return false;
            }
        }
        return true;
    }

    private record Header(
            String name,
            int nameLength,
            int extraLength,
            int version,
            int flags,
            int method,
            long dosTime,
            long crc,
            long packed,
            long size,
            int at) {}

    private Header central(int at, int expectedOffset) throws AsicReadException {
        int nameLength = u16(at + 28);
        int extraLength = u16(at + 30);
        int flags = u16(at + 8);
        int method = u16(at + 10);
        if (u16(at + 32) != 0 || u16(at + 34) != 0) {
            throw AsicReadException.structure("expected entries without comment on one disk, found others");
        }
        if (u16(at + 6) > 20 || (flags & ~ALLOWED_FLAGS) != 0 || (method != STORED && method != DEFLATED)) {
            throw AsicReadException.structure(
                    "expected entries stored or deflated, not encrypted, without ZIP64, found method " + method
                            + " and flags " + Integer.toHexString(flags));
        }
        if (u16(at + 4) >>> 8 == UNIX && !PLAIN_FILES.contains(u16(at + 40) >>> 12)) {
            throw AsicReadException.structure(
                    "expected files, found an entry that becomes a link or a device when unpacked");
        }
        if (u32(at + 42) != expectedOffset) {
            throw AsicReadException.structure(
                    "expected each entry right after the one before and in the directory's order, found one at byte "
                            + u32(at + 42));
        }
        extras(at + CENTRAL_SIZE + nameLength, extraLength);
        long packed = u32(at + 20);
        long size = u32(at + 24);
        if (size > limits.entryBytes() || (size > RATIO_FROM && size / limits.ratio() > packed)) {
            throw AsicReadException.limit("expected an entry of at most " + limits.entryBytes() + " bytes and "
                    + limits.ratio() + " times its packed size, found " + size + " of " + packed);
        }
        if (method == STORED && (packed != size || (flags & WITH_DESCRIPTOR) != 0)) {
            throw AsicReadException.structure("expected a stored entry with one size, in its header, found another");
        }
        return new Header(
                name(at + CENTRAL_SIZE, nameLength, flags),
                nameLength,
                extraLength,
                u16(at + 6),
                flags,
                method,
                u32(at + 12),
                u32(at + 16),
                packed,
                size,
                at);
    }

    /** Where the next entry begins. */
    private int local(Header header, int at, int limit, Set<String> folded) throws AsicReadException {
        if (at + LOCAL_SIZE > limit || i32(at) != LOCAL) {
            throw AsicReadException.structure("expected a local header at byte " + at + ", found none");
        }
        int extraLength = u16(at + 28);
        boolean described = (header.flags() & WITH_DESCRIPTOR) != 0;
        boolean same = u16(at + 4) == header.version()
                && u16(at + 6) == header.flags()
                && u16(at + 8) == header.method()
                && u32(at + 10) == header.dosTime()
                && u16(at + 26) == header.nameLength()
                && sameName(header.at() + CENTRAL_SIZE, at + LOCAL_SIZE, header.nameLength())
                && sameNumber(u32(at + 14), header.crc(), described)
                && sameNumber(u32(at + 18), header.packed(), described)
                && sameNumber(u32(at + 22), header.size(), described);
        if (!same) {
            throw AsicReadException.structure(
                    "expected a local header that says what the central directory says, found another at byte " + at);
        }
        extras(at + LOCAL_SIZE + header.nameLength(), extraLength);
        long data = (long) at + LOCAL_SIZE + header.nameLength() + extraLength;
        long end = data + header.packed();
        if (end > limit) {
            throw AsicReadException.structure("expected an entry to end before the directory, found one that does not");
        }
        if (described) {
            end = descriptor(header, (int) end, limit);
        }
        add(header, (int) data, extraLength == 0 && !described, folded);
        return (int) end;
    }

    private void add(Header header, int data, boolean plain, Set<String> folded) throws AsicReadException {
        if (header.name().equals(AsicNames.FOLDER) && header.size() == 0 && header.method() == STORED) {
            if (!folded.add(AsicNames.FOLDER)) {
                throw AsicReadException.structure("expected each name once, found one twice");
            }
            return;
        }
        EntryName.require(header.name());
        if (!folded.add(EntryName.folded(header.name()))) {
            throw AsicReadException.structure(
                    "expected each name once, also where case does not count, found one twice");
        }
        entries.put(
                header.name(),
                new ZipEntryFacts(
                        header.name(),
                        header.method() == DEFLATED,
                        header.crc(),
                        header.packed(),
                        header.size(),
                        data,
                        plain));
    }

    private int descriptor(Header header, int at, int limit) throws AsicReadException {
        int numbers = at + 4 <= limit && i32(at) == DESCRIPTOR ? at + 4 : at;
        boolean same = numbers + 12 <= limit
                && u32(numbers) == header.crc()
                && u32(numbers + 4) == header.packed()
                && u32(numbers + 8) == header.size();
        if (!same) {
            throw AsicReadException.structure(
                    "expected a data descriptor that says what the central directory says, found another at byte "
                            + at);
        }
        return numbers + 12;
    }

    private static boolean sameNumber(long local, long central, boolean described) {
        return local == central || (described && local == 0);
    }

    private boolean sameName(int a, int b, int length) {
        for (int i = 0; i < length; i++) {
            if (file[a + i] != file[b + i]) {
                return false;
            }
        }
        return true;
    }

    private void extras(int at, int length) throws AsicReadException {
        int end = at + length;
        int i = at;
        while (i + 4 <= end && EXTRAS.contains(u16(i))) {
            i += 4 + u16(i + 2);
        }
        if (i != end) {
            throw AsicReadException.structure("expected no extra fields but times and owners, found others");
        }
    }

    private String name(int at, int length, int flags) throws AsicReadException {
        try {
            String name = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(file, at, length))
                    .toString();
            if ((flags & UTF8) == 0 && name.chars().anyMatch(c -> c > 0x7e)) {
                throw AsicReadException.structure(
                        "expected names beyond ASCII to be marked as UTF-8, found one that is not");
            }
            return name;
        } catch (CharacterCodingException e) {
            throw new AsicReadException(
                    AsicReadException.Kind.STRUCTURE, "expected names in UTF-8, found other bytes", e);
        }
    }

    /** Takes content in pieces. */
    private interface Sink {
        void take(byte[] buffer, int length);
    }

    /**
     * The content of a small entry.
     *
     * @param most bytes it may have
     */
    public byte[] content(ZipEntryFacts entry, int most) throws AsicReadException {
        if (entry.size() > most) {
            throw AsicReadException.limit("expected an entry of at most " + most + " bytes, found " + entry.size());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream((int) entry.size());
        unpack(entry, (buffer, length) -> out.write(buffer, 0, length));
        return out.toByteArray();
    }

    /** Hash of an entry's content, which is not held in memory. */
    public byte[] digest(ZipEntryFacts entry, DigestAlgorithm algorithm) throws AsicReadException {
        var digest = algorithm.newDigest();
        unpack(entry, (buffer, length) -> digest.update(buffer, 0, length));
        return digest.digest();
    }

    /** The bytes as they are in the file, for a copy. */
    byte[] unpacked(ZipEntryFacts entry) throws AsicReadException {
        return content(entry, (int) limits.entryBytes());
    }

    private void unpack(ZipEntryFacts entry, Sink sink) throws AsicReadException {
        CRC32 crc = new CRC32();
        long size = entry.deflated() ? inflate(entry, sink, crc) : copy(entry, sink, crc);
        if (size != entry.size() || crc.getValue() != entry.crc()) {
            throw AsicReadException.structure(
                    "expected content of the size and checksum that the ZIP states, found other");
        }
    }

    private long copy(ZipEntryFacts entry, Sink sink, CRC32 crc) {
        byte[] buffer = new byte[1 << 16];
        int at = entry.data();
        long left = entry.size();
        while (left > 0) {
            int length = (int) Math.min(buffer.length, left);
            System.arraycopy(file, at, buffer, 0, length);
            crc.update(buffer, 0, length);
            sink.take(buffer, length);
            at += length;
            left -= length;
        }
        return entry.size();
    }

    private long inflate(ZipEntryFacts entry, Sink sink, CRC32 crc) throws AsicReadException {
        Inflater inflater = new Inflater(true);
        try {
            // Some builds of zlib want a byte after the end; the directory follows, so there is one.
            inflater.setInput(file, entry.data(), (int) entry.packed() + 1);
            byte[] buffer = new byte[1 << 16];
            long size = 0;
            while (!inflater.finished()) {
                int length = inflater.inflate(buffer);
                size += length;
                boolean stuck = length == 0 && !inflater.finished();
                if (size > entry.size() || stuck) {
                    throw AsicReadException.structure("expected deflated content of its stated size, found other");
                }
                crc.update(buffer, 0, length);
                sink.take(buffer, length);
            }
            if (inflater.getBytesRead() != entry.packed()) {
                throw AsicReadException.structure("expected nothing after deflated content, found bytes");
            }
            return size;
        } catch (DataFormatException e) {
            throw new AsicReadException(
                    AsicReadException.Kind.STRUCTURE, "expected deflated content, found bytes that are none", e);
        } finally {
            inflater.end();
        }
    }

    private int u16(int at) {
        return in.getShort(at) & 0xffff;
    }

    private int i32(int at) {
        return in.getInt(at);
    }

    private long u32(int at) {
        return in.getInt(at) & 0xffffffffL;
    }
}
