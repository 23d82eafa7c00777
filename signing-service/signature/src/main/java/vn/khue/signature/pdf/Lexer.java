package vn.khue.signature.pdf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads values from bytes (ISO 32000-2, 7.2 and 7.3). A dictionary with a key twice is refused, because readers differ on which
 * one counts.
 */
final class Lexer {

    private final byte[] bytes;
    private final int end;
    private final int maxDepth;
    private final boolean inFile;
    private final ReadBudget budget;
    private int at;

    /**
     * @param inFile whether offsets are those of the file, so that strings remember where they stand
     * @param budget counts the values
     */
    Lexer(byte[] bytes, int from, int end, int maxDepth, boolean inFile, ReadBudget budget) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
        this.maxDepth = maxDepth;
        this.inFile = inFile;
        this.budget = budget;
    }

    int position() {
        return at;
    }

    void position(int offset) {
        at = offset;
    }

    static boolean isSpace(int b) {
        return b == 0 || b == 9 || b == 10 || b == 12 || b == 13 || b == 32;
    }

    static boolean isDelimiter(int b) {
        return b == '(' || b == ')' || b == '<' || b == '>' || b == '[' || b == ']' || b == '{' || b == '}' || b == '/'
                || b == '%';
    }

    private int peek() {
        return at < end ? bytes[at] & 255 : -1;
    }

    private int peek(int ahead) {
        return at + ahead < end ? bytes[at + ahead] & 255 : -1;
    }

    void skipSpace() {
        while (at < end) {
            int b = bytes[at] & 255;
            if (isSpace(b)) {
                at++;
            } else if (b == '%') {
                while (at < end && bytes[at] != 10 && bytes[at] != 13) {
                    at++;
                }
            } else {
                return;
            }
        }
    }

    /** Whether this word comes next, after white space; if so it is consumed. */
    boolean word(String word) {
        skipSpace();
        int length = word.length();
        if (at + length > end) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[at + i] != word.charAt(i)) {
                return false;
            }
        }
        int next = peek(length);
        if (next >= 0 && !isSpace(next) && !isDelimiter(next)) {
            return false;
        }
        at += length;
        return true;
    }

    void requireWord(String word) throws PdfReadException {
        if (!word(word)) {
            throw syntax("\"" + word + "\"");
        }
    }

    PdfReadException syntax(String expected) {
        String found = at >= end ? "the end" : "byte 0x" + Integer.toHexString(bytes[at] & 255);
        return PdfReadException.syntax(expected, found, at);
    }

    /** A non-negative integer of at most 15 digits. */
    long wholeNumber() throws PdfReadException {
        skipSpace();
        int from = at;
        long value = 0;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            if (at - from >= 15) {
                throw syntax("an integer of at most 15 digits");
            }
            value = value * 10 + (bytes[at] - '0');
            at++;
        }
        if (from == at) {
            throw syntax("an integer");
        }
        return value;
    }

    /** The operator of a content stream that comes next, which is consumed; empty where an operand or the end does. */
    String operator() {
        skipSpace();
        int from = at;
        int first = peek();
        if (Character.isLetter(first) || first == '\'' || first == '"') {
            while (at < end && !isSpace(peek()) && !isDelimiter(peek())) {
                at++;
            }
        }
        String word = new String(bytes, from, at - from, StandardCharsets.ISO_8859_1);
        if (word.equals("true") || word.equals("false") || word.equals("null")) {
            at = from;
            return "";
        }
        return word;
    }

    PdfValue value() throws PdfReadException {
        return value(0);
    }

    private PdfValue value(int depth) throws PdfReadException {
        if (depth > maxDepth) {
            throw new PdfReadException(
                    PdfReadException.Kind.LOOP, "expected nesting of at most " + maxDepth + " at byte " + at);
        }
        budget.value();
        skipSpace();
        int b = peek();
        return switch (b) {
            case '/' -> name();
            case '(' -> literal();
            case '[' -> array(depth);
            case '<' -> peek(1) == '<' ? dict(depth) : hex();
            case '+', '-', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> numberOrRef();
            default -> keyword();
        };
    }

    private PdfValue keyword() throws PdfReadException {
        if (word("true")) {
            return new PdfValue.Bool(true);
        }
        if (word("false")) {
            return new PdfValue.Bool(false);
        }
        if (word("null")) {
            return PdfValue.NULL;
        }
        throw syntax("a value");
    }

    private PdfValue numberOrRef() throws PdfReadException {
        PdfValue.Num first = number();
        if (!first.whole() || first.value() < 0 || first.value() > Integer.MAX_VALUE) {
            return first;
        }
        int back = at;
        skipSpace();
        if (peek() >= '0' && peek() <= '9') {
            PdfValue.Num second = number();
            if (second.whole() && second.value() >= 0 && second.value() <= 65535) {
                skipSpace();
                int next = peek(1);
                if (peek() == 'R' && (next < 0 || isSpace(next) || isDelimiter(next))) {
                    at++;
                    return new PdfValue.Ref((int) first.value(), (int) second.value());
                }
            }
        }
        at = back;
        return first;
    }

    private PdfValue.Num number() throws PdfReadException {
        int from = at;
        boolean whole = true;
        if (peek() == '+' || peek() == '-') {
            at++;
        }
        int digits = 0;
        while (at < end) {
            int b = bytes[at];
            if (b == '.' && whole) {
                whole = false;
            } else if (b >= '0' && b <= '9') {
                digits++;
            } else {
                break;
            }
            at++;
        }
        if (digits == 0 || at - from > 60) {
            throw syntax("a number");
        }
        String text = new String(bytes, from, at - from, StandardCharsets.ISO_8859_1);
        return new PdfValue.Num(Double.parseDouble(text), whole);
    }

    private PdfValue.Name name() throws PdfReadException {
        at++;
        StringBuilder text = new StringBuilder();
        while (at < end) {
            int b = bytes[at] & 255;
            if (isSpace(b) || isDelimiter(b)) {
                break;
            }
            if (b == '#' && hexDigit(peek(1)) >= 0 && hexDigit(peek(2)) >= 0) {
                b = hexDigit(peek(1)) << 4 | hexDigit(peek(2));
                at += 2;
            }
            text.append((char) b);
            at++;
        }
        return new PdfValue.Name(text.toString());
    }

    private static int hexDigit(int b) {
        return b < 0 ? -1 : Character.digit(b, 16);
    }

    private PdfValue.Text hex() throws PdfReadException {
        int start = at;
        at++;
        StringBuilder text = new StringBuilder();
        int high = -1;
        while (true) {
            int b = peek();
            if (b < 0) {
                throw syntax("the end of a hexadecimal string");
            }
            at++;
            if (b == '>') {
                break;
            }
            if (isSpace(b)) {
                continue;
            }
            int digit = hexDigit(b);
            if (digit < 0) {
                at--;
                throw syntax("a hexadecimal digit");
            }
            if (high < 0) {
                high = digit;
            } else {
                text.append((char) (high << 4 | digit));
                high = -1;
            }
        }
        if (high >= 0) {
            text.append((char) (high << 4));
        }
        return text(text, start, true);
    }

    private PdfValue.Text text(StringBuilder text, int start, boolean hex) {
        return new PdfValue.Text(text.toString(), inFile ? start : -1, inFile ? at : -1, hex);
    }

    private PdfValue.Text literal() throws PdfReadException {
        int start = at;
        at++;
        StringBuilder text = new StringBuilder();
        int open = 1;
        while (true) {
            int b = peek();
            if (b < 0) {
                throw syntax("the end of a string");
            }
            at++;
            if (b == ')' && --open == 0) {
                break;
            }
            if (b == '(') {
                open++;
            }
            if (b == '\\') {
                escape(text);
            } else if (b == 13) {
                if (peek() == 10) {
                    at++;
                }
                text.append('\n');
            } else {
                text.append((char) b);
            }
        }
        return text(text, start, false);
    }

    private void escape(StringBuilder text) throws PdfReadException {
        int b = peek();
        if (b < 0) {
            throw syntax("the end of a string");
        }
        at++;
        switch (b) {
            case 'n' -> text.append('\n');
            case 'r' -> text.append('\r');
            case 't' -> text.append('\t');
            case 'b' -> text.append('\b');
            case 'f' -> text.append('\f');
            case 10 -> {}
            case 13 -> {
                if (peek() == 10) {
                    at++;
                }
            }
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                int value = b - '0';
                for (int i = 0; i < 2 && peek() >= '0' && peek() <= '7'; i++) {
                    value = value * 8 + (peek() - '0');
                    at++;
                }
                text.append((char) (value & 255));
            }
            default -> text.append((char) b);
        }
    }

    private PdfValue.Array array(int depth) throws PdfReadException {
        at++;
        List<PdfValue> items = new ArrayList<>();
        while (true) {
            skipSpace();
            if (peek() == ']') {
                at++;
                return new PdfValue.Array(items);
            }
            items.add(value(depth + 1));
        }
    }

    private PdfValue.Dict dict(int depth) throws PdfReadException {
        at += 2;
        Map<String, PdfValue> entries = new HashMap<>();
        while (true) {
            skipSpace();
            if (peek() == '>' && peek(1) == '>') {
                at += 2;
                return new PdfValue.Dict(entries);
            }
            if (peek() != '/') {
                throw syntax("a key or >>");
            }
            int keyAt = at;
            budget.value();
            String key = name().text();
            if (entries.putIfAbsent(key, value(depth + 1)) != null) {
                throw PdfReadException.syntax("each key once in a dictionary", "/" + key + " again", keyAt);
            }
        }
    }
}
