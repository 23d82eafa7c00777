package vn.khue.signature.pdf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A PDF file as its cross-reference sections say, or a prefix of one: the file as it was at an earlier revision. Objects are
 * read when they are asked for. Not thread-safe.
 */
public final class PdfFile {

    private static final int MAX_SECTIONS = 1000;
    private static final int MAX_COMMENT = 120;
    private static final byte[] EOF = "%%EOF".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] STARTXREF = "startxref".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;
    private final int length;
    private final ReadLimits limits;
    private final ReadBudget budget;
    private final Inflation inflation;
    private final Map<Integer, PdfValue> cache = new HashMap<>();
    private final Map<Integer, long[]> extents = new HashMap<>();
    private final Map<Integer, Map<Integer, PdfValue>> objectStreams = new HashMap<>();
    private final Set<Integer> beingRead = new HashSet<>();

    private List<XrefSection> sections = List.of();
    private Map<Integer, XrefEntry> entries = Map.of();
    private int startXref;
    private boolean usedAtZero;

    private PdfFile(byte[] bytes, int length, ReadLimits limits, ReadBudget budget, Inflation inflation) {
        this.bytes = bytes;
        this.length = length;
        this.limits = limits;
        this.budget = budget;
        this.inflation = inflation;
    }

    /**
     * Reads the structure of a file, or of the first bytes of one.
     *
     * @param bytes the file; must not be changed while this object is used
     * @param length how many of the bytes; they must end with {@code %%EOF} and white space
     * @param limits bounds
     * @throws PdfReadException if it is no PDF file that can be read without guessing
     */
    public static PdfFile open(byte[] bytes, int length, ReadLimits limits) throws PdfReadException {
        return open(bytes, length, limits, ReadBudget.standard());
    }

    /** As {@link #open(byte[], int, ReadLimits)}, with a budget that other readings of the same file share. */
    public static PdfFile open(byte[] bytes, int length, ReadLimits limits, ReadBudget budget) throws PdfReadException {
        PdfFile file = new PdfFile(bytes, length, limits, budget, new Inflation(limits, budget));
        budget.check();
        file.readChain(file.findStart());
        return file;
    }

    /**
     * The file as it was at an earlier revision: its first bytes. Its cross-reference sections are those of this file, which
     * are not read again, and both share one budget.
     *
     * @param end how many bytes; they must end with {@code %%EOF} and white space
     * @throws PdfReadException if no revision of this file ends there
     */
    public PdfFile revision(int end) throws PdfReadException {
        budget.check();
        if (end == length) {
            return this;
        }
        PdfFile file = new PdfFile(bytes, end, limits, budget, inflation);
        long start = file.findStart();
        int newer = 0;
        while (newer < sections.size() && sections.get(newer).offset() != start) {
            newer++;
        }
        List<XrefSection> own = sections.subList(newer, sections.size());
        if (own.isEmpty() || own.stream().anyMatch(s -> s.reach() > end)) {
            throw PdfReadException.syntax("a revision that the file's cross-reference leads to", "another", end);
        }
        file.merge(own);
        return file;
    }

    private long findStart() throws PdfReadException {
        requireHeader();
        int eof = lastEof();
        int keyword = lastIndexOf(STARTXREF, eof);
        if (keyword < 0 || eof - keyword > 200) {
            throw new PdfReadException(
                    PdfReadException.Kind.TRUNCATED, "expected startxref before the last %%EOF, found none");
        }
        Lexer lexer = lexer(keyword);
        lexer.requireWord("startxref");
        long offset = lexer.wholeNumber();
        int after = lexer.position();
        while (after < eof && Lexer.isSpace(bytes[after] & 255)) {
            after++;
        }
        if (after != eof) {
            throw PdfReadException.syntax("%%EOF after startxref", "other bytes", after);
        }
        startXref = (int) Math.min(offset, Integer.MAX_VALUE);
        return offset;
    }

    private void requireHeader() throws PdfReadException {
        boolean pdf = length > 8
                && bytes[0] == '%'
                && bytes[1] == 'P'
                && bytes[2] == 'D'
                && bytes[3] == 'F'
                && bytes[4] == '-'
                && (bytes[5] == '1' || bytes[5] == '2')
                && bytes[6] == '.'
                && bytes[7] >= '0'
                && bytes[7] <= '9';
        if (!pdf) {
            throw new PdfReadException(
                    PdfReadException.Kind.NOT_PDF, "expected %PDF-1. or %PDF-2. at byte 0, found something else");
        }
    }

    private int lastEof() throws PdfReadException {
        int at = length - 1;
        while (at >= 0 && Lexer.isSpace(bytes[at] & 255)) {
            at--;
        }
        int eof = at - EOF.length + 1;
        if (eof < 0 || !startsWith(EOF, eof)) {
            int earlier = lastIndexOf(EOF, length - EOF.length);
            throw new PdfReadException(
                    earlier < 0 || length - earlier > 2048
                            ? PdfReadException.Kind.TRUNCATED
                            : PdfReadException.Kind.SYNTAX,
                    "expected %%EOF and white space at the end, found other bytes; the last %%EOF is at byte "
                            + earlier);
        }
        return eof;
    }

    private boolean startsWith(byte[] what, int at) {
        if (at < 0 || at + what.length > length) {
            return false;
        }
        for (int i = 0; i < what.length; i++) {
            if (bytes[at + i] != what[i]) {
                return false;
            }
        }
        return true;
    }

    private int lastIndexOf(byte[] what, int from) {
        for (int at = Math.min(from, length - what.length); at >= 0; at--) {
            if (bytes[at] == what[0] && startsWith(what, at)) {
                return at;
            }
        }
        return -1;
    }

    /**
     * Whether nothing but white space, short comments, {@code startxref} with its number and {@code %%EOF} stands between two
     * offsets: bytes that no reader takes for content.
     */
    public boolean onlyFiller(int from, int to) {
        int at = from;
        while (at < to) {
            int b = bytes[at] & 255;
            if (Lexer.isSpace(b)) {
                at++;
            } else if (b == '%') {
                int start = at;
                while (at < to && bytes[at] != 10 && bytes[at] != 13) {
                    at++;
                }
                if (at - start > MAX_COMMENT) {
                    return false;
                }
            } else if (startsWith(STARTXREF, at)) {
                at += STARTXREF.length;
                int start = at;
                while (at < to && (Lexer.isSpace(bytes[at] & 255) || Character.isDigit(bytes[at]))) {
                    at++;
                }
                if (at - start > 24) {
                    return false;
                }
            } else {
                return false;
            }
        }
        return true;
    }

    private Lexer lexer(int offset) {
        return new Lexer(bytes, offset, length, limits.maxDepth(), true, budget);
    }

    private void readChain(long first) throws PdfReadException {
        List<XrefSection> found = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        long total = 0;
        OptionalLong next = OptionalLong.of(first);
        while (next.isPresent()) {
            if (!seen.add(next.getAsLong()) || found.size() >= MAX_SECTIONS) {
                throw new PdfReadException(
                        PdfReadException.Kind.LOOP,
                        "expected at most " + MAX_SECTIONS
                                + " cross-reference sections without a loop, found the one at byte " + next.getAsLong()
                                + " again");
            }
            XrefSection section = section(next.getAsLong());
            if (section.trailer().has("Encrypt")) {
                throw new PdfReadException(
                        PdfReadException.Kind.ENCRYPTED, "expected no /Encrypt in the trailer, found one");
            }
            total += section.entries().size();
            requireObjects(total);
            found.add(section);
            next = section.trailer().whole("Prev");
            if (next.isEmpty() && section.trailer().has("Prev")) {
                throw PdfReadException.syntax("/Prev as an integer", "another value", section.offset());
            }
        }
        merge(found);
    }

    private void merge(List<XrefSection> newestFirst) throws PdfReadException {
        Map<Integer, XrefEntry> merged = new HashMap<>();
        for (XrefSection section : newestFirst) {
            budget.entries(section.entries().size());
            section.entries().forEach(merged::putIfAbsent);
        }
        sections = List.copyOf(newestFirst);
        entries = Collections.unmodifiableMap(merged);
    }

    private void requireObjects(long total) throws PdfReadException {
        if (total > limits.maxObjects()) {
            throw new PdfReadException(
                    PdfReadException.Kind.TOO_MANY_OBJECTS,
                    "expected at most " + limits.maxObjects() + " objects, found more");
        }
    }

    private XrefSection section(long offset) throws PdfReadException {
        if (offset < 0 || offset >= length) {
            throw new PdfReadException(
                    PdfReadException.Kind.TRUNCATED,
                    "expected a cross-reference section at byte " + offset + ", found a file of " + length + " bytes");
        }
        Lexer lexer = lexer((int) offset);
        return lexer.word("xref") ? table(lexer, offset) : xrefStream(lexer, offset);
    }

    private XrefSection table(Lexer lexer, long offset) throws PdfReadException {
        Map<Integer, XrefEntry> table = new HashMap<>();
        while (!lexer.word("trailer")) {
            long first = lexer.wholeNumber();
            long count = lexer.wholeNumber();
            requireObjects(table.size() + count);
            for (long i = 0; i < count; i++) {
                budget.step();
                long at = lexer.wholeNumber();
                long generation = lexer.wholeNumber();
                boolean used = lexer.word("n");
                if (!used) {
                    lexer.requireWord("f");
                }
                usedAtZero |= used && at == 0;
                put(
                        table,
                        first + i,
                        used && at > 0 ? new XrefEntry.InFile(at, (int) generation) : new XrefEntry.Free(),
                        offset);
            }
        }
        if (!(lexer.value() instanceof PdfValue.Dict trailer)) {
            throw lexer.syntax("a trailer dictionary");
        }
        requireSize(trailer, table, offset);
        long end = lexer.position();
        long reach = end;
        OptionalLong hybrid = trailer.whole("XRefStm");
        if (hybrid.isPresent()) {
            XrefSection hidden = section(hybrid.getAsLong());
            reach = Math.max(end, hidden.reach());
            if (hidden.stream() == 0) {
                throw PdfReadException.syntax("a cross-reference stream for /XRefStm", "a table", hybrid.getAsLong());
            }
            hidden.entries().forEach((number, entry) -> {
                if (table.getOrDefault(number, FREE) instanceof XrefEntry.Free) {
                    table.put(number, entry);
                }
            });
        }
        return new XrefSection(offset, end, table, trailer, 0, hybrid.orElse(-1), reach);
    }

    private static final XrefEntry FREE = new XrefEntry.Free();

    private static void put(Map<Integer, XrefEntry> table, long number, XrefEntry entry, long offset)
            throws PdfReadException {
        if (number > 8_388_607 || table.putIfAbsent((int) number, entry) != null) {
            throw PdfReadException.syntax(
                    "each object number up to 8388607 once in a section", "number " + number, offset);
        }
    }

    private static void requireSize(PdfValue.Dict trailer, Map<Integer, XrefEntry> table, long offset)
            throws PdfReadException {
        long size = trailer.whole("Size").orElse(-1);
        int highest = -1;
        for (Map.Entry<Integer, XrefEntry> e : table.entrySet()) {
            if (!(e.getValue() instanceof XrefEntry.Free)) {
                highest = Math.max(highest, e.getKey());
            }
        }
        if (highest >= size) {
            throw PdfReadException.syntax("a /Size above object number " + highest, "/Size " + size, offset);
        }
    }

    private XrefSection xrefStream(Lexer lexer, long offset) throws PdfReadException {
        int number = (int) Math.min(lexer.wholeNumber(), Integer.MAX_VALUE);
        lexer.wholeNumber();
        lexer.requireWord("obj");
        if (!(lexer.value() instanceof PdfValue.Dict dict) || !dict.is("Type", "XRef")) {
            throw PdfReadException.syntax("a cross-reference section", "another object", offset);
        }
        PdfValue.Stream stream = stream(lexer, dict);
        byte[] data = unpack(stream);
        int[] widths = widths(dict, offset);
        int row = widths[0] + widths[1] + widths[2];
        List<PdfValue> index = dict.get("Index") instanceof PdfValue.Array a
                ? a.items()
                : List.of(
                        new PdfValue.Num(0, true),
                        new PdfValue.Num(dict.whole("Size").orElse(0), true));
        Map<Integer, XrefEntry> table = new HashMap<>();
        int at = 0;
        for (int i = 0; i + 1 < index.size(); i += 2) {
            long first = PdfValue.whole(index.get(i)).orElse(-1);
            long count = PdfValue.whole(index.get(i + 1)).orElse(-1);
            if (first < 0 || count < 0 || at + count * row > data.length) {
                throw PdfReadException.syntax("/Index to fit the cross-reference stream", first + " " + count, offset);
            }
            requireObjects(table.size() + count);
            for (long n = 0; n < count; n++, at += row) {
                budget.step();
                long kind = widths[0] == 0 ? 1 : field(data, at, widths[0]);
                long second = field(data, at + widths[0], widths[1]);
                long third = field(data, at + widths[0] + widths[1], widths[2]);
                put(table, first + n, entry(kind, second, third), offset);
            }
        }
        requireSize(dict, table, offset);
        return new XrefSection(offset, lexer.position(), table, dict, number, -1, lexer.position());
    }

    private static XrefEntry entry(long kind, long second, long third) {
        if (kind == 1 && second > 0) {
            return new XrefEntry.InFile(second, (int) third);
        }
        if (kind == 2) {
            return new XrefEntry.Packed((int) second, (int) third);
        }
        return FREE;
    }

    private static int[] widths(PdfValue.Dict dict, long offset) throws PdfReadException {
        int[] widths = new int[3];
        if (dict.get("W") instanceof PdfValue.Array a && a.items().size() == 3) {
            for (int i = 0; i < 3; i++) {
                widths[i] = (int) PdfValue.whole(a.items().get(i)).orElse(9);
            }
        }
        if (widths[1] < 1 || widths[0] < 0 || widths[2] < 0 || widths[0] > 4 || widths[1] > 8 || widths[2] > 4) {
            throw PdfReadException.syntax("/W with three widths", "another value", offset);
        }
        return widths;
    }

    private static long field(byte[] data, int at, int width) {
        long value = 0;
        for (int i = 0; i < width; i++) {
            value = value << 8 | data[at + i] & 255;
        }
        return value & Long.MAX_VALUE;
    }

    /** Reads what follows the dictionary of a stream, up to and with {@code endobj}. */
    private PdfValue.Stream stream(Lexer lexer, PdfValue.Dict dict) throws PdfReadException {
        lexer.requireWord("stream");
        int at = lexer.position();
        if (at < length && bytes[at] == 13) {
            at++;
        }
        if (at >= length || bytes[at] != 10) {
            throw PdfReadException.syntax("a line feed after stream", "another byte", at);
        }
        at++;
        OptionalLong size = PdfValue.whole(resolve(dict.get("Length")));
        if (size.isEmpty() || size.getAsLong() < 0 || at + size.getAsLong() > length) {
            throw PdfReadException.syntax("a /Length within the file", "another value", at);
        }
        lexer.position((int) (at + size.getAsLong()));
        if (!lexer.word("endstream")) {
            throw PdfReadException.syntax("endstream where /Length says", "other bytes", at + size.getAsLong());
        }
        lexer.requireWord("endobj");
        return new PdfValue.Stream(dict, at, size.getAsLong());
    }

    /** The whole length that is looked at, bytes. */
    public int length() {
        return length;
    }

    /** Where the newest cross-reference section begins. */
    public int startXref() {
        return startXref;
    }

    /** The newest section first. */
    public List<XrefSection> sections() {
        return sections;
    }

    /** What the sections together say about each object. */
    public Map<Integer, XrefEntry> entries() {
        return entries;
    }

    /** The newest trailer. */
    public PdfValue.Dict trailer() {
        return sections.get(0).trailer();
    }

    /**
     * What the cross-reference sections have that readers repair each in its own way: an object in use at byte 0, or a table and
     * a stream in one chain, where /Prev has to lead from a stream to a stream (ISO 32000-2, table 17). Such a file can be read,
     * but nothing can be appended to it that all would see.
     */
    public Optional<String> patchwork() {
        if (usedAtZero) {
            return Optional.of("expected every object in use behind the header, found one at byte 0");
        }
        return sections.stream().map(s -> s.stream() == 0).distinct().count() > 1
                ? Optional.of("expected cross-reference tables or streams, found both in one chain")
                : Optional.empty();
    }

    /** Version in the header, as {@code 1.7}. */
    public String headerVersion() {
        return new String(bytes, 5, 3, StandardCharsets.US_ASCII);
    }

    /** The value itself, or that of the object it refers to; {@link PdfValue#NULL} for a reference to nothing. */
    public PdfValue resolve(PdfValue value) throws PdfReadException {
        PdfValue current = value;
        for (int hops = 0; current instanceof PdfValue.Ref ref; hops++) {
            if (hops > 8) {
                throw new PdfReadException(
                        PdfReadException.Kind.LOOP,
                        "expected a reference to end, found one that goes on: " + ref.number());
            }
            current = object(ref);
        }
        return current;
    }

    /** The dictionary of the value or of the stream it is or refers to; empty for anything else. */
    public Optional<PdfValue.Dict> dict(PdfValue value) throws PdfReadException {
        PdfValue resolved = resolve(value);
        if (resolved instanceof PdfValue.Stream s) {
            return Optional.of(s.dict());
        }
        return resolved instanceof PdfValue.Dict d ? Optional.of(d) : Optional.empty();
    }

    /** The items of the array that the value is or refers to; none for anything else. */
    public List<PdfValue> items(PdfValue value) throws PdfReadException {
        return resolve(value) instanceof PdfValue.Array a ? a.items() : List.of();
    }

    private PdfValue object(PdfValue.Ref ref) throws PdfReadException {
        XrefEntry entry = entries.getOrDefault(ref.number(), FREE);
        int generation = entry instanceof XrefEntry.InFile f ? f.generation() : 0;
        return generation == ref.generation() ? object(ref.number()) : PdfValue.NULL;
    }

    /** The object of this number, {@link PdfValue#NULL} where there is none. */
    public PdfValue object(int number) throws PdfReadException {
        PdfValue known = cache.get(number);
        if (known != null) {
            return known;
        }
        if (!beingRead.add(number)) {
            throw new PdfReadException(
                    PdfReadException.Kind.LOOP,
                    "expected object " + number + " not to need itself, found that it does");
        }
        try {
            PdfValue value = load(number);
            cache.put(number, value);
            return value;
        } finally {
            beingRead.remove(number);
        }
    }

    private PdfValue load(int number) throws PdfReadException {
        XrefEntry entry = entries.getOrDefault(number, FREE);
        if (entry instanceof XrefEntry.InFile inFile) {
            return inFile(number, inFile);
        }
        if (entry instanceof XrefEntry.Packed packed) {
            Map<Integer, PdfValue> members = members(packed.stream());
            PdfValue value = members.get(number);
            if (value == null) {
                throw new PdfReadException(
                        PdfReadException.Kind.SYNTAX,
                        "expected object " + number + " in object stream " + packed.stream() + ", found none");
            }
            return value;
        }
        return PdfValue.NULL;
    }

    private PdfValue inFile(int number, XrefEntry.InFile entry) throws PdfReadException {
        if (entry.offset() >= length) {
            throw new PdfReadException(
                    PdfReadException.Kind.TRUNCATED,
                    "expected object " + number + " at byte " + entry.offset() + ", found a file of " + length
                            + " bytes");
        }
        Lexer lexer = lexer((int) entry.offset());
        long found = lexer.wholeNumber();
        int start = lexer.position() - Long.toString(found).length();
        long generation = lexer.wholeNumber();
        if (found != number || generation != entry.generation() || !lexer.word("obj")) {
            throw PdfReadException.syntax(
                    "object " + number + " " + entry.generation(), found + " " + generation, entry.offset());
        }
        PdfValue value = lexer.value();
        if (!lexer.word("endobj")) {
            if (!(value instanceof PdfValue.Dict dict)) {
                throw lexer.syntax("endobj");
            }
            value = stream(lexer, dict);
        }
        extents.put(number, new long[] {start, lexer.position()});
        return value;
    }

    /** Where an object that lies in the file begins and ends; empty for others. Reads it if needed. */
    public Optional<long[]> extent(int number) throws PdfReadException {
        object(number);
        long[] extent = extents.get(number);
        return extent == null ? Optional.empty() : Optional.of(extent.clone());
    }

    /**
     * Where the object that a section places at an offset begins and ends, whether or not a later section replaced it.
     *
     * @throws PdfReadException if there is no such object there
     */
    public long[] extentAt(int number, XrefEntry.InFile entry) throws PdfReadException {
        if (entry.equals(entries.get(number))) {
            return extent(number).orElseThrow();
        }
        PdfFile apart = new PdfFile(bytes, length, limits, budget, inflation);
        apart.entries = entries;
        apart.inFile(number, entry);
        return apart.extents.get(number).clone();
    }

    private Map<Integer, PdfValue> members(int streamNumber) throws PdfReadException {
        Map<Integer, PdfValue> known = objectStreams.get(streamNumber);
        if (known != null) {
            return known;
        }
        if (!(entries.get(streamNumber) instanceof XrefEntry.InFile)
                || !(object(streamNumber) instanceof PdfValue.Stream stream)
                || !stream.dict().is("Type", "ObjStm")) {
            throw new PdfReadException(
                    PdfReadException.Kind.SYNTAX, "expected object stream " + streamNumber + ", found another object");
        }
        byte[] data = unpack(stream);
        long count = PdfValue.whole(resolve(stream.dict().get("N"))).orElse(-1);
        long first = PdfValue.whole(resolve(stream.dict().get("First"))).orElse(-1);
        if (count < 0 || count > limits.maxObjects() || first < 0 || first > data.length) {
            throw new PdfReadException(
                    PdfReadException.Kind.SYNTAX,
                    "expected /N and /First of object stream " + streamNumber + " to fit it");
        }
        Lexer header = new Lexer(data, 0, (int) first, limits.maxDepth(), false, budget);
        long read = first;
        Map<Integer, PdfValue> members = new HashMap<>();
        for (long i = 0; i < count; i++) {
            int number = (int) header.wholeNumber();
            long at = first + header.wholeNumber();
            if (at > data.length) {
                throw new PdfReadException(
                        PdfReadException.Kind.SYNTAX, "expected object " + number + " within its object stream");
            }
            Lexer body = new Lexer(data, (int) at, data.length, limits.maxDepth(), false, budget);
            PdfValue member = body.value();
            read += body.position() - at;
            if (read > data.length) {
                throw new PdfReadException(
                        PdfReadException.Kind.SYNTAX,
                        "expected the objects of object stream " + streamNumber
                                + " side by side, found that they overlap");
            }
            if (members.put(number, member) != null) {
                throw new PdfReadException(
                        PdfReadException.Kind.SYNTAX,
                        "expected object " + number + " once in object stream " + streamNumber + ", found it twice");
            }
        }
        objectStreams.put(streamNumber, members);
        return members;
    }

    /**
     * Unpacked data of a stream that has no filter or FlateDecode, as structural streams have.
     *
     * @throws PdfReadException for another filter, or over the limits
     */
    public byte[] unpack(PdfValue.Stream stream) throws PdfReadException {
        PdfValue filter = resolve(stream.dict().get("Filter"));
        PdfValue params = resolve(stream.dict().get("DecodeParms"));
        if (filter instanceof PdfValue.Array a && a.items().size() <= 1) {
            filter = a.items().isEmpty() ? PdfValue.NULL : resolve(a.items().get(0));
            params = params instanceof PdfValue.Array p && !p.items().isEmpty()
                    ? resolve(p.items().get(0))
                    : params;
        }
        int from = (int) stream.dataStart();
        int size = (int) stream.length();
        if (filter instanceof PdfValue.Null) {
            byte[] data = new byte[size];
            System.arraycopy(bytes, from, data, 0, size);
            return data;
        }
        if (filter instanceof PdfValue.Name name && name.text().equals("FlateDecode")) {
            byte[] data = inflation.unpack(bytes, from, size);
            return params instanceof PdfValue.Dict d ? Predictor.undo(data, d) : data;
        }
        throw PdfReadException.syntax("a stream without filter or with FlateDecode", "another filter", from);
    }

    /**
     * Whether two objects of this file or its revisions are written to mean the same; streams byte for byte.
     *
     * @param one an object
     * @param other another, or the same at another revision
     */
    public boolean isSame(PdfValue one, PdfValue other) {
        if (one instanceof PdfValue.Stream a && other instanceof PdfValue.Stream b) {
            int from = (int) a.dataStart();
            int start = (int) b.dataStart();
            return a.dict().equals(b.dict())
                    && a.length() == b.length()
                    && Arrays.equals(bytes, from, from + (int) a.length(), bytes, start, start + (int) b.length());
        }
        return one.equals(other);
    }

    /** Counts what a stream unpacks to against the limits, through chains of Flate and LZW; other filters are not followed. */
    public void measure(PdfValue.Stream stream) throws PdfReadException {
        PdfValue filter = resolve(stream.dict().get("Filter"));
        List<PdfValue> filters = filter instanceof PdfValue.Array a ? a.items() : List.of(filter);
        byte[] data = bytes;
        int from = (int) stream.dataStart();
        int size = (int) stream.length();
        for (int i = 0; i < filters.size(); i++) {
            String name = resolve(filters.get(i)) instanceof PdfValue.Name n ? n.text() : "";
            boolean last = i + 1 == filters.size();
            if (name.equals("FlateDecode") || name.equals("Fl")) {
                if (last) {
                    inflation.measure(data, from, size);
                } else {
                    data = inflation.unpack(data, from, size);
                    from = 0;
                    size = data.length;
                }
            } else if (name.equals("LZWDecode") || name.equals("LZW")) {
                inflation.count(0, LzwLength.of(data, from, size), size);
                return;
            } else {
                return;
            }
        }
    }

    /** What may still be spent on this file, all its revisions together. */
    public ReadBudget budget() {
        return budget;
    }

    /** Bounds in force. */
    ReadLimits limits() {
        return limits;
    }
}
