package vn.khue.signature.validation;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import vn.khue.signature.pdf.PdfFile;
import vn.khue.signature.pdf.PdfReadException;
import vn.khue.signature.pdf.PdfValue;

/**
 * Which bytes a signature covers, if they are exactly: from 0 to this signature's own hexadecimal {@code /Contents}, and from
 * there to the end of a revision (ISO 32000-2, 12.8.1; research/signing.md 6a).
 *
 * @param gapStart offset of {@code <}
 * @param gapEnd offset after {@code >}
 * @param end number of bytes of the signed revision
 * @param value the string in the gap; many signatures may share one, so its bytes are made when they are asked for
 */
record Coverage(int gapStart, int gapEnd, int end, PdfValue.Text value) {

    /** The coverage, or why there is none. */
    record Result(Optional<Coverage> coverage, String trouble, Check check) {
        private static Result no(Check check, String trouble) {
            return new Result(Optional.empty(), trouble, check);
        }
    }

    /** The signature's value, with its padding. */
    byte[] contents() {
        return value.bytes();
    }

    static Result of(PdfFile file, PdfSignatureFacts facts) {
        if (facts.dict().isEmpty()) {
            return Result.no(Check.SIGNATURE_DICTIONARY, facts.trouble().orElse(""));
        }
        PdfValue.Dict dict = facts.dict().get();
        if (!facts.inForm()) {
            return Result.no(
                    Check.SIGNATURE_DICTIONARY, "expected the signature's field in the form, found it on a page only");
        }
        if (!(dict.get("Contents") instanceof PdfValue.Text contents) || !contents.hex() || contents.start() < 0) {
            return Result.no(
                    Check.SIGNATURE_DICTIONARY,
                    "expected /Contents as a hexadecimal string in the file, found another value");
        }
        if (contents.bytes().length == 0) {
            return Result.no(Check.SIGNATURE_DICTIONARY, "expected a value in /Contents, found none");
        }
        if (!(dict.get("ByteRange") instanceof PdfValue.Array array)) {
            return Result.no(Check.BYTE_RANGE, "expected /ByteRange as an array, found another value");
        }
        long[] range = numbers(array.items());
        if (range.length != 4) {
            return Result.no(
                    Check.BYTE_RANGE,
                    "expected exactly two byte ranges, found " + array.items().size() + " items");
        }
        if (range[0] != 0 || range[1] != contents.start() || range[2] != contents.end()) {
            return Result.no(
                    Check.BYTE_RANGE,
                    "expected ranges from 0 to " + contents.start() + " and from " + contents.end()
                            + " around this signature's own /Contents, found " + range[0] + "+" + range[1] + " and "
                            + range[2]);
        }
        long end = range[2] + range[3];
        if (range[3] <= 0 || end > file.length()) {
            return Result.no(Check.BYTE_RANGE, "expected the second range to end within the file, found byte " + end);
        }
        return revision(file, facts, contents, (int) end);
    }

    private static long[] numbers(List<PdfValue> items) {
        long[] range = new long[items.size() == 4 ? 4 : 0];
        for (int i = 0; i < range.length; i++) {
            OptionalLong number = PdfValue.whole(items.get(i));
            if (number.isEmpty() || number.getAsLong() < 0 || number.getAsLong() > Integer.MAX_VALUE) {
                return new long[0];
            }
            range[i] = number.getAsLong();
        }
        return range;
    }

    /** The revision itself is not kept: those of a hostile file together would be more than fits into memory. */
    private static Result revision(PdfFile file, PdfSignatureFacts facts, PdfValue.Text contents, int end) {
        PdfFile revision;
        try {
            revision = file.revision(end);
        } catch (PdfReadException e) {
            return Result.no(
                    Check.BYTE_RANGE,
                    "expected the second range to end where a revision ends, found: " + e.getMessage());
        }
        boolean same = facts.object() == 0
                || file.entries().get(facts.object()).equals(revision.entries().get(facts.object()));
        if (!same) {
            return Result.no(
                    Check.BYTE_RANGE,
                    "expected the signed revision to be one that the file's cross-reference leads to, found another");
        }
        return new Result(
                Optional.of(new Coverage((int) contents.start(), (int) contents.end(), end, contents)),
                "",
                Check.BYTE_RANGE);
    }
}
